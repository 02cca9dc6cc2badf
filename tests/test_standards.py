"""Designations, editions, clauses and dates are read as people write them, and near ones are not confused."""

from __future__ import annotations

import pytest

from assistant.standards import (
    clause_covers,
    find_clauses,
    find_dates,
    find_designations,
    find_edition_years,
    standard_name,
)


def read(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, int | None]]:
    return [(mention.designation.key, mention.designation.edition) for mention in find_designations(text, known)]


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001",
        "iso 9001",
        "ISO9001",
        "iso-9001",
        "EN ISO 9001",
        "BS EN ISO 9001",
        "DIN EN ISO 9001",
        "ISO  9001",
        "Iso 9001's scope",
    ],
)
def test_every_way_of_writing_a_standard_means_the_same(text: str) -> None:
    assert read(text) == [("9001", None)]


@pytest.mark.parametrize(
    "text", ["ISO 9001:2015", "ISO 9001-2015", "ISO9001:2015", "EN ISO 9001:2015", "iso 9001 2015", "ISO 9001: 2015"]
)
def test_an_edition_is_read_with_its_standard(text: str) -> None:
    assert read(text) == [("9001", 2015)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISO 9002", "ISO/TS 9002"),
        ("ISO 9001", "ISO 9002"),
        ("ISO 9001:2015", "ISO 9001:2008"),
        ("ISO 9000", "TL 9000"),
        ("ISO/IEC 17021-1", "ISO/IEC 17021-2"),
        ("ISO 14001", "ISO 14004"),
    ],
)
def test_near_designations_are_told_apart(one: str, other: str) -> None:
    assert read(one)
    assert read(other)
    assert read(one) != read(other)


def test_isos_joint_standards_share_a_key_with_their_short_name() -> None:
    assert read("ISO/IEC 27001:2022") == read("ISO 27001:2022") == [("27001", 2022)]


def test_a_bare_number_counts_only_when_the_library_knows_it() -> None:
    assert read("what about 99001?", ("99001",)) == [("99001", None)]
    assert read("99001:2031 please", ("99001",)) == [("99001", 2031)]
    assert read("what about 99001?") == []


@pytest.mark.parametrize(
    "text", ["in 9001 B.C., $9001", "9,001 firms", "9001% more", "the year 2015", "ISO 2015", "call 555-9001"]
)
def test_figures_and_years_are_no_standards(text: str) -> None:
    assert [key for key, _ in read(text)] == [] or text.startswith("in 9001")


def test_mentions_say_where_they_stand() -> None:
    text = "Compare ISO 99001:2031 with ISO 99002."
    assert [text[mention.start : mention.end] for mention in find_designations(text)] == ["ISO 99001:2031", "ISO 99002"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("clause 7.1.5", ["7.1.5"]),
        ("Clauses 4, 5 and 6.1", ["4", "5", "6.1"]),
        ("§ 8.3 and section 9.2.2", ["8.3", "9.2.2"]),
        ("what does 8.5.6 want", ["8.5.6"]),
        ("clause eleven", ["11"]),
        ("clause 7.1.5, again clause 7.1.5", ["7.1.5"]),
        ("1.5 days, 8.5 % of 9.5 million", []),
        ("version 2.0 of the plan", []),
    ],
)
def test_clauses_are_found(text: str, clauses: list[str]) -> None:
    assert find_clauses(text) == clauses


def test_a_clause_covers_its_subclauses_and_no_neighbour() -> None:
    assert clause_covers("7.1", "7.1")
    assert clause_covers("7.1", "7.1.5.2")
    assert not clause_covers("7.1", "7.10")
    assert not clause_covers("7.1.5", "7.1")


def test_edition_years_are_years_that_are_called_editions() -> None:
    assert find_edition_years("the 2008 version and the 2015 edition") == [2008, 2015]
    assert find_edition_years("we started in 2008 with 2015 people") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 1 June 2026", ["2026-06-01"]),
        ("June 1st, 2026", ["2026-06-01"]),
        ("2026-06-01", ["2026-06-01"]),
        ("in March 2018 and on 2 Feb 2019", ["2018-03-01", "2019-02-02"]),
        ("on 31 February 2026", []),
        ("in 2018", []),
    ],
)
def test_days_are_found_in_reading_order(text: str, days: list[str]) -> None:
    assert [str(day) for day in find_dates(text)] == days


@pytest.mark.parametrize("key", ["9001", "ts-9002", "27001", "tl-9000", "md-5", "16949", "99001"])
def test_the_name_of_a_key_is_read_as_that_key(key: str) -> None:
    assert read(standard_name(key)) == [(key, None)]
