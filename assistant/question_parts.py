"""Several questions in one text, parted so that each is answered by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.analogies import gaps
from assistant.claim_batches import claims_to_judge
from assistant.of_each import of_each
from assistant.options import is_list, without_reason
from assistant.sentence_parts import WH, asks, parted
from assistant.understanding import POLAR, tidy

# "And 45001?" and, after "the standard for bribery?", "For energy?" ask again; "3 years?" offers an answer.
_AGAIN = re.compile(r"(?:and|also)\b|(?P<word>for|in|of|with|under)\b", re.I)


def split_parts(text: str) -> list[str]:
    """The questions in one text, in order; one that cannot be parted stays whole.

    >>> split_parts("What is ISO 9001 and who can use it?")
    ['What is ISO 9001', 'who can use it?']
    >>> split_parts("What is the difference between ISO 9001 and ISO 9002?")
    ['What is the difference between ISO 9001 and ISO 9002?']
    >>> split_parts("How long do we keep records? 3 years? 7?")
    ['How long do we keep records? 3 years? 7?']
    >>> split_parts("When was ISO 14001 first published? And 45001?")
    ['When was ISO 14001 first published?', 'And 45001?']
    """
    text = tidy(text)
    several = claims_to_judge(text) or gaps(text) or of_each(text)
    if several:
        return several
    text = without_reason(text)
    sentences = _with_options([part.strip() for part in re.split(r"(?<=\?)\s+", text) if part.strip()])
    parts = [part for sentence in sentences for part in parted(sentence)]
    questions = [part for part in parts if _is_question(part)]
    # A story before the question belongs to it; several real questions are answered one by one.
    return (
        questions
        if len(questions) > 1 and len(questions) == len(parts)
        else ([text] if len(questions) < 2 else questions)
    )


def _with_options(sentences: Sequence[str]) -> list[str]:
    """Sentences in which "3 years? 7? for ever?" stays with the question whose answers it offers."""
    joined: list[str] = []
    for sentence in sentences:
        short = len(sentence.split()) <= 3 and not WH.match(sentence) and not POLAR.match(sentence)
        option = short or is_list(sentence)
        if joined and option and not _asks_again(sentence, joined[-1]):
            joined[-1] += f" {sentence}"
        else:
            joined.append(sentence)
    return joined


def _asks_again(short: str, before: str) -> bool:
    """Whether a short sentence asks the question before of something else, rather than offering an answer to it."""
    found = _AGAIN.match(short)
    return found is not None and (not found["word"] or bool(re.search(rf"\b{found['word']}\b", before, re.I)))


def _is_question(part: str) -> bool:
    return part.rstrip().endswith("?") or asks(part)
