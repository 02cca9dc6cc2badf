"""Every check passes the right answer, fails its fault, and stays unscored where it does not apply."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from made_up import a_case, right

from assistant.library import Library
from assistant.types import Answer, Citation, Dispute, Statement
from evals.cases import Case
from evals.checks import CHECKS, failed, judge, passes

Spoil = Callable[[Answer], Answer]


def statement(text: str) -> Spoil:
    """The first statement exchanged, in the text as well."""

    def spoil(answer: Answer) -> Answer:
        first = replace(answer.statements[0], text=text)
        return replace(answer, statements=(first, *answer.statements[1:]), text=f"{text} [1]")

    return spoil


def citation(**changes: object) -> Spoil:
    """The first citation with `changes`."""
    return lambda answer: replace(answer, citations=(replace(answer.citations[0], **changes),))  # type: ignore[arg-type]


def changed(**changes: object) -> Spoil:
    """The answer with `changes`."""
    return lambda answer: replace(answer, **changes)  # type: ignore[arg-type]


CLAIM = "Companies can be certified to ISO 99002."
DISPUTE = Dispute("source:old-article#c1", "Two certificates", CLAIM, "outdated", "It ended.")


def from_the_article(answer: Answer) -> Answer:
    cited = Citation(1, "source:old-article#c1", "source", "Two certificates", CLAIM, 0, len(CLAIM), ())
    return replace(answer, statements=(Statement(CLAIM, (1,)),), citations=(cited,), text=f"{CLAIM} [1]")


FAULTS: dict[str, tuple[str, dict[str, object], Spoil]] = {
    "empty-text": ("form", {}, changed(text="")),
    "statement-not-in-text": ("form", {}, changed(text="Something else [1].")),
    "confidence-above-one": ("form", {}, changed(confidence=1.2)),
    "other-question": ("form", {}, changed(question="What else?")),
    "refused": ("verdict", {}, changed(verdict="abstained", reason="not_in_library")),
    "wrong-reason": (
        "verdict",
        {"verdicts": ["answered", "abstained"], "reasons": ["out_of_field"]},
        changed(
            verdict="abstained", reason="no_such_clause", statements=(), citations=(), text="There is no such clause."
        ),
    ),
    "key-fact-missing": ("key_facts", {"key_facts": [["three years"]]}, changed()),
    "key-fact-denied": ("key_facts", {"key_facts": [["certified"]]}, changed()),
    "forbidden": ("forbidden", {"forbidden": ["ISO 99002 is valid"]}, statement("ISO 99002 is valid.")),
    "forbidden-around": (
        "forbidden",
        {"forbidden": ["it is valid"]},
        lambda a: replace(a, text=a.text + " It is valid."),
    ),
    "wrong-no": ("polarity", {"polarity": "yes"}, lambda a: replace(a, text="No. " + a.text.removeprefix("Yes. "))),
    "other-facts": ("facts", {"facts": ["manual"]}, changed()),
    "not-all-facts": ("facts", {"facts_all": ["manual"]}, changed()),
    "unwanted-fact": ("facts", {"facts_not": ["withdrawal"]}, changed()),
    "wrong-day": ("identifier_closure", {}, statement("ISO 99002 was withdrawn on 5 June 2029.")),
    "wrong-standard": ("identifier_closure", {}, statement("ISO 99003 was withdrawn on 4 June 2029.")),
    "number-around": ("identifier_closure", {}, lambda a: replace(a, text=f"{a.text} That was 77 years ago.")),
    "invented-passage": ("citation_validity", {}, citation(passage_id="fact:invented")),
    "moved-offsets": ("citation_validity", {}, citation(start=1)),
    "empty-quote": ("citation_validity", {}, citation(quote="", end=0)),
    "wrong-kind": ("citation_validity", {}, citation(kind="document")),
    "dangling-marker": ("citation_validity", {}, lambda a: replace(a, text=f"{a.text} [7]")),
    "negation-dropped": ("citation_recall", {}, statement("Organizations can be certified to ISO 99002.")),
    "no-citation": ("citation_recall", {}, lambda a: replace(a, statements=(replace(a.statements[0], citations=()),))),
    "quote-invented": ("citation_recall", {}, citation(quote="ISO 99002 was withdrawn on 4 June 2029. It really was.")),
    "unused-citation": (
        "citation_precision",
        {},
        lambda a: replace(a, citations=(*a.citations, replace(a.citations[0], number=2))),
    ),
    "article-alone": ("source_discipline", {}, from_the_article),
    "dispute-missing": ("disputes", {"disputes": ["old-article"]}, changed(disputes=())),
    "dispute-unwanted": ("disputes", {"disputes": "none"}, changed(disputes=(DISPUTE,))),
    "dispute-reworded": ("disputes", {}, changed(disputes=(replace(DISPUTE, claim="Anyone can."),))),
    "dispute-invented": ("disputes", {}, changed(disputes=(replace(DISPUTE, passage_id="source:x#c9"),))),
    "every-value": (
        "hedging",
        {"key_facts": [["2029"]]},
        statement("ISO 99002 was withdrawn in 2029, or in 2026, 2027, 2028 or 2030."),
    ),
    "dump": ("focus", {}, lambda a: replace(a, statements=a.statements * 13, text=a.text * 13)),
    "another-day": ("as_of", {"as_of": "2031-05-01"}, changed(as_of="2030-05-01")),
    "unresolved": (
        "follow_up",
        {"history": ["What is ISO 99002?"], "standalone": ["ISO 99002"], "question": "Can we be certified to it?"},
        changed(standalone_question="Can we be certified to it?"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_failed_by_its_check(fault: str, library: Library) -> None:
    check, fields, spoil = FAULTS[fault]
    case = a_case(**fields)
    answer = spoil(right(library, case, "withdrawal"))
    assert check in failed(judge(case, answer, library))


def test_every_check_has_a_fault_here() -> None:
    assert {check for check, _, _ in FAULTS.values()} == set(CHECKS)


GOOD: dict[str, dict[str, object]] = {
    "plain": {},
    "yes-or-no": {"polarity": "no"},
    "dated": {"as_of": "2031-05-01"},
    "forbidden-is-denied": {"forbidden": ["can be certified to ISO 99002"]},
    "disputed": {"disputes": ["source:old-article#c1"]},
    "follow-up": {
        "history": ["What is ISO 99002?"],
        "standalone": ["ISO 99002"],
        "question": "Can we be certified to it?",
    },
    "all-facts": {"facts_all": ["withdrawal"]},
}


@pytest.mark.parametrize("name", GOOD)
def test_the_right_answer_passes_every_check(name: str, library: Library) -> None:
    case = a_case(**GOOD[name])
    scores = judge(case, right(library, case), library)
    assert passes(scores), {check: scores[check].why for check in failed(scores)}


def test_what_does_not_apply_is_unscored_with_a_reason_and_never_counts(library: Library) -> None:
    scores = judge(a_case(), right(library, a_case()), library)
    for name in ("forbidden", "polarity", "disputes", "as_of", "follow_up", "hedging"):
        assert scores[name].passed is None
        assert scores[name].value is None
        assert scores[name].why


def test_an_answer_on_which_no_check_applies_has_not_passed() -> None:
    assert not passes({})


def test_facts_of_one_group_stand_for_each_other(library: Library) -> None:
    case = a_case(question="Should we keep a register?", key_facts=[["register"]], facts=["register"])
    answer = right(library, case, "register-again")
    assert judge(case, answer, library)["facts"].passed


def test_a_correct_claim_of_an_article_may_carry_a_statement(library: Library) -> None:
    text = "ISO 99001 is about quality."
    case = a_case(question="What is ISO 99001 about?", key_facts=[["quality"]], facts=[])
    cited = Citation(1, "source:old-article#c2", "source", "Two certificates", text, 0, len(text), ())
    answer = replace(
        right(library, case, "manual"), statements=(Statement(text, (1,)),), citations=(cited,), text=f"{text} [1]"
    )
    assert passes(judge(case, answer, library))


def test_a_refusal_is_not_judged_by_the_facts_it_does_not_state(library: Library) -> None:
    case = a_case(
        verdicts=["abstained"], reasons=["out_of_field"], key_facts=[], facts=[], question="How do I bake bread?"
    )
    says = "Recipes are not what this library is about. It knows ISO 99001."
    answer = Answer(case.question, case.question, "2031-06-01", "abstained", says, reason="out_of_field")
    scores = judge(case, answer, library)
    assert passes(scores)
    assert scores["citation_recall"].passed is None


def test_keywords_around_the_statements_prove_nothing(library: Library) -> None:
    case: Case = a_case(key_facts=[["three years"]])
    answer = right(library, case)
    assert "key_facts" in failed(judge(case, replace(answer, text=f"{answer.text} three years"), library))


def test_an_answer_may_not_say_more_than_its_record(library: Library) -> None:
    case = a_case()
    answer = right(library, case)
    smuggled = library.facts_by_id["count"].statement
    assert "citation_recall" in failed(judge(case, replace(answer, text=f"{answer.text} {smuggled}"), library))
