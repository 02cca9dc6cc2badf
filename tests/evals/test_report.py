"""What is written: a table, JUnit XML, Markdown, and a page that needs nothing else."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as xml

from made_up import a_case, right

from assistant.library import Library
from assistant.types import Answer
from evals.cases import Case
from evals.gate import baseline_of, judge_run
from evals.report.junit import junit
from evals.report.page import page
from evals.report.terminal import markdown, terminal
from evals.results import add_to_history
from evals.runner import Run, run_cases
from evals.summary import summarise

EVIL = "<script>alert('x')</script> & \"quotes\" | pipes"


def a_run(library: Library) -> Run:
    cases = [a_case(), a_case(id="evil", question=f"What is {EVIL}?"), a_case(id="broken", question="Does it break?")]

    def ask(case: Case) -> Answer:
        if case.id == "broken":
            raise RuntimeError("no\x00 answer")
        return right(library, case, "manual" if case.id == "evil" else "withdrawal")

    return run_cases(cases, ask, library)


def a_page(library: Library) -> str:
    done = a_run(library)
    baseline = baseline_of(done)
    gate = judge_run(done, [result.case for result in done.results], {}, baseline)
    tables = {"retrieval": [["search", "n"], ["this <b>assistant</b>", "3"]]}
    return page(done, summarise(done), gate, tables, baseline["trend"])


def test_the_terminal_names_every_case_that_did_not_pass_and_why(library: Library) -> None:
    text = terminal(a_run(library), summarise(a_run(library)), None)
    assert "not passed (2):" in text
    assert "evil [should] key_facts: does not say" in text
    assert "broken [should] RuntimeError" in text
    assert re.search(r"all cases\s+3\s+1\s+33\.3 %", text)


def test_markdown_cannot_be_broken_by_a_case(library: Library) -> None:
    done = a_run(library)
    text = markdown(done, summarise(done), None)
    assert "<script>" not in text
    assert "| slice | n | passed |" in text


def test_junit_counts_failures_and_errors(library: Library) -> None:
    root = xml.fromstring(junit(a_run(library)))
    suites = root.findall("testsuite")
    assert sum(int(suite.get("tests", "")) for suite in suites) == 3
    assert sum(int(suite.get("failures", "")) for suite in suites) == 1
    assert sum(int(suite.get("errors", "")) for suite in suites) == 1


def test_the_page_is_self_contained_and_escapes_everything(library: Library) -> None:
    text = a_page(library)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)
    assert "alert('x')</script>" not in text
    assert "<b>assistant</b>" not in text
    assert "prefers-color-scheme: dark" in text


def test_every_number_opens_to_cases_that_exist(library: Library) -> None:
    text = a_page(library)
    keys = [set(found.split()) for found in re.findall(r'data-keys="([^"]*)"', text)]
    assert len(keys) == 3
    for want, number in re.findall(r'<a href="#cases" data-want="([^"]*)">(\d+)</a>', text):
        assert sum(set(want.split()) <= case for case in keys) == int(number), want


def test_a_case_opens_to_question_answer_evidence_and_checks(library: Library) -> None:
    text = a_page(library)
    case = text[text.index('id="case-certifiable"') :]
    case = case[: case.index("</details>")]
    for part in (
        "Can we be certified to ISO 99002?",
        "fact:withdrawal",
        "key_facts",
        "Expected: answered or premise_corrected",
    ):
        assert part in case


def test_the_reports_are_the_same_twice(library: Library) -> None:
    assert junit(a_run(library)) == junit(a_run(library))
    done = a_run(library)
    assert markdown(done, summarise(done), None) == markdown(a_run(library), summarise(a_run(library)), None)


def test_each_run_adds_a_line_to_the_history(library: Library, tmp_path: Path) -> None:
    done = a_run(library)
    gate = judge_run(done, [result.case for result in done.results], {}, baseline_of(done))
    for _ in range(2):
        add_to_history(done, gate, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    assert (lines[0]["passed"], lines[0]["cases"], lines[0]["gate"]) == (1, 3, gate.word)
    assert lines[0]["library"] == library.hash
