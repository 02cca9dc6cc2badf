"""What a yes/no question puts forward is found behind the words that ask for a judgement on it."""

from __future__ import annotations

import pytest

from assistant.claims import affirmed, read_claim


@pytest.mark.parametrize(
    ("text", "claim", "turned"),
    [
        ("Our auditor says we need a manual, is she wrong?", "we need a manual", True),
        ("Our auditor says we need a manual, is she right?", "we need a manual", False),
        ("Only big firms get it, or am I wrong?", "Only big firms get it", False),
        ("Is it a myth that a manual is needed", "a manual is needed", True),
        ("We don't need it, do we?", "We don't need it", True),
        ("We don't need it, right?", "We don't need it", False),
        ("Fact or fiction: ISO certifies companies", "ISO certifies companies", False),
        ("the certificate lasts three years isn't it", "the certificate lasts three years", False),
    ],
)
def test_a_claim_is_freed_of_the_judgement_asked_for(text: str, claim: str, turned: bool) -> None:
    read = read_claim(text)
    assert (read.text, read.put, read.turned) == (claim, True, turned)


@pytest.mark.parametrize(
    "text",
    [
        "Is it right to exclude design?",
        "Is the auditor right to ask for it?",
        "Is it a nonconformity if a date is wrong on the certificate?",
        "How long is it",
        "A customer audit is a right",
        "Which clause is right?",
    ],
)
def test_other_rights_and_wrongs_stay_in_the_question(text: str) -> None:
    assert read_claim(text).text == text


@pytest.mark.parametrize(
    ("text", "put", "plain"),
    [
        ("The manual is no longer needed", True, ("The manual is still needed", True)),
        ("Nobody needs a manual any more", True, ("anybody needs a manual still", True)),
        ("Doesn't it need a manual?", False, ("Does it need a manual?", False)),
        ("Won't it lapse?", False, ("Will it lapse?", False)),
        ("Is it not needed?", False, ("Is it not needed?", False)),
        ("It is declared not applicable", True, ("It is declared not applicable", False)),
        ("They assess us and not the other way round", True, ("They assess us and not the other way round", False)),
        ("It is not needed and nobody asks for it", True, None),
        ("He denies that it is needed", True, None),
    ],
)
def test_a_denial_is_taken_out_where_it_is_plain(text: str, put: bool, plain: tuple[str, bool] | None) -> None:
    assert affirmed(text, put) == plain
