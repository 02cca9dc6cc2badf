"""The exportable record of an answer, and its re-check against the library of today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.errors import RecordError
from assistant.library import Library
from assistant.types import Answer

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
    if not isinstance(data, dict) or not isinstance(data.get("citations"), list) or "statements" not in data:
        raise RecordError(f"{path}: is not an answer record; it has no statements and citations.")
    return data


def check_record(record: Mapping[str, Any], library: Library) -> list[str]:
    """What no longer holds of a record, one sentence each; empty when every citation still stands."""
    problems = []
    numbers = set()
    for citation in record["citations"]:
        number, passage_id = citation.get("number"), citation.get("passage_id")
        numbers.add(number)
        passage = library.passage(str(passage_id))
        if passage is None:
            problems.append(f"[{number}] {passage_id}: is no longer in the library.")
        elif passage.text[citation.get("start", 0) : citation.get("end", 0)] != citation.get("quote"):
            problems.append(
                f"[{number}] {passage_id}: the passage no longer says what was quoted; it says: {passage.text}"
            )
    for statement in record["statements"]:
        missing = sorted(set(statement.get("citations", [])) - numbers)
        if missing:
            problems.append(
                f"The statement {statement.get('text', '')[:60]!r} cites [{missing[0]}], which is not in the record."
            )
        if not statement.get("citations"):
            problems.append(f"The statement {statement.get('text', '')[:60]!r} has no citation.")
    return problems
