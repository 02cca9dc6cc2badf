"""Text as comparable words: dates, standards and phrases in one form, and which words mean the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import Stemmer

from assistant.standards import find_clauses, find_dates, find_designations
from assistant.verification.markers import PUNCTUATION

FILE = Path(__file__).resolve().parent / "paraphrase.yaml"


_TOKEN = re.compile(r"[a-z]+:[\w.:-]+|\d+(?:[.,]\d+)*(?:-[a-z]+)*|[a-z][a-z0-9_&/-]*|[;:.,()]")


_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
}


_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}


_NUMBER_WORDS |= {word: str(number) for word, number in _TENS.items()} | {
    f"{ten}-{one}": str(number + int(_NUMBER_WORDS[one]))
    for ten, number in _TENS.items()
    for one in "one two three four five six seven eight nine".split()
}


@dataclass(frozen=True)
class _Table:
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    lines: dict[str, frozenset[int]]
    free: frozenset[str]
    kept: frozenset[str]
    verbs: frozenset[str]
    light: frozenset[str]
    grave: frozenset[str]
    opposites: dict[str, frozenset[int]]


_stemmer = Stemmer.Stemmer("english")


@cache
def _table() -> _Table:
    # Verbatim statements need no table, so a question on the command line need not wait for this.
    import yaml

    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    phrases = tuple(
        (re.compile(rf"(?<![\w:-])(?:{'|'.join(patterns)})(?![\w-]|:\S)"), word)
        for word, patterns in data["phrases"].items()
    )
    kept = frozenset(data["kept"].split())
    opposites = _numbered(data["opposites"], kept)
    return _Table(
        phrases,
        _numbered(data["same"], kept),
        frozenset(_stem(word, kept) for word in data["free"].split()),
        kept,
        frozenset(_stem(word, kept) for word in data["verbs"].split()),
        frozenset(_stem(word, kept) for word in data["light"].split()),
        frozenset(_stem(word, kept) for word in data["grave"].split()) | opposites.keys(),
        opposites,
    )


def _numbered(lines: list[str], kept: frozenset[str]) -> dict[str, frozenset[int]]:
    """The numbers of the lines in which each stem stands."""
    numbers: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            numbers.setdefault(_stem(word, kept), set()).add(number)
    return {word: frozenset(found) for word, found in numbers.items()}


_IRREGULAR = {
    form: verb
    for verb, forms in (
        entry.split(":")
        for entry in "meet:met keep:kept hold:held give:gave,given take:took,taken make:made write:wrote,written come:came become:became "
        "begin:began,begun say:said send:sent build:built sell:sold buy:bought bring:brought choose:chose,chosen know:knew,known see:saw,seen "
        "show:shown lead:led lose:lost tell:told go:went,gone grow:grew,grown draw:drew,drawn speak:spoke,spoken mean:meant run:ran leave:left "
        "understand:understood stand:stood think:thought teach:taught pay:paid lay:laid fall:fell,fallen break:broke,broken arise:arose,arisen "
        "get:got find:found have:had do:done".split()
    )
    for form in forms.split(",")
}  # fmt: skip


def _stem(word: str, kept: frozenset[str]) -> str:
    word = _IRREGULAR.get(word, word)
    return word if word in kept or not word.isalpha() else str(_stemmer.stemWord(word))


def stem(word: str) -> str:
    """The form under which a word is compared.

    >>> stem("certificates") == stem("certificate"), stem("correction") == stem("corrective")
    (True, False)
    """
    return _stem(word, _table().kept)


def is_free(key: str) -> bool:
    """Whether a claim may add this word."""
    return key in _table().free


def is_grave(key: str) -> bool:
    """Whether this word, added or exchanged, makes a claim another claim."""
    return key in _table().grave or not key.isalpha()


def is_verb(key: str) -> bool:
    """Whether a sentence can turn on this word."""
    return key in _table().verbs


def is_light(key: str) -> bool:
    """Whether a claim may turn on this verb where the quote has another."""
    return key in _table().light


def is_opposite(one: str, other: str) -> bool:
    """Whether two different words stand in a line of opposites, or one is the other with "un" or "in" before it."""
    opposites = _table().opposites
    return one != other and bool(
        opposites.get(one, frozenset()) & opposites.get(other, frozenset())
        or (len(min(one, other, key=len)) > 4 and {f"un{one}", f"in{one}", f"non-{one}"} & {other})
        or (len(min(one, other, key=len)) > 4 and {f"un{other}", f"in{other}", f"non-{other}"} & {one})
    )


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Whether a claim's key is what a quote's key means: the same stem, a line of synonyms, less exact a date or edition.

    >>> same("2000", "date:2000-12-15"), same("date:2000-12-15", "2000"), same(stem("employees"), stem("staff")), same("std:9001", "std:9002")
    (True, False, True, False)
    """
    if one == other:
        return True
    if one.startswith("date:") or other.startswith("date:"):
        short, long = one.removeprefix("date:"), other.removeprefix("date:")
        return long.startswith(short) and len(short) in (4, 7, 10) and short[:4].isdigit()
    if one.isdigit() and other.startswith(("std:", "ed:")):
        return one in other.split(":")[1:]
    if ":" in one or ":" in other:
        (space, _, name), (other_space, _, other_name) = one.partition(":"), other.partition(":")
        if (space, other_space) == ("std", "ed"):
            return name == other_name.split(":")[0]
        return other_space == "ed" and other.rpartition(":")[2] == one
    lines = _table().lines
    return bool(lines.get(one, frozenset()) & lines.get(other, frozenset()))


