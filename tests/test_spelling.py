"""Slips are put right towards what the library says, then towards common words; names and designations stay."""

from __future__ import annotations

import pytest

from assistant.spelling import Spelling

LIBRARY = ["The clause on certification of the auditor", "A clause and a certificate", "a clause"] * 10
GENERAL = ["polish", "returned", "hansen", "goods", "depot", "recent", "banned"]


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling([*LIBRARY, *["close"] * 6], GENERAL)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("which cluase?", "which clause?"),
        ("a certifcation audit", "a certification audit"),
        ("CERTIFCATION", "CERTIFICATION"),
        ("into Polsih", "into Polish"),
        ("retrned goods", "returned goods"),
    ],
)
def test_a_slip_becomes_the_word_that_was_meant(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.correct(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "ISO 9001:2015",
        "AS9100",
        "Dekra",
        "returned",
        "the blarnstone",
        "the dept",
        "binned it",
        "a recert visit",
        "iso9001 8.5.1",
    ],
)
def test_what_is_no_slip_stays(spelling: Spelling, typed: str) -> None:
    assert spelling.correct(typed) == typed


def test_of_two_words_as_near_only_a_far_more_frequent_one_is_meant(spelling: Spelling) -> None:
    assert spelling.correct("cluse 11") == "clause 11"
    assert Spelling(["clause", "close"] * 5).correct("cluse 11") == "cluse 11"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("It wasnt replaced and hasnt lapsed.", "It wasn't replaced and hasn't lapsed."),
        ("We cant say what we want.", "We can't say what we want."),
    ],
)
def test_a_denial_keeps_its_meaning_without_an_apostrophe(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.correct(typed) == meant
