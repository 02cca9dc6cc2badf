"""A yes or no is lent only between questions that ask the same thing the same way round."""

from __future__ import annotations

import pytest

from assistant.polarity import asks_the_same, negated, opposed, same_identifiers, scope_words

KNOWN = {"99001", "99002"}


@pytest.mark.parametrize(
    "text",
    ["It is not required", "It can no longer be used", "You cannot do it", "It isn't needed", "They never audit", "Nobody may sign", "without a manual",
     "It is not valid any more"],
)  # fmt: skip
def test_a_negation_is_seen(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize(
    "text",
    ["It is required", "Is it required or not?", "a nonconformity was found", "a non-conformity was found", "It is not unnecessary",
     "a non-governmental body", "Nothing but kettles"],
)  # fmt: skip
def test_what_is_no_negation_or_a_double_one_is_not(text: str) -> None:
    assert not negated(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is it valid?", "Is it withdrawn?"),
        ("Is it mandatory?", "Is it optional?"),
        ("Are they the same?", "Do they differ?"),
        ("Is it a major one?", "Is it a minor one?"),
        ("an internal audit", "an external audit"),
        ("maintain records", "retain records"),
    ],
)
def test_opposites_are_seen_both_ways(one: str, other: str) -> None:
    assert opposed(one, other)
    assert opposed(other, one)
    assert not opposed(one, one)


def test_words_of_scope_are_seen_by_their_class() -> None:
    assert scope_words("every firm") == scope_words("all firms")
    assert scope_words("only large firms") != scope_words("large firms")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISO 99001", "ISO 99002"),
        ("ISO 99001:2031", "ISO 99001:2024"),
        ("ISO 99001", "ISO/TS 99001"),
        ("clause 7.1.5", "clause 7.1.6"),
        ("within 30 days", "within 90 days"),
    ],
)
def test_other_identifiers_are_another_question(one: str, other: str) -> None:
    assert same_identifiers(one, one, KNOWN)
    assert not same_identifiers(one, other, KNOWN)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Is ISO 99001 still valid?", "is 99001 valid", True),
        ("Is ISO 99001 valid?", "Is ISO 99002 valid?", False),
        ("Is ISO 99001 valid?", "Is ISO 99001 not valid?", False),
        ("Is ISO 99001 valid?", "Is ISO 99001 withdrawn?", False),
        ("Must firms be audited?", "Must only firms be audited?", False),
        ("Is the internal audit required?", "Is the external audit required?", False),
    ],
)
def test_questions_ask_the_same_or_not(one: str, other: str, same: bool) -> None:
    assert asks_the_same(one, other, KNOWN) is same
    assert asks_the_same(other, one, KNOWN) is same
