"""The ledger knows which editions and clauses exist, and what each edition was on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.ledger import Ledger
from assistant.library import load_library
from tests.scratch import fact, write_knowledge

OLD = {"valid_from": "2024-02-01", "valid_to": "2031-05-03", "certificates_until": "2034-05-31"}


def edition(year: int, **fields: Any) -> dict[str, Any]:
    return fact(
        f"edition-{year}",
        f"ISO 99001:{year} is an edition.",
        subject=f"ISO 99001:{year}",
        attribute="edition",
        **fields,
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Two editions, their list, and the clauses of one standard."""
    entries = [
        edition(2024, **OLD),
        edition(2031, valid_from="2031-05-03"),
        fact("editions", "ISO 99001 has had two editions.", attribute="editions", value=[2024, 2031]),
        fact("structure", "ISO 99001 has the clauses 1 to 10.", attribute="structure"),
        fact(
            "clause-7", "Clause 7 has the parts 7.1 and 7.2.", attribute="clause 7", value=["7.1 Kettles", "7.2 Cups"]
        ),
        fact("clause-7-1", "Clause 7.1 has one part.", attribute="clause 7.1", value=["7.1.1 Lids"]),
        fact(
            "undivided",
            "Clause 7.2 has no parts, so 7.2.1 does not exist.",
            attribute="clauses without subclauses",
            value=["7.2"],
        ),
    ]
    return Ledger(load_library(write_knowledge(tmp_path / "knowledge", *entries, fact("teapot-status"))).facts)


@pytest.mark.parametrize(
    ("day", "old", "new", "current"),
    [
        (date(2024, 1, 31), "future", "future", None),
        (date(2024, 2, 1), "current", "future", 2024),
        (date(2031, 5, 2), "current", "future", 2024),
        (date(2031, 5, 3), "in transition", "current", 2031),
        (date(2034, 5, 31), "in transition", "current", 2031),
        (date(2034, 6, 1), "withdrawn", "current", 2031),
    ],
)
def test_an_edition_is_future_current_in_transition_or_withdrawn(
    ledger: Ledger, day: date, old: str, new: str, current: int | None
) -> None:
    assert [item.status_on(day) for item in ledger.editions["99001"]] == [old, new]
    found = ledger.current_edition("99001", day)
    assert (found.year if found else None) == current


def test_a_year_without_an_edition_is_shown_to_be_none(ledger: Ledger) -> None:
    missing = ledger.missing_edition("99001", 2027)
    assert missing is not None
    assert missing.id == "editions"
    assert ledger.missing_edition("99001", 2031) is None
    assert ledger.missing_edition("88001", 2027) is None, (
        "of a standard that the facts do not list, nothing can be said"
    )


@pytest.mark.parametrize(
    ("clause", "shown_by"),
    [("7.3", "clause-7"), ("7.1.2", "clause-7-1"), ("7.2.1", "undivided"), ("11", "structure"), ("0", "structure")],
)
def test_a_clause_that_is_not_there_is_shown_to_be_none(ledger: Ledger, clause: str, shown_by: str) -> None:
    missing = ledger.missing_clause("99001", clause)
    assert missing is not None
    assert missing.id == shown_by


@pytest.mark.parametrize("clause", ["7", "7.1", "7.2", "7.1.1", "9.9"])
def test_a_clause_that_exists_or_is_unknown_is_not_denied(ledger: Ledger, clause: str) -> None:
    assert ledger.missing_clause("99001", clause) is None


def test_nothing_is_known_of_other_standards(ledger: Ledger) -> None:
    assert ledger.current_edition("88001", date(2031, 1, 1)) is None
    assert ledger.missing_clause("88001", "11") is None
    assert "99001" in ledger.known
    assert "88001" not in ledger.known


@pytest.mark.parametrize(
    ("key", "day", "year"),
    [
        ("9001", date(1990, 1, 1), 1987),
        ("9001", date(1998, 1, 1), 1994),
        ("9001", date(2005, 1, 1), 2000),
        ("9001", date(2012, 1, 1), 2008),
        ("9001", date(2026, 9, 1), 2015),
        ("9001", date(2026, 11, 22), 2026),
        ("14001", date(2026, 1, 1), 2015),
        ("14001", date(2026, 11, 22), 2026),
    ],
)
def test_the_real_library_knows_what_was_current_when(iso: Assistant, key: str, day: date, year: int) -> None:
    found = iso.ledger.current_edition(key, day)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(("key", "clause"), [("9001", "7.1.7"), ("9001", "11"), ("9001", "8.8"), ("14001", "8.3")])
def test_the_real_library_denies_clauses_that_do_not_exist(iso: Assistant, key: str, clause: str) -> None:
    assert iso.ledger.missing_clause(key, clause) is not None


@pytest.mark.parametrize(
    ("key", "clause"), [("9001", "7.1.5"), ("9001", "7.1.5.2"), ("9001", "8.5.6"), ("9001", "10.2"), ("14001", "6.1.2")]
)
def test_the_real_library_denies_no_clause_that_exists(iso: Assistant, key: str, clause: str) -> None:
    assert iso.ledger.missing_clause(key, clause) is None


@pytest.mark.parametrize(
    ("clause", "editions", "missing"),
    [
        ("4.9", {2015}, True),
        ("4.9", {1994}, False),
        ("7.6", {2015}, True),
        ("7.6", {2008}, False),
        ("8.8", {2026}, False),
        ("11", {2026}, True),
    ],
)
def test_a_clause_is_denied_only_to_editions_whose_clauses_are_listed(
    iso: Assistant, clause: str, editions: set[int], missing: bool
) -> None:
    assert (iso.ledger.missing_clause("9001", clause, editions) is not None) is missing


def test_clause_numbers_through_the_editions_make_no_clause_of_the_present_one(iso: Assistant) -> None:
    assert iso.ledger.missing_clause("9001", "4.5", {2015}) is not None
    assert iso.ledger.missing_clause("9001", "4.5", {1994}) is None