def _mark(text: str) -> str:
    """`text` in small letters with dates, standards and clauses as single words, and phrases as agreed."""
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", " - ").replace("\u00a0", " ")
    text = re.sub(r"(?i)(\bclauses? \d+(?:\.\d+)*):(?!\d)", r"\1 :", _dates(text))
    for mention in reversed(find_designations(text)):
        name = mention.designation
        word = f"ed:{name.key}:{name.edition}" if name.edition else f"std:{name.key}"
        text = f"{text[: mention.start]} {word} {text[mention.end :]}"
    for clause in sorted(find_clauses(text), key=len, reverse=True):
        text = re.sub(rf"(?<![\w.:-]){re.escape(clause)}(?![\w]|\.\d)", f" clause:{clause} ", text)
    text = re.sub(r"(?i)\b(?:sub)?clauses?\s+(?=clause:)", " ", text)
    text = re.sub(r"(?<=\d)[,\u202f ](?=\d{3}\b)", "", text).lower()
    text = _NUMBERED.sub(r"\1-\2", text)
    text = re.sub(r"n't\b", " not", text.replace("can't", "cannot").replace("won't", "will not"))
    text = re.sub(r"'s\b|s'(?=\s)", lambda match: "s" if match[0].startswith("s") else "", text).replace("'", " ")
    text = re.sub(r"\bnot only\b", " ", text)
    text = " ".join(re.sub(r"(?<=[a-z])/(?=[a-z])", " ", text.replace("%", " % ")).split())
    text = re.sub(r"\b(?:about|around|some|roughly)(?= \d)", "approximately", text)
    text = re.sub(r"\bthat (?:was|were|is|are) not (\w+ed)\b", r"un\1", text)
    text = re.sub(r"\bthat (?:has|have) not been (\w+ed)\b", r"un\1", text)
    text = re.sub(r"\bonly (\w+) (?:if|when|where|once)\b", r"\1 onlyif", text)
    text = re.sub(r"\bnot\b([^,;.]{1,40}?)\bany ?(?:more|longer)\b", r"nolonger\1", text)
    text = re.sub(r"\bno\b([^,;.]{1,60}?)\bany ?(?:more|longer)\b", r"nolonger\1", text)
    text = re.sub(r"\bany ?more\b(?! \w+ than)", " ", text)
    for pattern, word in _table().phrases:
        text = pattern.sub(word, text)
    return text


# "Stage 1", "SC 2": the number is part of the name.
_NUMBERED = re.compile(
    r"\b(sc|tc|wg|pc|stage|step|type|annex|grade|issue|version|amd|amendment|table|part|level|tier|phase|principle|appendix|module)"
    r"\s+(\d{1,3}|[a-d])\b"
)


_MONTH_NAMES = "january february march april may june july august september october november december".split()


_DAY = re.compile(
    r"(?<!amendment )(?<!Amendment )(?<!Amd )(?<!part )(?<!version )\b(\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)\b"
)


# Only where the day cannot be a month.
_SLASHED = re.compile(r"\b(1[3-9]|2\d|3[01])[/.](0[1-9]|1[0-2])[/.]((?:19|20)\d\d)\b(?:\s*\(day first\))?")


_MONTH = re.compile(
    rf"(?i)\b(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTH_NAMES)}|sept)\.?\s+(?:of\s+)?(?:19|20)\d\d\b"
)


def _dates(text: str) -> str:
    def day(match: re.Match[str]) -> str:
        found = find_dates(match[0])
        return f" date:{found[0].isoformat()} " if found else match[0]

    def month(match: re.Match[str]) -> str:
        found = find_dates(match[0])
        return f" date:{found[0].isoformat()[:7]} " if found else match[0]

    return _MONTH.sub(month, _DAY.sub(day, _SLASHED.sub(r"\3-\2-\1", text)))


def words_of(text: str) -> list[str]:
    words = []
    for word in _TOKEN.findall(_mark(text)):
        word = word if word in PUNCTUATION else word.strip("-/_&")
        if word in _NUMBER_WORDS and word != "one":
            word = _NUMBER_WORDS[word]
        if word:
            words.append(word)
    return words
