"""`library check` reports everything that a curator has to mend, all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.curation import check_library, needs_review
from tests.scratch import CLAIM, FACTS, fact, write_article, write_facts, write_knowledge

TODAY = date(2026, 11, 22)


def problems(folder: Path) -> tuple[str, ...]:
    return check_library(folder, TODAY).problems


def edition(name: str, year: int, **fields: Any) -> dict[str, Any]:
    return fact(name, f"ISO 99001:{year} is an edition.", subject=f"ISO 99001:{year}", attribute="edition", **fields)


def test_a_sound_library_has_no_problems_and_no_warnings(knowledge: Path) -> None:
    report = check_library(knowledge, TODAY)
    assert report.problems == ()
    assert report.warnings == ()
    assert len(report.library.facts) == len(FACTS)


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        ([fact("bare", references=[])], ["bare", "no reference"]),
        ([fact("bold", support="topic")], ["bold", "high needs direct support"]),
        (
            [fact("odd", valid_from="2026-05-01", valid_to="2025-05-01")],
            ["valid_to 2025-05-01 is before valid_from 2026-05-01"],
        ),
        (
            [fact("odd", valid_to="2026-05-01", certificates_until="2025-05-01")],
            ["certificates_until 2025-05-01 is before"],
        ),
        (
            [fact("odd", verified_on="2026-05-01", review_by="2026-04-01")],
            ["review_by 2026-04-01 is before verified_on"],
        ),
        (
            [fact("one", attribute="count", value=5), fact("other", attribute="Count", value=6)],
            ["other gives 6", "one", "gives 5", "both are current"],
        ),
        (
            [edition("old", 2020, valid_from="2020-01-01"), edition("new", 2025, valid_from="2025-01-01")],
            ["old is given as current", "99001:2025 is newer", "set valid_to"],
        ),
        (
            [edition("one", 2025, valid_from="2025-01-01"), edition("again", 2025, valid_from="2025-01-01")],
            ["several facts describe the edition 99001:2025"],
        ),
        (
            [fact("says-yes", asked_yes=["Is it so?"]), fact("says-no", asked_no=["is it so?"])],
            ["is answered with no here and with yes by says-yes"],
        ),
    ],
)
def test_each_fault_of_the_facts_is_named_with_its_place(
    tmp_path: Path, entries: list[dict[str, Any]], names: list[str]
) -> None:
    write_facts(tmp_path / "knowledge", *entries)
    found = [problem for problem in problems(tmp_path / "knowledge") if names[0] in problem]
    assert found
    assert found[0].startswith("knowledge/facts/made-up.yaml:")
    for name in names:
        assert name in found[0]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (CLAIM | {"refuted_by": ["no-such-fact"]}, "refuted_by names 'no-such-fact', but there is no such fact"),
        (CLAIM | {"refuted_by": []}, "c1 is outdated but no fact refutes it"),
    ],
)
def test_a_claim_whose_refutation_is_missing_is_named(knowledge: Path, claim: dict[str, Any], said: str) -> None:
    write_article(knowledge, claim)
    assert [problem for problem in problems(knowledge) if said in problem and problem.startswith("knowledge/sources/")]


def test_different_values_at_different_times_are_no_conflict(tmp_path: Path) -> None:
    then = fact("then", attribute="count", value=5, valid_from="2020", valid_to="2025")
    now = fact("now", attribute="count", value=6, valid_from="2025")
    write_facts(tmp_path / "knowledge", then, now)
    assert problems(tmp_path / "knowledge") == ()


def test_an_edition_that_was_replaced_is_not_stale(tmp_path: Path) -> None:
    old = edition("old", 2020, valid_from="2020-01-01", valid_to="2025-01-01")
    write_facts(tmp_path / "knowledge", old, edition("new", 2025, valid_from="2025-01-01"))
    assert problems(tmp_path / "knowledge") == ()


def test_overdue_and_near_reviews_are_warnings_the_most_overdue_first(tmp_path: Path) -> None:
    soon, late, later = fact("soon", review_by="2026-12-01"), fact("late", review_by="2026-10-01"), fact("fine")
    write_facts(tmp_path / "knowledge", soon, late, later)
    report = check_library(tmp_path / "knowledge", TODAY)
    assert report.problems == ()
    assert "the review of late was due on 2026-10-01" in report.warnings[0]
    assert "the review of soon falls due on 2026-12-01" in report.warnings[1]
    assert [item.id for item in needs_review(report.library.facts, TODAY)] == ["late", "soon"]


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    folder = write_knowledge(tmp_path / "knowledge", *FACTS, fact("bare", references=[]), fact("bad", confidence="x"))
    (folder / "facts" / "broken.yaml").write_text("facts: [", encoding="utf-8")
    write_article(folder, CLAIM | {"refuted_by": ["gone"]})
    text = "\n".join(problems(folder))
    for expected in ("broken.yaml", "confidence", "bare has no reference", "'gone'"):
        assert expected in text


def test_the_real_knowledge_has_no_problem(iso: Any) -> None:
    assert problems(iso.settings.knowledge) == ()
