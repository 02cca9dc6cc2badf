"""All controls in one go: what was planted, what was caught, and every reason why the run would be void."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.library import Library
from evals.cases import ANSWERING, Case
from evals.checks import CHECKS, Check, Score, failed, judge, passes
from evals.controls.gold import Gold, gold, why_not
from evals.controls.plants import FAMILIES
from evals.controls.shelf import Shelf
from evals.controls.variants import ANSWERERS, VARIANTS
from evals.report.terminal import Rows

PER_FAMILY = 12
LEAST_PLANTED = 200
INTENDED = 0.95
ANSWERER_CASES = 60

Scores = Mapping[str, Score]


@dataclass(frozen=True)
class Planted:
    """One bad answer: its family, the check that must fail it, and all scores it got."""

    family: str
    intended: str
    case: str
    scores: Scores

    @property
    def caught(self) -> bool:
        """Whether any check failed it."""
        return not passes(self.scores)

    @property
    def caught_as_intended(self) -> bool:
        """Whether the intended check failed it."""
        return self.scores[self.intended].passed is False


@dataclass(frozen=True)
class Controls:
    """What the controls found. `problems` make the run void; `unproven` cases name no fact that could prove them."""

    golds: int
    planted: tuple[Planted, ...]
    variants: Mapping[str, tuple[int, int]]
    answerers: Mapping[str, tuple[int, int, int, int]]
    mutants: Mapping[str, str]
    unproven: tuple[str, ...]
    problems: list[str]


def _in_own_order(golds: Sequence[Gold], name: str) -> list[Gold]:
    """`golds` in an order that depends on `name` only: every control meets other cases."""
    return sorted(golds, key=lambda item: hashlib.sha256(f"{name}/{item.case.id}".encode()).digest())


def _shelf(library: Library, name: str) -> Shelf:
    facts = sorted(library.facts, key=lambda fact: hashlib.sha256(f"{name}/{fact.id}".encode()).digest())
    return Shelf(library, facts)


def plant(golds: Sequence[Gold], library: Library, checks: Mapping[str, Check] = CHECKS) -> list[Planted]:
    """Up to PER_FAMILY bad answers of every family, judged."""
    planted = []
    for family, (spoil, intended) in FAMILIES.items():
        shelf, count = _shelf(library, family), 0
        for item in _in_own_order(golds, family):
            if count == PER_FAMILY:
                break
            # Answers are spoilt where there are statements; only the last families spoil refusals.
            if not item.answer.statements and family not in ("unanswerable answered", "empty text"):
                continue
            answer = spoil(item, shelf)
            if answer is not None:
                count += 1
                planted.append(Planted(family, intended, item.case.id, judge(item.case, answer, library, checks)))
    return planted


def plant_problems(planted: Sequence[Planted]) -> list[str]:
    """What the planted faults prove against the checks, a sentence each; none when the checks bite."""
    problems = [
        f"control: a planted fault ({item.family}, case {item.case}) passed every check"
        for item in planted
        if not item.caught
    ]
    for family, (_, intended) in FAMILIES.items():
        these = [item for item in planted if item.family == family]
        if not these:
            problems.append(f"control: no case allows to plant {family!r}, so {intended} is unproven; add such a case")
        elif sum(item.caught_as_intended for item in these) < len(these) / 2:
            problems.append(f"control: {intended} catches less than half of the planted {family!r}")
    caught = sum(item.caught_as_intended for item in planted)
    if len(planted) < LEAST_PLANTED:
        problems.append(f"control: only {len(planted)} faults were planted, at least {LEAST_PLANTED} are needed")
    elif caught < INTENDED * len(planted):
        problems.append(
            f"control: {caught} of {len(planted)} planted faults were caught by the intended check, below 95 %"
        )
    return problems


def _variants(golds: Sequence[Gold], library: Library, problems: list[str]) -> dict[str, tuple[int, int]]:
    found = {}
    for name, change in VARIANTS.items():
        shelf, passed, count = _shelf(library, name), 0, 0
        for item in _in_own_order([item for item in golds if item.answer.statements], name):
            answer = change(item, shelf) if count < PER_FAMILY else None
            if answer is None:
                continue
            count += 1
            scores = judge(item.case, answer, library)
            passed += passes(scores)
            why = "; ".join(f"{check}: {scores[check].why}" for check in failed(scores))
            if why:
                problems.append(f"control: a harmless variant ({name}, case {item.case.id}) is failed by {why}")
        found[name] = (passed, count)
    return found


def _answerers(golds: Sequence[Gold], library: Library, problems: list[str]) -> dict[str, tuple[int, int, int, int]]:
    found = {}
    shelf = _shelf(library, "answerers")
    ordered = _in_own_order(golds, "answerers")
    kinds = [
        [item for item in ordered if all(verdict in ANSWERING for verdict in item.case.verdicts)][:ANSWERER_CASES],
        [item for item in ordered if not item.case.answerable][:ANSWERER_CASES],
    ]
    for name, (answerer, *limits) in ANSWERERS.items():
        counts = []
        for items, limit in zip(kinds, limits, strict=True):
            chosen = items[:3] if name == "dump everything" else items
            passed = sum(passes(judge(item.case, answerer(item, shelf), library)) for item in chosen)
            counts += [passed, len(chosen)]
            if passed > limit * len(chosen):
                problems.append(
                    f"control: {name!r} passes {passed} of {len(chosen)} cases, at most {limit:.0%} is right"
                )
        found[name] = (counts[0], counts[1], counts[2], counts[3])
    return found


def broken(scores: Scores, check: str, how: Callable[[Score], Score]) -> dict[str, Score]:
    """`scores` as they would be if `check` were broken by `how`."""
    return {name: how(score) if name == check else score for name, score in scores.items()}


def always_right(score: Score) -> Score:
    """A check that returns 1 whatever it sees."""
    return Score(True, 1.0, "mutant")


def flipped(score: Score) -> Score:
    """A check whose comparison is the wrong way round."""
    return score if score.passed is None else Score(not score.passed, 1 - (score.value or 0.0), "mutant")


def _mutants(
    golds: Sequence[Gold], planted: Sequence[Planted], library: Library, problems: list[str]
) -> dict[str, str]:
    """Each check broken in two ways: the controls must notice. Scores are pure, so breaking them breaks the check."""
    found = {}
    right = [judge(item.case, item.answer, library) for item in golds]
    for check in CHECKS:
        spoilt = [
            Planted(item.family, item.intended, item.case, broken(item.scores, check, always_right)) for item in planted
        ]
        remarks = plant_problems(spoilt)
        found[f"{check} returns 1"] = remarks[0] if remarks else ""
        lost = sum(not passes(broken(scores, check, flipped)) for scores in right)
        found[f"{check} flipped"] = f"{lost} right answers fail" if lost else ""
    for name, noticed in found.items():
        if not noticed:
            problems.append(
                f"control: the broken scorer {name!r} goes unnoticed; the faults planted for it are too few"
            )
    return found


def run_controls(cases: Sequence[Case], library: Library) -> Controls:
    """Every control over `cases`; takes seconds, asks nobody."""
    problems: list[str] = []
    golds: list[Gold] = []
    unproven: list[str] = []
    for case in cases:
        found = gold(case, library)
        if found is not None:
            golds.append(found)
        elif case.wanted or not case.answerable:
            problems.append(f"{case.place}: {case.id} contradicts its own facts: {why_not(case, library)}")
        else:
            unproven.append(case.id)
    planted = plant(golds, library)
    problems += plant_problems(planted)
    variants = _variants(golds, library, problems)
    answerers = _answerers(golds, library, problems)
    mutants = _mutants(golds, planted, library, problems)
    return Controls(len(golds), tuple(planted), variants, answerers, mutants, tuple(unproven), problems)


def matrix_rows(controls: Controls) -> Rows:
    """The control matrix: family, planted, the intended check, caught by it, caught by any."""
    rows: Rows = [("control", "n", "must be", "as intended", "by any check")]
    rows.append(("right answers built from the facts", str(controls.golds), "passed", str(controls.golds), "–"))
    for family, (_, intended) in FAMILIES.items():
        these = [item for item in controls.planted if item.family == family]
        caught = sum(item.caught_as_intended for item in these)
        rows.append((family, str(len(these)), intended, str(caught), str(sum(item.caught for item in these))))
    intended_all = sum(item.caught_as_intended for item in controls.planted)
    any_check = sum(item.caught for item in controls.planted)
    rows.append(("all planted faults", str(len(controls.planted)), "failed", str(intended_all), str(any_check)))
    for name, (passed, count) in controls.variants.items():
        rows.append((f"harmless: {name}", str(count), "passed", str(passed), "–"))
    for name, (passed, count, refused, unanswerable) in controls.answerers.items():
        rows.append((f"answerer: {name}", str(count), "few passed", str(passed), "–"))
        rows.append((f"answerer: {name}, unanswerable", str(unanswerable), "see limits", str(refused), "–"))
    rows.append(("cases that name no fact to prove them by", str(len(controls.unproven)), "few", "–", "–"))
    noticed = sum(bool(why) for why in controls.mutants.values())
    rows.append(("broken scorers", str(len(controls.mutants)), "noticed", str(noticed), "–"))
    return rows
