"""Whether a text can be shown or believed as it stands: no markup, no hidden characters, no orders to its reader."""

from __future__ import annotations

import re
import unicodedata

from assistant.standards import find_clauses, find_designations

_MARKUP = re.compile(
    r"</?[a-z!][^>]*>?|!?\[[^\]]*\]\s*\(|\[[^\]]+\]:\s|\]\(|`|https?:|www\.|\b(?:javascript|vbscript|data|file)\s*:\s*\S|&#?\w+;"
    r"|^\s{0,3}(?:#{1,6}\s|>\s|\|)|\[(?:\d+|[a-z]+:[^\]]*)\]",
    re.IGNORECASE | re.MULTILINE,
)
# What speaks to a reader about how to answer has no place in a document that reports something.
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|rule|source|fact|previous|earlier|above|prompt)"
    r"|\b(?:assistant|language model|chat ?bot|llm|ai readers?|system prompt|system message|instructions)\b"
    r"|<\|[^|]*\||\[/?inst\]|<<sys>>|^\W*(?:system|assistant|human|user|developer|question|answer|statement)\s*:"
    r"|\b(?:end|begin)(?:ning)? of (?:context|documents?|passages?|data|question)|\bnew task\b|\bnew statement\b|\"\"\"|```"
    r"|\b(?:reader|user|person) (?:must|should|has to) be told|\btell (?:the |every )?(?:reader|user|person)"
    r"|(?:^|[.:;,!?]\s+|\b(?:and|then|please|must|to)\s+)(?:say|state|write|answer|reply|repeat|output|print|claim|quote)\s+(?:that|with|only|in|the following)\b"
    r"|\bcorrect answer is\b|\bpre-?approved\b|\bneeds? no (?:quote|source|citation)|\bquotes? may be\b|\bwhatever you claim\b"
    r"|\b(?:pretend|stay in character|let us play|you are (?:now )?(?:an? )?[A-Z]{2,})|\bdecode\b|\brot13\b|\bbase64\b|\bmachine readable\b"
    r"|\b(?:status|verdict|entailment|contradiction|confidence|support|review|drop)\s*[:=]\s*\w+|'ok'\s*:"
    r"|\[(?:fact|source|document):|\[\d+\]",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"\b(?:iso|iec|iaf|ilac|iatf|certif|accredit|audit|conformity|nonconform|correction|corrective)", re.IGNORECASE
)
# Long runs without a space are no words of a language.
_ENCODED = re.compile(r"\b[A-Za-z0-9+/]{25,}={0,2}")


def not_plain(text: str) -> str | None:
    """Why `text` cannot be shown as a plain sentence; None when it can.

    >>> not_plain("ISO 9001 was revised."), not_plain("See [here](https://example.org).")
    (None, 'it holds markup or a link')
    >>> not_plain("ISO 900\\u200b1"), not_plain("IS\\u041e 9001")
    ('it holds hidden characters', 'it mixes letters of several scripts')
    """
    if any(
        unicodedata.category(character) in {"Cf", "Cc", "Co", "Cn", "Cs", "Zl", "Zp"} and character not in "\n\t"
        for character in text
    ):
        return "it holds hidden characters"
    for word in re.findall(r"[^\W_]+", text):
        if unicodedata.normalize("NFKC", word) != word:
            return "it holds look-alike characters"
        if any(character.isdigit() and not character.isascii() for character in word):
            return "it holds look-alike characters"
        if len({_script(character) for character in word if character.isalpha()}) > 1:
            return "it mixes letters of several scripts"
    if _MARKUP.search(text):
        return "it holds markup or a link"
    if _ENCODED.search(text):
        return "it holds encoded text"
    return None


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split(" ")[0]


def not_evidence(text: str, quote: str, document: str) -> str | None:
    """Why `document`, a text that nobody has checked, is no evidence for `text`; None when it is.

    A document can tell what it records; what standards and the bodies of this field say rests on checked facts.
    """
    reason = not_plain(quote)
    if reason:
        return f"its quote cannot be trusted: {reason}"
    if _ORDERS.search(document):
        return "the document gives orders to its reader"
    if find_designations(text) or find_clauses(text) or _FIELD.search(text):
        return "what standards and certification demand rests on checked facts, not on a document"
    return None
