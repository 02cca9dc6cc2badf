"""What counts as said: spelling does not matter, negation does."""

import pytest

from evals.canonical import canonical
from evals.identifiers import unlicensed
from evals.matching import claims, states
from evals.support import unsupported


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("25 000", "There were 25,000 of them."),
        ("25000", "There were 25\u202f000 of them."),
        ("15 December 2000", "It ended on 2000-12-15."),
        ("December 15, 2000", "It ended on **15 December 2000** [1]."),
        ("December 2000", "It ended on 15 December 2000."),
        ("2000", "It ended on December 15, 2000."),
        ("ISO 99001:2031", "See ISO99001-2031 [2][3]."),
        ("ISO 99001", "ISO 99001:2031 is current."),
        ("ISO 9003", "The editions of ISO 9001, 9002 and 9003 were merged."),
        ("50 %", "Fifty or 50 percent of them."),
        ("three years", "It is valid for 3 years."),
        ("certificate", "Certificates end."),
        ("organization", "The organisations decide."),
        ("non-conformity", "A nonconformity is found."),
        ("cannot be certified", "You can't be certified."),
        ("published ... 2031", "It was published on 3 May 2031."),
        ("requir*", "It requires two."),
        ("TC 176", "It is written by ISO/TC 176."),
    ],
)
def test_spelling_does_not_hide_what_is_said(alias: str, text: str) -> None:
    assert states(alias, text)


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("2000", "It ended on 15 December 2001."),
        ("ISO 99001", "ISO 990011 is another."),
        ("ISO 9002", "ISO/TS 9002 is guidance."),
        ("quality manual", "It does not require a quality manual."),
        ("valid", "It is no longer valid."),
        ("can be certified", "It is not true that companies can be certified."),
        ("can be certified", "Can we be sure that firms can be certified?"),
        ("can be certified", "The belief that firms can be certified is old."),
        ("published ... 2031", "It was published. The year 2031 matters."),
    ],
)
def test_what_is_denied_asked_or_something_else_is_not_said(alias: str, text: str) -> None:
    assert not states(alias, text)


def test_a_negation_in_another_clause_denies_nothing() -> None:
    assert states("three years", "It is not a licence, but it is valid for three years.")
    assert states("justification", "It may be declared not applicable only with a justification.")


def test_not_only_and_no_later_than_deny_nothing() -> None:
    assert states("manufacturing", "It is not only for manufacturing.")
    assert states("2031", "It must end no later than 2031.")


def test_a_claim_is_denied_from_farther_away_than_a_fact() -> None:
    text = "Nobody in any country of this world can be certified to ISO 99002."
    assert not claims("can be certified to ISO 99002", text)
    assert claims("can be certified to ISO 99002", "Companies can be certified to ISO 99002.")


def test_an_alias_with_its_own_negation_counts_as_it_stands() -> None:
    assert states("no longer", "They can no longer be certified.")


def test_no_at_the_start_of_an_answer_denies_only_itself() -> None:
    assert states("withdrawn", "No, it was withdrawn.")


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Clause 8.5.2 requires it.", "clause 8.5.2"),
        ("It was 2030.", "year 2030"),
        ("ISO 99001:2030 requires it.", "designation iso 99001:2030"),
        ("It was on 4 May 2031.", "date 4 may 2031"),
        ("It took 30 % of it.", "percentage 30%"),
        ("It took four days.", "number 4"),
    ],
)
def test_an_identifier_without_evidence_is_named_with_its_kind(text: str, foreign: str) -> None:
    evidence = ["Clause 8.5.1 of ISO 99001:2031, published on 3 May 2031, took 25 % and three days."]
    assert str(unlicensed(text, evidence)[0]) == foreign


def test_less_exact_than_the_evidence_is_fine() -> None:
    assert not unlicensed("In May 2031 ISO 99001 came, in 2031.", ["ISO 99001:2031 came on 3 May 2031."])


def test_both_spellings_have_one_canonical_form() -> None:
    assert canonical("ISO/IEC 99001 : 2031 – 1,000 %") == canonical("ISO 99001:2031 - 1000 percent")


@pytest.mark.parametrize(
    "statement",
    [
        "Organizations can be certified to ISO 99002.",
        "Organizations can still be certified to ISO 99002.",
        "ISO 99002 was not withdrawn on 4 June 2029.",
        "ISO 99001 was withdrawn on 4 June 2029; organizations can no longer be certified to ISO 99001.",
        "ISO 99002 was withdrawn on 5 June 2029.",
        "Bread is baked from flour, water and salt at high heat.",
    ],
)
def test_a_quote_does_not_carry_what_it_does_not_say(statement: str) -> None:
    quote = "ISO 99002 was withdrawn on 4 June 2029; organizations can no longer be certified to ISO 99002."
    assert unsupported(statement, (quote,))


@pytest.mark.parametrize(
    "statement",
    [
        "ISO 99002 was withdrawn on 4 June 2029.",
        "Organizations can no longer be certified to ISO 99002.",
        "On 4 June 2029 ISO 99002 was withdrawn.",
        "Nobody can be certified to ISO 99002 any longer, because it was withdrawn in June 2029.",
    ],
)
def test_a_quote_carries_what_it_says_in_other_words_too(statement: str) -> None:
    quote = "ISO 99002 was withdrawn on 4 June 2029; organizations can no longer be certified to ISO 99002."
    assert unsupported(statement, (quote,)) is None


def test_a_recommendation_does_not_carry_a_duty() -> None:
    assert unsupported("Organizations must keep a register.", ("Organizations should keep a register.",))
