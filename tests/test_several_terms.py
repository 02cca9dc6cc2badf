"""Of several terms whose meanings are asked for, each is explained."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.several_terms import several_terms


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("What do CAPA, FMEA and HACCP mean?", 3),
        ("Expand these: IAF, UKAS, CAB, MLA", 4),
        ("full form of IATF and IAF", 2),
        ("What does HACCP mean?", 0),
        ("What is the difference between an observation and a nonconformity?", 0),
        ("What do ISO and IEC do together?", 0),
        ("What does it mean for us to be certified by two bodies at the same time and place?", 0),
    ],
)
def test_terms_are_found_where_meanings_are_asked_for(text: str, named: int) -> None:
    assert len(several_terms(text)) == named


def test_no_term_is_dropped(iso: Assistant) -> None:
    said = [statement.text for statement in iso.ask("What do CAPA, FMEA and HACCP mean?").statements]
    assert len(said) == 3
    assert all(any(text.startswith(term) for text in said) for term in ("CAPA", "FMEA", "HACCP"))


def test_one_fact_that_tells_all_is_enough(iso: Assistant) -> None:
    assert len(iso.ask("What do QMS, EMS and OHSMS stand for?").statements) == 1
