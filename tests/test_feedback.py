"""Feedback is kept without a name, survives many writers, and becomes drafts of eval cases."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from assistant.cli import main
from assistant.errors import SettingsError
from assistant.feedback import FeedbackStore, case_drafts, feedback_file
from assistant.settings import PREFIX
from assistant.types import Answer, Citation

CITATION = Citation(1, "fact:made-up", "fact", "Made up", "It is so.", 0, 9, ())
ANSWER = Answer(
    "Is it?", "Is ISO 99001 it?", "2031-05-06", "answered", "It is\nso. [1]", citations=(CITATION,), library="abc"
)


def test_what_is_kept_comes_back_without_person_or_place(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "deep" / "feedback.sqlite")
    store.add(ANSWER, True)
    store.add(ANSWER, False, "  Too short.  ")
    first, second = store
    assert (first.helpful, first.comment, first.passages) == (True, "", ("fact:made-up",))
    assert (second.helpful, second.comment, second.question, second.as_of) == (
        False,
        "Too short.",
        "Is it?",
        "2031-05-06",
    )
    with sqlite3.connect(store.path) as database:
        columns = {row[1] for row in database.execute("pragma table_info(feedback)")}
    database.close()
    assert not columns & {"user", "name", "address", "ip", "session"}


def test_a_second_vote_on_the_same_answer_replaces_the_first(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    store.add(ANSWER, True, "Good.", "one")
    store.add(ANSWER, True, "Mine.", "other")
    store.add(ANSWER, False, "On second thoughts, no.", "one")
    assert [(item.helpful, item.comment) for item in store] == [(True, "Mine."), (False, "On second thoughts, no.")]


def test_a_file_from_before_votes_is_read_and_goes_on(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    fields = "given_on, question, standalone_question, as_of, verdict, answer, passages, library, helpful, comment"
    with sqlite3.connect(store.path) as database:
        database.execute(f"create table feedback (id integer primary key, {fields})")
        row = ("2031-05-06", "Is it?", "Is it?", "2031-05-06", "answered", "It is.", "", "abc", 1, "Old.")
        database.execute(f"insert into feedback ({fields}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    database.close()
    assert [item.comment for item in store] == ["Old."]
    for comment in ("New.", "Newer."):
        store.add(ANSWER, False, comment, "one")
    assert [item.comment for item in store] == ["Old.", "Newer."]


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.add(ANSWER, True, str(number)), range(40)))
    assert {item.comment for item in store} == {str(number) for number in range(40)}


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "feedback.sqlite"
    broken.write_text("this is no database, and long enough to be sure of it")
    with pytest.raises(SettingsError, match=r"feedback\.sqlite"):
        FeedbackStore(broken).add(ANSWER, True)
    with pytest.raises(SettingsError, match=r"feedback\.sqlite"):
        list(FeedbackStore(broken))
    assert list(FeedbackStore(tmp_path / "none.sqlite")) == []


def test_the_file_is_set_switched_off_or_among_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert feedback_file("off") is None
    assert feedback_file("/data/f.sqlite") == Path("/data/f.sqlite")
    assert feedback_file("") == tmp_path / "iso-assistant" / "feedback.sqlite"


def test_what_did_not_help_becomes_a_draft_of_a_case(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    store.add(ANSWER, True)
    store.add(ANSWER, False, "Wrong\nyear: 2030")
    text = case_drafts(store)
    (draft,) = yaml.safe_load(text)["cases"]
    assert (draft["question"], draft["as_of"], draft["facts"]) == ("Is ISO 99001 it?", "2031-05-06", ["made-up"])
    assert draft["verdicts"] == ["TODO"]
    assert "# comment: Wrong year: 2030" in text
    assert "# answered: It is so. [1]" in text


def test_without_complaints_there_are_no_drafts(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    store.add(ANSWER, True)
    assert yaml.safe_load(case_drafts(store)) == {"cases": []}


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the user's data, without any setting."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_export_prints_drafts_of_the_file_that_the_page_writes(quiet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = feedback_file("")
    assert file
    FeedbackStore(file).add(ANSWER, False, "Too short.")
    FeedbackStore(file).add(ANSWER, True)
    assert main(["feedback", "export"]) == 0
    printed = capsys.readouterr()
    assert [draft["question"] for draft in yaml.safe_load(printed.out)["cases"]] == ["Is ISO 99001 it?"]
    assert "2 judgements, 1 of them “not helpful”" in printed.err


def test_export_takes_a_named_file_and_is_silent_without_complaints(
    quiet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = quiet / "named.sqlite"
    FeedbackStore(named).add(ANSWER, True)
    assert main(["feedback", "export", "--file", str(named)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "there is nothing to draft" in printed.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "there is no feedback yet; it comes from the thumbs below answers"),
        (["--file", "off"], "feedback is switched off"),
        (["--file", "/nowhere/f.sqlite"], "/nowhere/f.sqlite: there is no feedback yet"),
    ],
)
def test_export_says_when_there_is_nothing_and_where_it_would_come_from(
    quiet: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["feedback", "export", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
