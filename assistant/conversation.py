"""Follow-ups become standalone questions: what they leave out is taken from the turns before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.exchanges import HasEdition, capitalized
from assistant.follow_up import FollowUp, opened, with_fields_named
from assistant.follow_up_cases import CASES
from assistant.follow_up_words import EMPTY_IT, MEANT, MEANT_BEHIND, PRONOUN, TAKEN
from assistant.pointing_back import named_in_full
from assistant.understanding import tidy

# Of a question that is asked again of something else, at most so many words are exchanged.
MOST_EXCHANGED = 2
_WORDS = re.compile(r"[\w.:-]*\w")


def resolve(
    question: str,
    earlier: Sequence[str],
    known: frozenset[str] | set[str] = frozenset(),
    has_edition: HasEdition | None = None,
) -> str:
    """`question` with what it takes from `earlier` standalone questions (oldest first) said in full.

    `has_edition` tells whether a standard has an edition of a year: "and 14001?" after "… ISO 9001:2026" asks of that of 2026.

    >>> resolve("and when was it last revised?", ["What is ISO 9001?"])
    'When was ISO 9001 last revised?'
    >>> resolve("what about 14001?", ["Is an internal audit required by ISO 9001?"], {"14001"})
    'Is an internal audit required by ISO 14001?'
    >>> resolve("why?", ["Is ISO 9002 withdrawn?"])
    'Why: ISO 9002 withdrawn?'
    >>> resolve("different topic: what is HACCP?", ["Is ISO 9002 withdrawn?"])
    'What is HACCP?'
    """
    question = tidy(question)
    if not earlier:
        return question
    said = opened(named_in_full(question, earlier, known))
    if said.new_subject:
        return capitalized(said.body)
    body = with_fields_named(said.body)
    turn = FollowUp(body, said.linked, said.tried_again, earlier, known, has_edition)
    return next((full for case in CASES if (full := case(turn))), capitalized(turn.body))


def readings(question: str, standalone: str, about: str, previous: str = "") -> list[tuple[str, float]]:
    """What a follow-up may mean, each with its weight: in full, as it stands, and asked of `about`, what was spoken of.

    A question that points to nothing outside itself, and one that asks the `previous` one of something else, has one
    reading. The weights are those that put most right facts first on the follow-ups of the eval suite.

    >>> readings("why?", "Why: ISO 9002 withdrawn?", "ISO 9002: status")
    [('Why: ISO 9002 withdrawn?', 1.0), ('why?', 0.5), ('why (ISO 9002: status)?', 1.0)]
    >>> readings("What is ISO 14001?", "What is ISO 14001?", "ISO 9002: status")
    [('What is ISO 14001?', 1.0)]
    >>> readings("and 14001?", "Does ISO 14001 ask for a manual?", "ISO 9001: manual", "Does ISO 9001 ask for a manual?")
    [('Does ISO 14001 ask for a manual?', 1.0)]
    """
    said = opened(tidy(question))
    body = said.body
    corrects = MEANT.match(body) or MEANT_BEHIND.search(body)
    whole = standalone.casefold() == body.casefold() and not PRONOUN.search(EMPTY_IT.sub("", body))
    if said.new_subject or corrects or whole or _asks_again(standalone, previous):
        return [(standalone, 1.0)]
    return [(standalone, 1.0), (body, 0.5), (f"{body.rstrip('?!. ')} ({about})?", 1.0)]


def _asks_again(standalone: str, previous: str) -> bool:
    """Whether a follow-up in full is the `previous` question with a word or two exchanged, and not one that took its topic."""
    # "How many audit days does it take (we are 12 people)?"
    told = standalone.startswith(previous.rstrip("?!. "))
    lost = Counter(_WORDS.findall(previous.casefold())) - Counter(_WORDS.findall(standalone.casefold()))
    return bool(previous) and lost.total() <= MOST_EXCHANGED and (told or not TAKEN.search(standalone))


def said_by_person(turn: Any) -> str:
    """The text of an earlier turn: a string, a {"role", "content"} mapping or a LangChain message; empty unless the person's."""
    if isinstance(turn, str):
        return turn
    if isinstance(turn, Mapping):
        content = turn.get("content", turn.get("question", ""))
        return content if isinstance(content, str) and turn.get("role", "user") in {"user", "human"} else ""
    content = getattr(turn, "content", "")
    return content if isinstance(content, str) and getattr(turn, "type", "human") == "human" else ""
