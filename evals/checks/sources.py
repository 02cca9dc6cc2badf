"""Checks on where statements come from: acceptable facts, no bare article claims, and disputes that are real."""

from __future__ import annotations

from assistant.types import Dispute
from evals.checks.context import Context, Score, share, unscored
from evals.support import content


def facts(context: Context) -> Score:
    """1 when an acceptable fact is cited, all of `facts_all` are, and none of `facts_not` is; else 0.

    Facts of one group say the same thing and stand for each other. Unscored: nothing is answered, or the case names none.
    """
    case = context.case
    if not (case.facts or case.facts_all or case.facts_not):
        return unscored("the case names no facts")
    if not context.answering:
        return unscored("nothing is answered")
    cited = context.cited_facts
    faults = []
    if case.facts and not any(_same(context, name) & cited for name in case.facts):
        faults.append(f"cites none of {', '.join(case.facts[:3])} but {', '.join(sorted(cited)[:3]) or 'nothing'}")
    faults += [f"does not cite {name}" for name in case.facts_all if not _same(context, name) & cited]
    faults += [f"cites {name}" for name in case.facts_not if name in cited]
    return Score(not faults, float(not faults), "; ".join(faults[:3]) or "cites what it should")


def _same(context: Context, name: str) -> frozenset[str]:
    """The facts that say the same as `name`."""
    fact = context.library.facts_by_id.get(name)
    if fact is None or fact.group is None:
        return frozenset({name})
    return frozenset(other.id for other in context.library.facts if other.group == fact.group)


def source_discipline(context: Context) -> Score:
    """Statements that do not rest only on doubted article claims / statements with citations; passes at 1.

    A claim whose verdict is "correct" may carry a statement; one that is outdated, wrong, misleading, self-contradictory
    or an opinion may only stand beside a fact. Unscored: no statement cites anything.
    """
    faults = []
    total = 0
    for statement in context.answer.statements:
        passages = [passage for number in statement.citations if (passage := context.passages.get(number))]
        if not passages:
            continue
        total += 1
        if all(passage.kind == "source" and passage.standing != "correct" for passage in passages):
            faults.append(f"{statement.text[:50]!r} rests only on a claim that is {passages[0].standing}")
    if not total:
        return unscored("no statement cites a passage")
    return share(total - len(faults), total, faults, f"all {total} rest on trusted passages")


def disputes(context: Context) -> Score:
    """1 when every expected dispute is shown and every dispute shown is real; else 0. Runs on every answer.

    Real: a claim of an article in the library, in its words, with its verdict, which is not "correct", and about what
    was asked or answered (a cited fact refutes it, or two content words are shared). Unscored: none is expected or shown.
    """
    wanted, shown = context.case.disputes, context.answer.disputes
    faults = [fault for dispute in shown if (fault := _unreal(context, dispute))]
    if wanted == "none" and shown:
        faults.append(f"shows {shown[0].passage_id} where nothing is disputed")
    if isinstance(wanted, tuple) and context.answering:
        for name in wanted:
            if not any(
                dispute.passage_id == name or dispute.passage_id.startswith(f"source:{name}#") for dispute in shown
            ):
                faults.append(f"does not show what {name} says otherwise")
    if not shown and wanted is None:
        return unscored("no dispute is expected or shown")
    return Score(not faults, float(not faults), "; ".join(faults[:3]) or f"{len(shown)} shown, all real")


def _unreal(context: Context, dispute: Dispute) -> str | None:
    found = context.library.claims_by_passage_id.get(dispute.passage_id)
    if not found:
        return f"disputes {dispute.passage_id}, which is not in the library"
    claim = found[1]
    if claim.verdict == "correct":
        return f"disputes {dispute.passage_id}, which is correct"
    if dispute.claim != claim.claim or dispute.verdict != claim.verdict:
        return f"{dispute.passage_id} is not shown in its words or with its verdict"
    about = content("\n".join([context.stated, *context.asked]))
    if not context.cited_facts & set(claim.refuted_by) and len(content(claim.claim) & about) < 2:
        return f"{dispute.passage_id} is about something else"
    return None
