"""The exportable record of an answer, and its re-check against the library of today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.errors import RecordError
from assistant.library import Library
from assistant.types import Answer
from assistant.verification import objection

FORMAT = "iso-assistant answer record, version 1"


def to_record(answer: Answer) -> dict[str, Any]:
    """The answer as a self-describing record: plain data that JSON can hold."""
    return {"format": FORMAT, **answer.to_dict()}


def read_record(path: Path) -> dict[str, Any]:
    """The record in a file; the plain output of `ask --json` counts as one.

    Raises RecordError, naming the file and what is wrong.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise RecordError(
            f"{path}: is not JSON ({error}); give the file that `ask --json` or the page wrote."
        ) from error
    try:
        _Record.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise RecordError(f"{path}: is not an answer record; {where}: {first['msg'].lower()}.") from error
    return dict(data)


class _CitationEntry(BaseModel):
    number: int
    passage_id: str
    quote: str
    start: int
    end: int


class _StatementEntry(BaseModel):
    text: str
    citations: list[int]


class _Record(BaseModel):
    citations: list[_CitationEntry]
    statements: list[_StatementEntry]


def check_record(record: Mapping[str, Any], library: Library) -> list[str]:
    """What no longer holds of a record, one sentence each; empty when every citation and statement still stands."""
    checked = _Record.model_validate(record)
    problems = []
    for citation in checked.citations:
        passage = library.passage(citation.passage_id)
        if passage is None:
            problems.append(f"[{citation.number}] {citation.passage_id}: is no longer in the library.")
        elif passage.text[citation.start : citation.end] != citation.quote:
            problems.append(
                f"[{citation.number}] {citation.passage_id}: the passage no longer says what was quoted; it says: {passage.text}"
            )
    quotes = {citation.number: citation for citation in checked.citations}
    for statement in checked.statements:
        name = f"The statement {statement.text[:60]!r}"
        missing = [number for number in statement.citations if number not in quotes]
        if missing:
            problems.append(f"{name} cites [{missing[0]}], which is not in the record.")
        elif not statement.citations:
            problems.append(f"{name} has no citation.")
        elif not _carried(statement.text, [quotes[number] for number in statement.citations], library):
            problems.append(f"{name} is not what its citations say.")
    return problems


def _carried(text: str, citations: list[_CitationEntry], library: Library) -> bool:
    """Whether the quotes carry `text`: as a table of them, or one of them by the rules of verification."""
    if text.startswith("|"):
        return all(citation.quote in text for citation in citations)
    for citation in citations:
        passage = library.passage(citation.passage_id)
        if text == citation.quote or (passage is not None and objection(text, citation.quote, passage) is None):
            return True
    return False
