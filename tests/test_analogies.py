"""A gap beside a given pair asks about what stands next to it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.analogies import gaps


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("9001 : quality = 22301 : ?", ["ISO 22301"]),
        ("Clause 7 = support, clause 9 = ____", ["clause 9"]),
        ("ISO 14001 is for environment, ISO 37001 is for ...?", ["ISO 37001"]),
        ("ISO 13485 - medical devices; IATF 16949 - ...; AS9100 - ...; what is missing?", ["IATF 16949", "AS9100"]),
        ("verification is to 'built it right' as validation is to ?", []),
        ("What is ISO 9001 : ?", []),
        ("ISO 9001:2015 = ISO 9001:2008 plus risk?", []),
    ],
)
def test_what_stands_next_to_the_gap_is_asked_about(text: str, asked: list[str]) -> None:
    assert gaps(text) == [f"What is {thing} about?" for thing in asked]


def test_the_given_pair_is_not_told(iso: Assistant) -> None:
    answer = iso.ask("ISO 22000 : food safety = ISO 50001 : ?")
    assert "energy" in answer.statements[0].text
