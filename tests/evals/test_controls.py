"""The controls themselves: each planted fault is met by its check, harmless variants pass, broken scorers are noticed."""

import pytest
from made_up import a_case, right

from assistant.library import Library, load_library
from assistant.settings import Settings
from evals.cases import Case, load_cases
from evals.checks import CHECKS, Score, failed, judge, passes
from evals.controls.gold import Gold, gold
from evals.controls.plants import FAMILIES
from evals.controls.shelf import Shelf
from evals.controls.suite import (
    Controls,
    always_right,
    broken,
    flipped,
    matrix_rows,
    plant,
    plant_problems,
    run_controls,
)
from evals.controls.variants import VARIANTS


@pytest.fixture(scope="module")
def real() -> tuple[list[Case], Library]:
    """The committed cases and library: what the controls are for."""
    library = load_library(Settings().knowledge)
    return load_cases(library=library), library


@pytest.fixture(scope="module")
def controls(real: tuple[list[Case], Library]) -> Controls:
    """The controls over them, run once."""
    return run_controls(*real)


def test_a_right_answer_is_built_from_the_facts_of_the_case(library: Library) -> None:
    case = a_case(polarity="no", disputes=["old-article"], facts_all=["edition"])
    found = gold(case, library)
    assert found is not None
    assert found.answer.text.startswith("No. ISO 99002 was withdrawn")
    assert [item.passage_id for item in found.answer.citations] == ["fact:withdrawal", "fact:edition"]
    assert found.answer.disputes[0].passage_id == "source:old-article#c1"


def test_a_case_that_contradicts_its_facts_has_no_right_answer(library: Library) -> None:
    assert gold(a_case(key_facts=[["still valid"]]), library) is None


def test_every_family_changes_the_answer_or_stays_away(library: Library) -> None:
    case = a_case(polarity="no", forbidden=["ISO 99002 is valid"], as_of="2031-01-01", disputes=["old-article"])
    item = gold(case, library)
    assert item is not None
    shelf = Shelf(library, library.facts)
    for family, (spoil, _) in FAMILIES.items():
        spoilt = spoil(item, shelf)
        assert spoilt is None or spoilt != item.answer, family


@pytest.mark.parametrize("name", VARIANTS)
def test_a_harmless_variant_passes(name: str, library: Library) -> None:
    facts = ["count", "edition", "withdrawal"]
    keys = [["certificates", "papers"], ["2031"]]
    case = a_case(question="What about ISO 99001?", facts=["count"], facts_all=facts, key_facts=keys)
    answer = VARIANTS[name](Gold(case, right(library, case, *facts)), Shelf(library, library.facts))
    assert answer is not None
    scores = judge(case, answer, library)
    assert passes(scores), {check: scores[check].why for check in failed(scores)}


def test_breaking_a_score_is_seen() -> None:
    scores = {"form": Score(False, 0.0, "empty"), "verdict": Score(None, None, "not asked")}
    assert broken(scores, "form", always_right)["form"].passed
    assert broken(scores, "form", flipped)["form"].passed
    assert broken(scores, "verdict", flipped)["verdict"].passed is None


def test_at_least_two_hundred_faults_are_planted_and_all_are_caught(controls: Controls) -> None:
    planted = controls.planted
    assert len(planted) >= 200
    assert [item.family for item in planted if not item.caught] == []
    assert sum(item.caught_as_intended for item in planted) >= 0.95 * len(planted)


def test_every_check_is_the_intended_one_of_a_planted_fault(controls: Controls) -> None:
    assert {item.intended for item in controls.planted} == set(CHECKS)


def test_harmless_variants_all_pass_and_none_is_missing(controls: Controls) -> None:
    assert set(controls.variants) == set(VARIANTS)
    assert all(passed == count > 0 for passed, count in controls.variants.values())


def test_trivial_answerers_land_where_they_belong(controls: Controls) -> None:
    assert controls.answerers["always abstain"][0] == 0
    assert controls.answerers["always abstain"][2] > 0
    assert controls.answerers["dump everything"][::2] == (0, 0)
    assert controls.answerers["random citations"][0] == 0


def test_every_broken_scorer_is_noticed(controls: Controls) -> None:
    assert [name for name, noticed in controls.mutants.items() if not noticed] == []
    assert len(controls.mutants) == 2 * len(CHECKS)


def test_no_control_fails(controls: Controls) -> None:
    assert controls.problems == []


def test_the_matrix_has_a_row_for_each_control(controls: Controls) -> None:
    names = [row[0] for row in matrix_rows(controls)]
    assert set(FAMILIES) <= set(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "check", ["citation_validity", "citation_recall", "identifier_closure", "verdict", "source_discipline"]
)
def test_a_check_that_really_returns_one_is_noticed(check: str, real: tuple[list[Case], Library]) -> None:
    cases, library = real
    golds = [found for case in cases[:250] if (found := gold(case, library))]
    bypassed = CHECKS | {check: lambda context: Score(True, 1.0, "bypassed")}
    problems = plant_problems(plant(golds, library, bypassed))
    assert any(check in problem for problem in problems)
