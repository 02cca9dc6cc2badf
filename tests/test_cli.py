"""The command line: answers on stdout, everything else on stderr, and an exit status that means something."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.scratch import FACTS, fact, write_facts

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Is ISO 9002 still valid?"


@pytest.fixture
def run(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs one command in this process: (exit status, stdout, stderr)."""

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(list(arguments))
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        return (status, *capsys.readouterr())

    return command


@pytest.fixture
def made_up(run: Any, environment: pytest.MonkeyPatch, knowledge: Path) -> Any:
    """The same over the made-up knowledge, for commands that need no index."""
    environment.setenv("ISO_ASSISTANT_KNOWLEDGE", str(knowledge))
    return run


def one_sentence(text: str) -> bool:
    return text.startswith("iso-assistant: ") and text.count("\n") == 1 and "Traceback" not in text


def test_ask_prints_the_answer_with_its_numbered_sources(run: Any) -> None:
    status, out, err = run("ask", QUESTION)
    assert status == 0
    assert "[1] " in out
    assert "https://" in out
    assert "As of " in out
    assert err == ""


def test_ask_json_is_one_object_on_one_line(run: Any) -> None:
    status, out, _ = run("ask", "--json", "--as-of", "1998-05-01", QUESTION)
    assert status == 0
    assert out.count("\n") == 1
    assert json.loads(out)["as_of"] == "1998-05-01"


def test_a_refusal_is_an_answer(run: Any) -> None:
    status, out, _ = run("ask", "--json", "Who won the 2022 World Cup?")
    assert status == 0
    assert json.loads(out)["verdict"] == "abstained"


