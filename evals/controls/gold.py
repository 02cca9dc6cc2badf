"""Right answers built by rule from the facts that a case names; what every control starts from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.library import Library
from assistant.types import Answer, Citation, Dispute, Fact, Statement
from evals.cases import ANSWERING, Case
from evals.checks import judge, passes
from evals.support import content

DAY = "2026-11-22"
MOST_FACTS = 6


@dataclass(frozen=True)
class Gold:
    """A case with an answer that passes every check."""

    case: Case
    answer: Answer


def cite(number: int, fact: Fact) -> Citation:
    """The citation of a whole fact."""
    title = f"{fact.subject}: {fact.attribute}"
    addresses = tuple(reference.address for reference in fact.references)
    end = len(fact.statement)
    day = fact.verified_on.isoformat()
    return Citation(number, fact.passage_id, "fact", title, fact.statement, 0, end, addresses, day)


def with_statements(answer: Answer, statements: Sequence[Statement], opening: str = "") -> Answer:
    """`answer` with these statements, and the text that shows them with their markers."""
    lines = [f"{item.text} {''.join(f'[{number}]' for number in item.citations)}".rstrip() for item in statements]
    return replace(answer, statements=tuple(statements), text=f"{opening}{' '.join(lines)}".strip())


def from_facts(case: Case, facts: Sequence[Fact], library: Library, verdict: str = "") -> Answer:
    """The answer that states `facts` in order, each with its citation; opens with yes or no where the case knows which."""
    answering = next((name for name in case.verdicts if name in ANSWERING), "answered")
    answer = Answer(
        question=case.question,
        standalone_question=" ".join([case.question, *case.standalone]),
        as_of=case.as_of.isoformat() if case.as_of else DAY,
        verdict=verdict or answering,  # type: ignore[arg-type]
        text="",
        citations=tuple(cite(number, fact) for number, fact in enumerate(facts, start=1)),
        disputes=tuple(_disputes(case, library)),
        confidence=0.9,
        composer="gold",
        library=library.hash,
    )
    statements = [Statement(fact.statement, (number,)) for number, fact in enumerate(facts, start=1)]
    return with_statements(answer, statements, opening_of(case))


def with_first(answer: Answer, text: str) -> Answer | None:
    """`answer` with the text of its first statement exchanged; None when nothing changed."""
    if not answer.statements or text == answer.statements[0].text:
        return None
    changed = [replace(answer.statements[0], text=text), *answer.statements[1:]]
    opening = answer.text.split(" ", 1)[0] + " " if answer.text.startswith(("Yes. ", "No. ")) else ""
    return with_statements(answer, changed, opening)


def opening_of(case: Case) -> str:
    """`Yes. `, `No. ` or nothing."""
    return f"{case.polarity.capitalize()}. " if case.polarity else ""


def _disputes(case: Case, library: Library) -> Iterator[Dispute]:
    for name in case.disputes if isinstance(case.disputes, tuple) else ():
        about = content(case.question)
        fitting = [
            (len(content(claim.claim) & about) + 3 * bool(set(claim.refuted_by) & set(case.wanted)), passage_id)
            for passage_id, (article, claim) in library.claims_by_passage_id.items()
            if claim.verdict != "correct" and name in (passage_id, article.id)
        ]
        if fitting:
            passage_id = max(fitting, key=lambda item: item[0])[1]
            article, claim = library.claims_by_passage_id[passage_id]
            yield Dispute(passage_id, article.title, claim.claim, claim.verdict, claim.why)


def refusal(case: Case, library: Library, explained: bool = True) -> Answer:
    """A refusal, question back or small talk as the case expects it; says the case's key facts when it has any."""
    reason = case.reasons[0] if case.reasons else None
    says = next((boundary.says for boundary in library.boundaries if boundary.reason == reason), "")
    keys = [group[0].replace("...", " ").replace("*", "") for group in case.key_facts]
    name = next((name for name in case.verdicts if name not in ANSWERING), "abstained")
    return Answer(
        question=case.question,
        standalone_question=" ".join([case.question, *case.standalone]),
        as_of=case.as_of.isoformat() if case.as_of else DAY,
        verdict=name,  # type: ignore[arg-type]
        reason=reason if name == "abstained" else None,
        text=" ".join([(says if explained else "") or "This cannot be answered here.", *(f"{key}." for key in keys)]),
        disputes=(),
        confidence=0.9,
        composer="gold",
        library=library.hash,
    )


def candidates(case: Case, library: Library) -> Iterator[Answer]:
    """Right answers by rule, the most natural first: the primary fact, with those that must be cited, any one, all."""
    if case.verdicts[0] not in ANSWERING:
        yield refusal(case, library)
        yield refusal(case, library, explained=False)
    known = library.facts_by_id
    facts = [known[name] for name in case.facts if name in known]
    required = [known[name] for name in case.facts_all if name in known]
    if any(verdict in ANSWERING for verdict in case.verdicts):
        yield from (from_facts(case, [fact, *required], library) for fact in facts)
        if required:
            yield from_facts(case, required, library)
        for size in range(2, min(len(facts), MOST_FACTS) + 1):
            names = dict.fromkeys([fact.id for fact in (*facts[:size], *required)])
            yield from_facts(case, [known[name] for name in names], library)


def gold(case: Case, library: Library) -> Gold | None:
    """The first candidate that passes every check; None when the case contradicts its own facts."""
    for answer in candidates(case, library):
        if passes(judge(case, answer, library)):
            return Gold(case, answer)
    return None


def why_not(case: Case, library: Library) -> str:
    """Why the most natural right answer fails, in one line."""
    for answer in candidates(case, library):
        scores = judge(case, answer, library)
        return "; ".join(f"{name}: {score.why}" for name, score in scores.items() if score.passed is False)
    return "it names no fact of the library and expects an answer"
