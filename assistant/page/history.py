"""Conversations as the browser keeps them: plain records, checked again whenever they come back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from assistant.types import Answer

# With every question the whole conversation travels to the server; a longer one goes on in a new record.
LONGEST_CONVERSATION = 100

Record = dict[str, Any]
VOTES = ("helpful", "unhelpful")
_ANSWER = TypeAdapter(Answer)
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(slots=True)
class Conversation:
    """One conversation; `votes` has one of VOTES, or nothing, for each answer. An empty `id` means not kept yet."""

    id: str = ""
    answers: list[Answer] = field(default_factory=list)
    votes: list[str] = field(default_factory=list)

    def until(self, turn: int | None) -> Conversation:
        """The turns before `turn`; all for None."""
        return replace(self, answers=self.answers[:turn], votes=self.votes[:turn])

    def with_answer(self, answer: Answer, replaces: int | None = None) -> Conversation:
        """The turns before `replaces` (None: all), then `answer`.

        When that takes anything away the result has a new id, so that what was said stays kept under the old one.
        """
        before = self.until(replaces)
        gone = self.answers[len(before.answers) :]
        if all(_same(old, answer) for old in gone):
            vote = self.votes[len(before.answers)] if gone else ""
            return Conversation(self.id or uuid4().hex, [*before.answers, answer], [*before.votes, vote])
        return Conversation(uuid4().hex, [*before.answers, answer], [*before.votes, ""])

    def vote_key(self, turn: int) -> str:
        """The name under which the vote on one answer is stored; it tells nothing of person or conversation."""
        answer = self.answers[turn]
        text = "\n".join((self.id, str(turn), answer.question, answer.as_of, answer.text))
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A conversation to take up again: its first question, and the day of the last."""

    id: str
    question: str
    day: str


def read_conversation(kept: Any, owner: str) -> Conversation:
    """The kept conversation when it belongs to `owner`, else an empty one; turns that cannot be read are left out."""
    if not isinstance(kept, dict) or kept.get("owner", "") != owner or not isinstance(kept.get("turns"), list):
        return Conversation()
    votes = kept["votes"] if isinstance(kept.get("votes"), list) else []
    found = Conversation(_read_id(kept.get("id")))
    for number, turn in enumerate(kept["turns"]):
        try:
            found.answers.append(_ANSWER.validate_python(turn))
        except ValidationError:
            continue
        vote = votes[number] if number < len(votes) else ""
        found.votes.append(vote if vote in VOTES else "")
    return found if found.answers else Conversation()


def keep_conversation(conversation: Conversation, owner: str) -> Record:
    """A conversation in the form that `read_conversation` takes; an empty one is not kept."""
    if not conversation.answers:
        return {"owner": owner}
    turns = [answer.to_dict() for answer in conversation.answers]
    return {"owner": owner, "id": conversation.id, "turns": turns, "votes": conversation.votes}


def read_candidates(kept: Any, owner: str) -> Conversation:
    """The first of several kept conversations that belongs to `owner`."""
    found = (read_conversation(record, owner) for record in kept if isinstance(kept, list))
    return next((conversation for conversation in found if conversation.answers), Conversation())


def read_earlier(kept: Any, owner: str) -> list[Earlier]:
    """What the browser tells of the earlier conversations of `owner`, newest first."""
    told = [record for record in kept if isinstance(record, dict)] if isinstance(kept, list) else []
    return [
        Earlier(_read_id(record["id"]), str(record.get("question", "")), _day(record.get("changed")))
        for record in told
        if record.get("owner", "") == owner and _read_id(record.get("id"))
    ]


def _same(one: Answer, other: Answer) -> bool:
    return (one.question, one.as_of, one.text) == (other.question, other.as_of, other.text)


def _read_id(text: Any) -> str:
    return text if isinstance(text, str) and _ID.fullmatch(text) else ""


def _day(changed: Any) -> str:
    """The day of a moment that the browser gives in milliseconds."""
    try:
        return datetime.fromtimestamp(changed / 1000, UTC).date().isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return ""
