"""The conversation as the browser keeps it: a list of plain turns, checked again whenever it comes back."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.types import Answer

# What a browser may keep, so that its store (about 5 MB) and each request stay small.
LONGEST_CONVERSATION = 40
MOST_CONVERSATIONS = 20

Turns = list[dict[str, Any]]
_ANSWER = TypeAdapter(Answer)


def read_turns(kept: Any, owner: str) -> list[Answer]:
    """The answers of a kept conversation that belong to `owner`; what cannot be read is left out."""
    if not isinstance(kept, dict) or kept.get("owner", "") != owner or not isinstance(kept.get("turns"), list):
        return []
    return [answer for turn in kept["turns"] if (answer := _read(turn)) is not None]


def keep_turns(answers: list[Answer], owner: str) -> dict[str, Any]:
    """A conversation in the form that `read_turns` takes; the newest turns when there are too many."""
    return {"owner": owner, "turns": [answer.to_dict() for answer in answers[-LONGEST_CONVERSATION:]]}


def read_earlier(kept: Any, owner: str) -> list[list[Answer]]:
    """Earlier conversations of `owner`, newest first."""
    if not isinstance(kept, dict) or kept.get("owner", "") != owner or not isinstance(kept.get("earlier"), list):
        return []
    conversations = [read_turns({"owner": owner, "turns": turns}, owner) for turns in kept["earlier"]]
    return [answers for answers in conversations if answers]


def keep_earlier(conversations: list[list[Answer]], owner: str) -> dict[str, Any]:
    """Earlier conversations in the form that `read_earlier` takes."""
    kept = [keep_turns(answers, owner)["turns"] for answers in conversations[:MOST_CONVERSATIONS] if answers]
    return {"owner": owner, "earlier": kept}


def _read(turn: Any) -> Answer | None:
    try:
        return _ANSWER.validate_python(turn)
    except ValidationError:
        return None
