"""What turns CI red, through the front door: a changed fact, a deleted case, a check that returns 1, a bypassed check.

The assistant here is scripted: it states the primary fact of each case from whatever library it is given, so that only
the sabotage differs between the runs.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import FACTS, write_knowledge

from assistant.library import Library, load_library
from assistant.types import Answer
from evals import commands
from evals.__main__ import main
from evals.cases import Case, load_cases
from evals.checks import CHECKS, Context, Score
from evals.controls.gold import from_facts

YAML = """
cases:
  - id: when-withdrawn
    question: When was ISO 99002 withdrawn?
    verdicts: [answered]
    key_facts: [[4 June 2029]]
    facts: [withdrawal]
    severity: must
  - id: manual-required
    question: Does ISO 99001 require a quality manual?
    verdicts: [answered]
    key_facts: [[does not require]]
    polarity: no
    facts: [manual]
    severity: must
  - id: how-many
    question: How many certificates were there?
    verdicts: [answered]
    key_facts: [[1 250 000]]
    facts: [count]
"""


class Scripted:
    """States the primary fact of the case whose question it is asked; without a language model."""

    drafter = None

    def __init__(
        self, library: Library, cases: list[Case], spoil: Callable[[Answer], Answer] = lambda answer: answer
    ) -> None:
        self.library = library
        self._cases = {case.question: case for case in cases}
        self._spoil = spoil

    def ask(self, question: str, history: list[str], as_of: str | None) -> Answer:
        case = self._cases[question]
        return self._spoil(from_facts(case, [self.library.facts_by_id[case.wanted[0]]], self.library))


class House:
    """A scratch project: knowledge, cases, lock, baseline and out folder, and the command line on them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.cases = folder / "cases"
        self.cases.mkdir()
        (self.cases / "some.yaml").write_text(YAML, encoding="utf-8")
        self.knowledge = write_knowledge(folder / "knowledge")
        self.script: Callable[[Answer], Answer] = lambda answer: answer
        monkeypatch.setattr(commands, "CASES", self.cases)
        monkeypatch.setattr(commands, "LOCK", folder / "cases.lock")
        monkeypatch.setattr(commands, "BASELINE", folder / "baseline.json")
        monkeypatch.setattr(commands, "open_assistant", lambda options: self.assistant())
        monkeypatch.setattr(commands, "load_library_only", lambda: load_library(self.knowledge))
        monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)

    def assistant(self) -> Scripted:
        library = load_library(self.knowledge)
        return Scripted(library, load_cases(self.cases, library), lambda answer: self.script(answer))

    def evals(self, *arguments: str) -> int:
        return main([*arguments, "--out", str(self.folder / "out")])

    def run(self) -> int:
        # Three cases are too few to plant every fault; the controls have tests of their own below.
        return self.evals("run", "--no-controls")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A scratch project whose lock and baseline are committed and green."""
    made = House(tmp_path, monkeypatch)
    assert made.evals("lock") == 0
    assert made.run() == 2  # there is no baseline yet
    assert made.evals("baseline", "--update") == 0
    assert made.run() == 0
    return made


def test_a_changed_date_of_one_fact_is_red(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    write_knowledge(house.knowledge, FACTS | {"withdrawal": FACTS["withdrawal"].replace("2029", "2028")})
    assert house.run() == 1
    assert "when-withdrawn passed in the baseline and fails now (key_facts)" in capsys.readouterr().out


def test_a_deleted_case_is_red(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    text = (house.cases / "some.yaml").read_text(encoding="utf-8")
    (house.cases / "some.yaml").write_text(text[: text.index("  - id: how-many")], encoding="utf-8")
    assert house.run() == 2
    assert re.search(r"split (tune|report) has \d cases, the lock says \d", capsys.readouterr().out)


def test_an_edited_expectation_is_red(house: House) -> None:
    text = (house.cases / "some.yaml").read_text(encoding="utf-8")
    (house.cases / "some.yaml").write_text(text.replace("[[1 250 000]]", "[[certificates]]"), encoding="utf-8")
    assert house.run() == 2


def test_one_wrong_must_case_is_red_and_one_wrong_should_case_is_named(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.script = lambda answer: replace(answer, verdict="abstained", reason="not_in_library")
    assert house.run() == 1
    out = capsys.readouterr().out
    assert "QUALITY  cases/some.yaml:3: when-withdrawn" in out
    assert "note     cases/some.yaml:16: how-many" in out


def test_an_assistant_that_raises_makes_the_run_invalid(house: House) -> None:
    def fail(answer: Answer) -> Answer:
        raise ConnectionError("gone")

    house.script = fail
    assert house.run() == 2


def test_wrong_usage_has_a_code_of_its_own(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["run", "--splt", "tune"])
    assert raised.value.code == 3
    assert house.evals("run", "--case", "no-such-case") == 3
    assert "there is no such case" in capsys.readouterr().err


def test_two_runs_write_the_same_bytes(house: House) -> None:
    names = ("run.json", "junit.xml", "summary.md", "gate.json")
    first = [(house.folder / "out" / name).read_bytes() for name in names]
    assert house.run() == 0
    assert [(house.folder / "out" / name).read_bytes() for name in names] == first


def test_the_summary_of_a_ci_step_is_written_where_it_is_expected(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(house.folder / "step.md"))
    assert house.run() == 0
    assert "# Evals: passed" in (house.folder / "step.md").read_text(encoding="utf-8")


def test_reports_can_be_written_again_and_runs_compared(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    (house.folder / "out" / "index.html").unlink()
    assert house.evals("report") == 0
    assert (house.folder / "out" / "index.html").exists()
    house.script = lambda answer: replace(answer, text="")
    house.run()
    assert main(["compare", str(house.folder / "baseline.json"), "--out", str(house.folder / "out")]) == 1
    assert "lost    when-withdrawn" in capsys.readouterr().out


def test_a_part_of_a_run_is_no_baseline(house: House) -> None:
    assert house.evals("run", "--no-controls", "--case", "how-many") == 0
    before = json.loads((house.folder / "baseline.json").read_text())
    assert house.evals("baseline", "--update") == 2
    assert json.loads((house.folder / "baseline.json").read_text()) == before


@pytest.mark.parametrize("check", ["key_facts", "citation_validity"], ids=["returns-one", "citation-check-bypassed"])
def test_a_check_made_to_return_one_is_red(
    check: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def returns_one(context: Context) -> Score:
        return Score(True, 1.0, "fine")

    monkeypatch.setitem(CHECKS, check, returns_one)
    assert main(["controls", "--out", str(tmp_path)]) == 2
    assert f"{check} catches less than half of the planted" in capsys.readouterr().out
