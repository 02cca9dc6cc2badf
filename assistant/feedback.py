"""Feedback from the page, kept in one SQLite file: what was asked and answered, thumbs, a comment; never who or where."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import SettingsError
from assistant.types import Answer

LONGEST_COMMENT = 2000
_TABLE = """
create table if not exists feedback (
  id integer primary key, given_on text not null, question text not null, standalone_question text not null,
  as_of text not null, verdict text not null, answer text not null, passages text not null, library text not null,
  helpful integer not null, comment text not null, vote text unique
)"""

_COLUMNS = "given_on, question, standalone_question, as_of, verdict, answer, passages, library, helpful, comment"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person thought of one answer."""

    given_on: str
    question: str
    standalone_question: str
    as_of: str
    verdict: str
    answer: str
    passages: tuple[str, ...]
    library: str
    helpful: bool
    comment: str


def feedback_file(setting: str) -> Path | None:
    """Where feedback goes: the file that was set, a file among the user's data by default, None when `off`."""
    if setting == "off":
        return None
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(setting).expanduser() if setting else Path(data) / "iso-assistant" / "feedback.sqlite"


class FeedbackStore:
    """One SQLite file; safe to use from several threads and processes, since each call opens it anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, answer: Answer, helpful: bool, comment: str = "", vote: str | None = None) -> None:
        """Keeps one judgement, in place of an earlier one with the same name `vote`.

        Raises SettingsError when the file cannot be written.
        """
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"), answer.question, answer.standalone_question, answer.as_of,
            answer.verdict, answer.text, "\n".join(citation.passage_id for citation in answer.citations), answer.library,
            int(helpful), comment.strip()[:LONGEST_COMMENT], vote,
        )  # fmt: skip
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=10)) as database, database:
                database.execute("begin immediate")
                database.execute(_TABLE)
                _add_votes(database)
                places = ", ".join("?" * len(row))
                database.execute(f"insert or replace into feedback values (null, {places})", row)
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(
                f"{self.path}: feedback cannot be written ({error}); set ISO_ASSISTANT_FEEDBACK."
            ) from error

    def __iter__(self) -> Iterator[Feedback]:
        """All feedback, oldest first."""
        if not self.path.exists():
            return
        try:
            with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as database:
                rows = database.execute(f"select {_COLUMNS} from feedback order by id").fetchall()
        except sqlite3.Error as error:
            raise SettingsError(f"{self.path}: is not a file of feedback ({error}).") from error
        for day, question, standalone, as_of, verdict, answer, passages, library, helpful, comment in rows:
            cited = tuple(passages.split("\n")) if passages else ()
            yield Feedback(day, question, standalone, as_of, verdict, answer, cited, library, bool(helpful), comment)


def _add_votes(database: sqlite3.Connection) -> None:
    """Gives a file from before votes had names its column for them."""
    if not any(column[1] == "vote" for column in database.execute("pragma table_info(feedback)")):
        database.execute("alter table feedback add column vote text")
        database.execute("create unique index votes on feedback (vote)")


def case_drafts(feedback: Iterable[Feedback]) -> str:
    """Drafts of eval cases, as YAML: one for each answer that did not help; what was said stands above each as a comment.

    A curator replaces every TODO by what a right answer holds; before that the evals refuse the file.
    """
    # Only the export needs it; every command would wait for it.
    import yaml

    lines = ["cases:"]
    for number, item in enumerate((item for item in feedback if not item.helpful), 1):
        draft = {
            "id": f"feedback-{item.given_on[:10]}-{number}",
            "question": item.standalone_question,
            "as_of": item.as_of,
            "verdicts": ["TODO"],
            "key_facts": [["TODO"]],
            "facts": [passage.removeprefix("fact:") for passage in item.passages if passage.startswith("fact:")],
            "tags": ["feedback"],
        }
        said = f"{item.verdict}: {item.answer}", f"comment: {item.comment or 'none'}"
        lines += [f"# {' '.join(sentence.split())}" for sentence in said]
        lines.append(yaml.safe_dump([draft], sort_keys=False, allow_unicode=True, width=120).rstrip())
    return "\n".join(lines if len(lines) > 1 else ["cases: []"]) + "\n"
