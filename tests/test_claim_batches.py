"""A batch of claims is judged claim by claim."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.claim_batches import claims_to_judge


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("True or false: 1. It is a law. 2. Records must be on paper. 3. Audits are yearly.", 3),
        ("Say true or false for each: a) it is a law b) records must be on paper", 2),
        ("T/F: it is a law; records must be on paper", 2),
        ("True/false: it is a law / records must be on paper", 2),
        ("1) Stage 2 may be skipped 2) guidance can be certified - true or false?", 2),
        ("True or false: It is a law. Records must be on paper.", 2),
        ("True or false: clause 7.1.5 is about calibration and 8.3 about design.", 0),
        ("True or false: it requires a manual.", 0),
        ("True or false: which is required? a) a manual b) a policy", 0),
        ("Is it a law; must records be on paper?", 0),
        ("Our auditor was here. Records must be on paper. True or false?", 0),
        ("yes or no: is it a law? must records be on paper?", 0),
    ],
)
def test_claims_are_told_from_other_lists(text: str, claims: int) -> None:
    assert len(claims_to_judge(text)) == claims


def test_each_verdict_has_the_number_of_its_claim(iso: Assistant) -> None:
    answer = iso.ask(
        "True or false: 1. ISO certifies companies. 2. ISO 9001 requires a manual. 3. Internal audits are required."
    )
    said = answer.text.split("\n\n")
    assert [part[:6] for part in said] == ["1) No.", "2) No.", "3) Yes"]


def test_a_single_claim_has_no_number(iso: Assistant) -> None:
    assert iso.ask("True or false: ISO 9001 requires a quality manual.").text.startswith("No.")
