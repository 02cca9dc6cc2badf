"""An exported answer can be checked again; what no longer holds is named."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import RecordError
from assistant.library import load_library
from assistant.record import check_record, read_record, to_record
from tests.scratch import FACTS, write_facts


@pytest.fixture
def record(small: Assistant) -> dict[str, Any]:
    """The record of an answer with at least one citation."""
    made = json.loads(json.dumps(to_record(small.ask("How often must kettles be descaled?"))))
    assert made["citations"]
    return made  # type: ignore[no-any-return]


def test_a_record_holds_against_the_library_it_came_from(small: Assistant, record: dict[str, Any]) -> None:
    assert record["format"].startswith("iso-assistant answer record")
    assert check_record(record, small.library) == []


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (lambda record: record["citations"][0].update(quote="Kettles need nothing."), "no longer says what was quoted"),
        (lambda record: record["citations"][0].update(start=1), "no longer says what was quoted"),
        (lambda record: record["citations"][0].update(passage_id="fact:gone"), "is no longer in the library"),
        (lambda record: record["statements"][0].update(citations=[99]), "cites [99], which is not in the record"),
        (lambda record: record["statements"][0].update(citations=[]), "has no citation"),
        (
            lambda record: record["statements"][0].update(text="ISO 99001:2031 forbids kettles."),
            "ISO 99001:2031 forbids kettles.",
        ),
    ],
    ids=["quote", "offset", "passage", "number", "uncited", "statement"],
)
def test_an_altered_record_is_found_out(small: Assistant, record: dict[str, Any], alter: Any, said: str) -> None:
    altered = copy.deepcopy(record)
    alter(altered)
    problems = check_record(altered, small.library)
    assert any(said in problem for problem in problems)


def test_a_record_notices_that_the_library_changed_its_mind(small: Assistant, record: dict[str, Any]) -> None:
    changed = [
        entry | {"statement": "ISO 99001:2031 leaves descaling to the cook."}
        if entry["id"] == "kettle-descaling"
        else entry
        for entry in FACTS
    ]
    write_facts(small.settings.knowledge, *changed)
    problems = check_record(record, load_library(small.settings.knowledge))
    assert any("leaves descaling to the cook" in problem for problem in problems)


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"citations": 1, "statements": []}', "null"])
def test_a_file_that_is_no_record_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=r"record\.json: is not"):
        read_record(path)


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"gone\.json: cannot be read"):
        read_record(tmp_path / "gone.json")


@pytest.mark.parametrize(
    "broken",
    [{"citations": [1], "statements": []}, {"citations": [], "statements": 5}, {"citations": [], "statements": ["x"]}],
)
def test_a_record_with_parts_of_another_kind_is_refused_in_one_sentence(
    small: Assistant, tmp_path: Path, broken: Any
) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(RecordError, match=r"record\.json"):
        check_record(read_record(path), small.library)
