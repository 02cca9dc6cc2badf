"""Text in one canonical form, so that two spellings of the same thing compare equal.

Dates become `15 december 2000`, numbers `25000`, shares `50%`, designations `iso 9001:2015`; dashes, quotation marks,
Markdown and citation markers disappear. The same is done to an alias and to an answer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july", "august", "september")
MONTHS += ("october", "november", "december")
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER_WORDS = {word: str(value) for value, word in enumerate(_COUNTED)} | {
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
}

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<number>0[1-9]|1[0-2])-{_DAY}\b",
        rf"\b{_DAY}\.(?P<number>0?[1-9]|1[0-2])\.{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"(?<![-\d]){_YEAR}-(?P<number>0[1-9]|1[0-2])(?![-\d])",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
    )
)
# Without a year, only a capitalised month is one: "you may 9 times" is not a date.
_YEARLESS = re.compile(rf"\b(?P<month>{'|'.join(month.title() for month in MONTHS)})\s+{_DAY}(?![\d,.]*\d)")

_MARKERS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\](?!\()")
_MARKUP = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),  # links
    (re.compile(r"(?m)^\s*(?:#{1,6}|>|[-*+•]|\d{1,2}[.)])\s+"), ""),  # headings, quotations, bullets, list numbers
    (re.compile(r"(?m)^\s*\|?[\s:|-]+\|\s*$"), ""),  # the rule under a table's head
    (re.compile(r"\s*\|\s*"), " ; "),  # cells
    (re.compile(r"\*+|`+|~~|(?<!\w)_+|_+(?!\w)"), ""),
)
_BODIES = {"iec": "", "ieee": "", "ts": "/ts", "tr": "/tr", "pas": "/pas", "dis": "/dis", "fdis": "/fdis", "cd": "/cd"}
_DESIGNATION = re.compile(
    r"\biso(?P<bodies>(?:[\s/-]*\b(?:iec|ieee|ts|tr|pas|fdis|dis|cd))*|/(?:ts|tr))[\s-]*(?P<number>\d{3,5}"
    r"(?:-\d{1,2}(?!\d))?)(?:(?:\s*:\s*|[-/])(?P<edition>(?:19|20)\d{2})\b)?"
)
_FOLLOWER = re.compile(
    r"(?P<head>\biso(?:/[a-z]+)? \d{3,5}(?:-\d{1,2})?(?::\d{4})?)(?P<join>,? and |,? or |, ?| ?/ ?| ?& ?)"
    r"(?P<number>(?!(?:19|20)\d{2}\b)\d{4,5}(?:-\d{1,2}(?!\d))?)(?!\d|[.,]\d)"
)
_CONTRACTIONS = (
    (re.compile(r"\bcan(?:'t|not)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b(it|that|there|what|who|here)'s\b"), r"\1 is"),
    (re.compile(r"'s\b|s'(?=\s)"), "s"),
)


def plain(text: str) -> str:
    """`text` without Markdown, citation markers and typographic variants; still with its capitals.

    >>> plain("**ISO 9002** was withdrawn [1][2] – see [here](https://example.org).")
    'ISO 9002 was withdrawn - see here.'
    """
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\u2018\u2019\u02bc`´]", "'", text)
    text = re.sub(r"[\u201c-\u201f«»]", '"', text)
    text = _MARKERS.sub("", text)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return re.sub(r"[ \t]+", " ", text)


def _date(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found.get("number"):
        month = MONTHS[int(found["number"]) - 1]
    else:
        start = found["month"].lower()[:3]
        month = next(name for name in MONTHS if name.startswith(start))
    day = f"{int(found['day'])} " if found.get("day") else ""
    return f"{day}{month} {found['year']}" if found.get("year") else f"{day}{month}"


def _designation(match: re.Match[str]) -> str:
    bodies = re.findall(r"[a-z]+", match["bodies"] or "")
    kind = next((_BODIES[body] for body in bodies if _BODIES[body]), "")
    edition = f":{match['edition']}" if match["edition"] else ""
    return f"iso{kind} {match['number']}{edition}"


@lru_cache(maxsize=16384)
def canonical(text: str) -> str:
    """`text` in lower case with numbers, dates and designations written in one way.

    >>> canonical("ISO9001-2015 replaced it on December 15, 2000 (25 000 certificates, 50 per cent).")
    'iso 9001:2015 replaced it on 15 december 2000 (25000 certificates, 50%).'
    >>> canonical("ISO 9001, 9002 and 9003; ISO/IEC 17021-1:2015; ISO TS 9002")
    'iso 9001, iso 9002 and iso 9003; iso 17021-1:2015; iso/ts 9002'
    """
    text = plain(text)
    for pattern in _DATES:
        text = pattern.sub(_date, text)
    text = _YEARLESS.sub(_date, text).lower()
    text = re.sub(r"(?<![\d.:,-])\d{1,3}(?:[ ,'\u202f]\d{3})+(?![\d])", _joined, text)
    text = re.sub(r"(\d)\s*(?:%|percent\b|per cent\b)", r"\1%", text)
    text = _DESIGNATION.sub(_designation, text)
    text = re.sub(r"\b(as|en|iatf|ohsas|qs|bs|tl|din|md|tc|sc|pas|sa)[\s-]?(\d{1,5})\b", r"\1 \2", text)
    previous = ""
    while previous != text:
        previous, text = text, _FOLLOWER.sub(_follower, text)
    for contraction, replacement in _CONTRACTIONS:
        text = contraction.sub(replacement, text)
    text = re.sub(r"\be\.\s?g\.", "for example", text)
    text = re.sub(r"\bi\.\s?e\.", "that is", text)
    text = re.sub(r"\b(no|nos)\.(?=\s+\d)", r"\1", text)
    return re.sub(r"\b(etc|vs|cf|approx)\.(?=\s+[a-z\d,])", r"\1", text).strip()


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def _follower(match: re.Match[str]) -> str:
    body = match["head"].split(" ", 1)[0]
    return f"{match['head']}{match['join']}{body} {match['number']}"
