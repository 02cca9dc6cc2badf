"""A follow-up read beside the turns before it: what it names, and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.exchanges import HasEdition, content_words, topic_of
from assistant.follow_up_words import (
    ADJECTIVES,
    EMPTY_IT,
    LINK,
    MEANT,
    MEANT_BEHIND,
    NEW_SUBJECT,
    NEW_TRY,
    OF_TWO,
    PRONOUN,
    QUESTION_HEAD,
    WHAT_ABOUT,
    WHAT_IS_A,
)
from assistant.pointing_back import contexts
from assistant.standards import Mention, find_designations, standard_name


@dataclass(frozen=True)
class FollowUp:
    """What a person typed, without the words that only link it to the turn before, and the turns it may point to."""

    body: str
    linked: bool
    tried_again: bool
    earlier: Sequence[str]
    known: frozenset[str] | set[str]
    has_edition: HasEdition | None = None

    @property
    def previous(self) -> str:
        """The turn before, in full."""
        return self.earlier[-1]

    @cached_property
    def plain(self) -> str:
        """The body without its closing mark."""
        return self.body.rstrip("?!. ")

    @cached_property
    def here(self) -> list[Mention]:
        """The standards it names."""
        return find_designations(self.body, self.known)

    @cached_property
    def before(self) -> list[Mention]:
        """The standards that the turn before names."""
        return find_designations(self.previous, self.known)

    @cached_property
    def content(self) -> list[str]:
        """Its words that say something by themselves."""
        return content_words(self.body)

    @cached_property
    def asks_about(self) -> bool:
        """Whether it says "what about …?"."""
        return WHAT_ABOUT.match(self.body) is not None

    @cached_property
    def named(self) -> str:
        """What it names after "what about"."""
        return WHAT_ABOUT.sub("", self.body, count=1).strip()

    @cached_property
    def meant(self) -> str:
        """What it says beside "no, I meant"; as long as the body where it says no such thing."""
        return MEANT_BEHIND.sub("", MEANT.sub("", self.body))

    @cached_property
    def points_back(self) -> bool:
        """Whether it cannot be understood without the turn before."""
        pointing = PRONOUN.search(EMPTY_IT.sub("", self.body)) or OF_TWO.search(self.body)
        short = len(self.content) <= 1 and not WHAT_IS_A.match(self.plain)
        return bool(pointing) or (self.linked and len(self.content) <= 2) or short

    @cached_property
    def context(self) -> str:
        """What it takes from before: the topic of the last turn, or of the last two where it speaks of two things."""
        return ", ".join(contexts(self.body, self.earlier)) or topic_of(self.previous)

    @property
    def asks(self) -> bool:
        """Whether it begins as a question does."""
        return QUESTION_HEAD.match(self.body) is not None


@dataclass(frozen=True, slots=True)
class Opened:
    """A turn without the words that open it, and what those say."""

    body: str
    linked: bool = False
    new_subject: bool = False
    tried_again: bool = False


def opened(text: str) -> Opened:
    """`text` without "and", "let me rephrase" and "different topic" in front.

    >>> opened("ok, different topic: what is HACCP?")
    Opened(body='what is HACCP?', linked=False, new_subject=True, tried_again=False)
    >>> opened("and since when?")
    Opened(body='since when?', linked=True, new_subject=False, tried_again=False)
    """
    body = LINK.sub("", text).strip()
    body = body if re.search(r"\w", body) else text
    linked = body != text
    left = NEW_SUBJECT.match(body)
    if left and re.search(r"\w", body[left.end() :]):
        rest = body[left.end() :]
        # "New question: and how long is it valid?" has the same subject.
        goes_on = left["question"] and (LINK.match(rest) or PRONOUN.search(EMPTY_IT.sub("", rest)))
        return Opened(LINK.sub("", rest), linked=bool(goes_on), new_subject=not goes_on)
    again = NEW_TRY.match(body)
    if again and re.search(r"\w", body[again.end() :]):
        return Opened(body[again.end() :], tried_again=True)
    return Opened(body, linked)


def with_fields_named(body: str) -> str:
    """`body` with "the environmental one" said of the standard for that field."""
    for adjective, key in ADJECTIVES.items():
        body = re.sub(rf"\bthe (?:{adjective}) (?:one|standard|system)\b", standard_name(key), body, flags=re.I)
    return body