@pytest.mark.parametrize(
    "arguments",
    [["ask"], ["ask", " "], ["ask", "x" * 100_000], ["ask", "--as-of", "May", "Why?"], ["ask", "--batch", "no-such-file"],
     ["ask", "--batch", "-", "Why?"], ["ask", "--llm", "gpt", "Why?"], ["library", "show", "no-such"], ["library", "timeline", "ISO 88001"],
     ["library", "list", "--standard", "kettles"]],
    ids=lambda arguments: " ".join(arguments)[:30],
)  # fmt: skip
def test_wrong_use_is_one_sentence_and_exit_2(run: Any, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert one_sentence(err)


@pytest.mark.parametrize("arguments", [[], ["dance"], ["ask", "--colour", "blue"], ["verify"]])
def test_unknown_commands_and_options_are_exit_2(run: Any, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "usage: iso-assistant" in err


def test_an_unknown_variable_is_named_with_the_nearest_one(run: Any, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ISO_ASSISTANT_KNOWLEGE", "x")
    status, out, err = run("ask", QUESTION)
    assert (status, out) == (2, "")
    assert one_sentence(err)
    assert "did you mean ISO_ASSISTANT_KNOWLEDGE?" in err


def test_a_malformed_fact_is_exit_1_with_file_and_line(made_up: Any, knowledge: Path) -> None:
    write_facts(knowledge, *FACTS, fact("odd", confidence="x"))
    status, out, err = made_up("ask", QUESTION)
    assert (status, out) == (1, "")
    assert one_sentence(err)
    assert "knowledge/facts/made-up.yaml:" in err


def test_a_batch_answers_every_good_line_in_order_and_names_the_bad_ones(run: Any, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": QUESTION}),
        "not json",
        "",
        json.dumps({"id": "b", "question": ""}),
        json.dumps([1]),
        json.dumps(
            {"id": 7, "question": "When was it withdrawn?", "history": ["What is ISO 9002?"], "as_of": "2020-01-01"}
        ),
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(lines), encoding="utf-8")
    status, out, err = run("ask", "--json", "--batch", str(tmp_path / "batch.jsonl"))
    results = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    assert [result["id"] for result in results] == ["a", None, "b", None, 7]
    assert [number for number in range(1, 7) if f"line {number}: " in err] == [2, 4, 5]
    assert ["error" in result for result in results] == [False, True, True, True, False]
    assert "9002" in results[-1]["standalone_question"]
    assert results[-1]["as_of"] == "2020-01-01"


def test_a_batch_is_read_from_stdin(run: Any, environment: pytest.MonkeyPatch) -> None:
    environment.setattr(sys, "stdin", io.StringIO(json.dumps({"question": "Hello"}) + "\n"))
    status, out, _ = run("ask", "--batch", "-", "--json")
    assert status == 0
    assert json.loads(out)["verdict"] == "small_talk"


def test_library_list_shows_facts_and_articles(made_up: Any) -> None:
    status, out, _ = made_up("library", "list")
    assert status == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == [f"fact:{entry['id']}" for entry in FACTS] + [
        "old-teapots"
    ]
    assert "fact:kettle-purpose" not in made_up("library", "list", "--standard", "ISO 99002")[1]


def test_library_show_gives_the_passage_that_an_answer_cites(made_up: Any) -> None:
    _, out, _ = made_up("library", "show", "fact:teapot-status", "--json")
    data = json.loads(out)
    assert (data["id"], data["kind"], data["text"]) == ("fact:teapot-status", "fact", FACTS[-1]["statement"])
    assert "https://example.org/teapot-status" in made_up("library", "show", "teapot-status")[1]
    assert "outdated" in made_up("library", "show", "source:old-teapots#c1")[1]
    assert "Two teapots" in made_up("library", "show", "old-teapots")[1]


def test_library_check_passes_and_fails_by_its_exit_status(made_up: Any, knowledge: Path) -> None:
    status, out, _ = made_up("library", "check")
    assert status == 0
    assert "4 facts (4 high), 1 articles with 1 claims, 1 boundaries: 0 problems" in out
    write_facts(knowledge, *FACTS, fact("bare", references=[]))
    status, out, _ = made_up("library", "check")
    assert status == 1
    assert "problem  knowledge/facts/made-up.yaml:" in out


def test_library_sync_says_what_the_index_holds(run: Any) -> None:
    status, out, _ = run("library", "sync")
    assert status == 0
    assert "texts is in" in out


def test_library_timeline_shows_editions_in_order(run: Any) -> None:
    status, out, _ = run("library", "timeline", "ISO 9001")
    years = [line.split()[0] for line in out.splitlines()[1:]]
    assert status == 0
    assert years == ["1987", "1994", "2000", "2008", "2015", "2026"]


def test_library_schema_describes_a_fact_file(made_up: Any) -> None:
    _, out, _ = made_up("library", "schema")
    schema = json.loads(out)
    assert schema["required"] == ["facts"]
    assert set(FACTS[0]) <= set(schema["properties"]["facts"]["items"]["properties"])


def test_verify_holds_for_a_good_record_and_fails_for_an_altered_one(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(run("ask", "--json", QUESTION)[1], encoding="utf-8")
    status, out, _ = run("verify", str(path))
    assert status == 0
    assert "citations stand" in out
    data = json.loads(path.read_text(encoding="utf-8"))
    data["citations"][0]["quote"] = "ISO 9002 is still valid."
    path.write_text(json.dumps(data), encoding="utf-8")
    status, out, _ = run("verify", str(path))
    assert status == 1
    assert data["citations"][0]["passage_id"] in out


def test_help_teaches_by_example() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for expected in (
        "iso-assistant chat",
        "iso-assistant ask",
        "--batch",
        "library check",
        "exit status",
        "ISO_ASSISTANT_",
    ):
        assert expected in done.stdout


@pytest.mark.usefixtures("environment")
def test_a_real_process_answers_on_stdout_and_is_silent_otherwise() -> None:
    command = [sys.executable, "-m", "assistant.cli", "ask", "--json", QUESTION]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(done.stdout)["citations"]
    assert done.stderr == ""
