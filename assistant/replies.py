"""A language model's reply becomes claims, however it is wrapped; nothing of it is believed yet."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from assistant.types import Passage
from assistant.verification import Claim, find_quote
from assistant.words import terms

MOST_CLAIMS_READ = 12
LONGEST_CLAIM = 600
# Places in a reply at which JSON may begin; more are noise.
MOST_STARTS = 200

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S | re.I)
_LINE = re.compile(r"^[\s>*•-]*[\[(]?(?:passage\s*)?(?P<id>\d{1,2})[\]).:]+\s*(?P<text>\S.*)$", re.I)
_MARKS_AT_END = re.compile(r"(?:\s*[\[(](?:passage\s*)?\d{1,2}[\])])+(?=[.!?]?$)", re.I)
_ASSENT = re.compile(
    r"^(?:(?:yes|no|yeah|yep|nope|correct|true|false|right|wrong|indeed|absolutely|certainly|definitely|exactly|sure|of course|"
    r"not at all|ja|nein|oui|non|sí|si|sim|não|nee|tak|nie)\s*(?:[,.:;!–—-]+\s*|$))+",
    re.I,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
_MARKUP = re.compile(r"[<>`|#\\]|\]\(|!\[|\w+://|\bwww\.|\b(?:javascript|data|mailto):|^\s*[-+*]\s", re.I)
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def read_claims(reply: str, passages: Sequence[Passage]) -> list[Claim]:
    """The claims in `reply`: from JSON, whole or cut off or in a fence, else from lines such as “[1] sentence”.

    A quote is widened to the whole sentences it stands in, so that no “not” is left outside it. A claim without a quote
    gets the sentence of its passage that is nearest in words; only verification decides whether that carries it.
    """
    reply = _THOUGHT.sub("", reply)
    found = (
        list(_from_json(reply)) or list(_from_json(re.sub(r",\s*([}\]])", r"\1", reply))) or list(_from_lines(reply))
    )
    claims = [_claim(entry, passages) for entry in found[:MOST_CLAIMS_READ]]
    return list(dict.fromkeys(claim for claim in claims if claim.text))


def unfit(text: str) -> str | None:
    """Why a claim's text may not be shown whatever it says; None when it is plain text of a sensible length.

    >>> unfit("See [this](https://example.org).")
    'it has markup or a link'
    """
    if len(text) > LONGEST_CLAIM:
        return f"it has more than {LONGEST_CLAIM} characters"
    if _HIDDEN.search(text):
        return "it has hidden characters"
    if _MARKUP.search(text):
        return "it has markup or a link"
    return None


def stutters(text: str) -> bool:
    """Whether four words in a row come twice, as small models do; the word they left out between is then unknown.

    >>> stutters("It was published in March 1987 together with ISO 99001, published in March 1987.")
    True
    """
    words = re.findall(r"[\w:.-]*\w", text.lower())
    runs = [tuple(words[place : place + 4]) for place in range(len(words) - 3)]
    return len(set(runs)) < len(runs)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of `text` stand, as character offsets.

    >>> [text[a:b] for text in ["It is so. It was not."] for a, b in sentences(text)]
    ['It is so.', 'It was not.']
    """
    cuts = [0, *(match.end() for match in _SENTENCES.finditer(text)), len(text)]
    return [(start, start + len(text[start:end].rstrip())) for start, end in pairwise(cuts)]


def _from_json(reply: str) -> Iterator[dict[str, Any]]:
    """Every complete object with a text, in reading order."""
    decoder = json.JSONDecoder()
    place = 0
    for _ in range(MOST_STARTS):
        place = reply.find("{", place)
        if place < 0:
            return
        try:
            data, end = decoder.raw_decode(reply, place)
        except (ValueError, RecursionError):
            place += 1
            continue
        place = end
        entries = data.get("claims", data)
        yield from (entry for entry in (entries if isinstance(entries, list) else [entries]) if _is_claim(entry))


def _is_claim(entry: object) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("text"), str)


def _from_lines(reply: str) -> Iterator[dict[str, Any]]:
    for line in reply.splitlines():
        match = _LINE.match(line)
        text = match["text"] if match else line
        marked = re.search(r"[\[(](?:passage\s*)?(\d{1,2})[\])]\s*[.!?]?\s*$", text, re.I)
        number = match["id"] if match else marked[1] if marked else ""
        yield {"text": text, "passage_id": number}


def _claim(entry: dict[str, Any], passages: Sequence[Passage]) -> Claim:
    text = _plain(entry["text"])
    passage = _named(entry.get("passage_id"), passages)
    quote = entry.get("quote")
    if isinstance(quote, str) and quote.strip():
        quote = html.unescape(quote)
        if passage is None:
            return Claim(text, str(entry.get("passage_id") or ""), quote[:LONGEST_CLAIM])
        return Claim(text, passage.id, _widened(quote, passage.text) or quote[: 2 * LONGEST_CLAIM])
    saying = [other for other in passages if text and find_quote(text, other.text)]
    if passage not in saying:
        passage = next(iter(saying), passage) or max(
            passages, key=lambda other: _shared(text, other.text), default=None
        )
    if passage is None:
        return Claim(text, "", "")
    return Claim(text, passage.id, _widened(text, passage.text) or _nearest(text, passage.text))


def _plain(text: str) -> str:
    """The text in one line, without emphasis, bullets, the model's own citation marks and its yes or no.

    A yes or no answers a question that no quote holds, so no quote can carry it.

    >>> _plain("Yes, **ISO 99001** is [valid] for all. [1]")
    'ISO 99001 is [valid] for all.'
    """
    text = re.sub(r"\*\*|__", "", html.unescape(" ".join(text.split())))
    text = _MARKS_AT_END.sub("", re.sub(r"^[-*•]\s+", "", text)).strip()
    plain = _ASSENT.sub("", text)
    return plain[:1].upper() + plain[1:] if plain != text else text


def _named(name: object, passages: Sequence[Passage]) -> Passage | None:
    """The passage meant by its number, however written, or by its id."""
    text = str(name).strip() if isinstance(name, str | int) else ""
    for passage in passages:
        if passage.id == text:
            return passage
    number = re.fullmatch(r"\W*(?:passage|id|p)?\W*(\d{1,2})\W*", text, re.I)
    position = int(number[1]) - 1 if number else -1
    return passages[position] if 0 <= position < len(passages) else None


def _widened(quote: str, text: str) -> str | None:
    """The whole sentences of `text` in which `quote` stands verbatim; None when it does not."""
    span = find_quote(quote, text)
    if span is None:
        return None
    touched = [(start, end) for start, end in sentences(text) if start < span[1] and span[0] < end]
    return text[touched[0][0] : touched[-1][1]] if touched else None


def _nearest(claim: str, text: str) -> str:
    """The sentence of `text` that shares most words with `claim`."""
    return max((text[start:end] for start, end in sentences(text)), key=lambda sentence: _shared(claim, sentence))


def _shared(one: str, other: str) -> int:
    return len(set(terms(one)) & set(terms(other)))
