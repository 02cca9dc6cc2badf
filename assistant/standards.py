"""Designations, editions, clauses and dates as people write them: parsed, compared, normalised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Documents whose number alone means something else: "ISO/TS 9002" is not "ISO 9002", "TL 9000" not "ISO 9000".
_OWN_NAMESPACE = {"TS": "ts", "TR": "tr", "PAS": "pas", "TL": "tl", "FSSC": "fssc", "MD": "md", "AS": "as", "IA": "ia"}
_ADOPTED_AS = {"EN 9100": "as-9100", "JIS Q 9100": "as-9100", "EN 9110": "as-9110", "EN 9120": "as-9120"}

_PREFIX = r"(?:(?:BS|DIN|NF|UNI|UNE|SS|NS|DS|ÖNORM|CSN|PN|AS/NZS|JIS Q|SANS|GB/T|EN)[\s-]*)*"
_BODY = (
    r"(?P<body>ISO\s*/\s*IEC\s*/?\s*(?:TS|TR)?|ISO\s*[/ ]\s*(?:TS|TR|PAS|DIS|FDIS|CD)|ISO\s*-?|IEC|IATF|IAF\s+MD|OHSAS|FSSC"
    r"|TL|AS|IA|EN|BS|SA|TS|MD)"
)
_NUMBER = r"(?P<number>\d{1,5}(?:-\d{1,3}(?!\d))?)"
_EDITION = r"(?:\s*[:\-–/ ]\s*(?P<edition>(?:19[89]|20[0-4])\d)(?!\d))?"
_DESIGNATION = re.compile(rf"(?<![\w.]){_PREFIX}{_BODY}\s*[-:]?\s*{_NUMBER}(?!\d){_EDITION}", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w.,:€$£-])(?P<number>\d{{4,5}}(?:-\d{{1,2}}(?!\d))?)(?!\d|[.,]\d|\s*%){_EDITION}")
_RELATED = re.compile(
    r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)(?:\s*(?:edition|version|revision|standard|issue|update|one|certificates?)\b)"
)
_VERSION = re.compile(
    r"\b(?:version|edition|revision|rev\.?|v\.?)\s*(?:of\s+)?(?P<year>(?:19[89]|20[0-4])\d)\b", re.IGNORECASE
)

_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve thirteen".split(), 1)
}
_CLAUSE_WORD = r"(?:sub-?\s?clauses?|clauses?|clasues?|sections?|paragraphs?|chapters?|requirements?|§+|cl\.)"
_CLAUSE_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,4}"
_CLAUSES = re.compile(
    rf"{_CLAUSE_WORD}\s*(?:no\.?|number)?\s*(?P<list>{_CLAUSE_NUMBER}(?![\d:])(?:\s*(?:,|and|or|to|&|/|versus|vs\.?|–|-)\s*"
    rf"(?:{_CLAUSE_WORD}\s*)?{_CLAUSE_NUMBER}(?![\d:]))*)",
    re.IGNORECASE,
)
_CLAUSE_IN_WORDS = re.compile(rf"{_CLAUSE_WORD}\s+({'|'.join(_WORDS)})\b", re.IGNORECASE)
_BARE_CLAUSE = re.compile(
    r"(?<![\d.:€$£-])(?:[4-9]|10)(?:\.\d{1,2}){1,4}(?![\d%]|\.\d|\s*(?:%|percent|days?|hours?|million))"
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep "
        "october/oct november/nov december/dec".split(),
        1,
    )
    for name in names.split("/")
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = [
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s*(?:of\s+)?{_YEAR}\b", re.IGNORECASE),
]


@dataclass(frozen=True, slots=True, order=True)
class Designation:
    """A standard as people mean it: `key` names it whatever the prefix, `edition` is a year or None.

    ISO/IEC 27001, EN ISO 27001 and 27001 share a key; ISO 9002 and ISO/TS 9002 do not.
    """

    key: str
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A designation with its place in the text."""

    designation: Designation
    start: int
    end: int


def find_designations(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Standards named in `text`, in reading order. Bare numbers count when they are `known` keys.

    >>> [m.designation for m in find_designations("EN ISO 9001:2015 or ISO/TS 9002?")]
    [Designation(key='9001', edition=2015), Designation(key='ts-9002', edition=None)]
    >>> [m.designation.key for m in find_designations("iso9001-2015 vs 14001", known={"14001"})]
    ['9001', '14001']
    """
    mentions = []
    covered: list[tuple[int, int]] = []
    for match in _DESIGNATION.finditer(text):
        found = _designation(match)
        if found:
            mentions.append(Mention(found, match.start(), match.end()))
            covered.append(match.span())
    known = set(known)
    for match in _BARE.finditer(text):
        if match["number"] in known and not any(start <= match.start() < end for start, end in covered):
            edition = int(match["edition"]) if match["edition"] else None
            mentions.append(Mention(Designation(match["number"], edition), match.start(), match.end()))
    return sorted(mentions, key=lambda mention: mention.start)


def _designation(match: re.Match[str]) -> Designation | None:
    body = re.sub(r"\s+", " ", match["body"].upper().replace("-", "").replace("/", " ")).strip()
    number = match["number"]
    edition = int(match["edition"]) if match["edition"] else None
    last = body.split(" ")[-1]
    if len(number) < 4 and last != "MD" and not (body == "ISO" and number in {"31000"}):
        return None
    if body in {"ISO", "ISO IEC"} and 1980 <= int(number.split("-")[0]) <= 2049:
        return None  # "ISO 2015" is a year that lost its standard
    if match["body"].islower() and body in {"AS", "IA", "EN", "BS", "SA", "TS", "MD"} and len(number) < 4:
        return None
    if body == "AS" and not re.fullmatch(r"91\d\d", number):
        return None  # the word "as" before a number
    adopted = _ADOPTED_AS.get(f"{body} {number}")
    if adopted:
        return Designation(adopted, edition)
    namespace = _OWN_NAMESPACE.get(last)
    return Designation(f"{namespace}-{number}" if namespace else number, edition)


def without_designations(text: str, known: Iterable[str] = ()) -> str:
    """`text` with the standards it names taken out.

    >>> without_designations("Is ISO 9002 still valid?")
    'Is   still valid?'
    """
    for mention in reversed(find_designations(text, known)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def find_clauses(text: str, bare: bool = True) -> list[str]:
    """Clause numbers in `text`, in reading order; without a word such as "clause" only when `bare` and dotted.

    >>> find_clauses("clause 7.1.5 and §8.3; does clause eleven exist?")
    ['7.1.5', '8.3', '11']
    >>> find_clauses("1.5 audit days"), find_clauses("what does 8.5.6 want")
    ([], ['8.5.6'])
    """
    found: list[tuple[int, str]] = []
    for match in _CLAUSES.finditer(text):
        for number in re.finditer(_CLAUSE_NUMBER, match["list"]):
            found.append((match.start("list") + number.start(), number.group()))
    for match in _CLAUSE_IN_WORDS.finditer(text):
        found.append((match.start(1), str(_WORDS[match[1].lower()])))
    if bare:
        taken = {start for start, _ in found}
        found += [(match.start(), match.group()) for match in _BARE_CLAUSE.finditer(text) if match.start() not in taken]
    return list(dict.fromkeys(number for _, number in sorted(found)))


def clause_covers(wider: str, narrower: str) -> bool:
    """Whether `narrower` is `wider` or one of its subclauses.

    >>> clause_covers("7.1", "7.1.5.2"), clause_covers("7.1", "7.10")
    (True, False)
    """
    return narrower == wider or narrower.startswith(wider + ".")


def find_edition_years(text: str) -> list[int]:
    """Years that stand for an edition: "the 2008 version", "revision 2015"; not those in designations.

    >>> find_edition_years("what changed in the 2015 edition against version 2008")
    [2015, 2008]
    """
    found = [
        (match.start("year"), int(match["year"]))
        for pattern in (_RELATED, _VERSION)
        for match in pattern.finditer(text)
    ]
    return list(dict.fromkeys(year for _, year in sorted(found)))


def find_dates(text: str) -> list[date]:
    """Days (or first days of months) named in `text`, in reading order; years alone are not days.

    >>> find_dates("on 1 June 2026 and in March 2018")
    [datetime.date(2026, 6, 1), datetime.date(2018, 3, 1)]
    """
    found: list[tuple[int, date]] = []
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            parts = match.groupdict()
            month = parts["month"].lower().rstrip(".")
            try:
                day = date(int(parts["year"]), _MONTHS.get(month) or int(month), int(parts.get("day") or 1))
            except ValueError:
                continue
            found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def standard_name(key: str) -> str:
    """How a key is written for people when no title is at hand.

    >>> standard_name("9001"), standard_name("ts-9002"), standard_name("27001")
    ('ISO 9001', 'ISO/TS 9002', 'ISO/IEC 27001')
    """
    if key in {"27001", "27002", "42001", "17021-1", "17024", "17025", "17020", "17065", "17011", "20000-1", "17000"}:
        return f"ISO/IEC {key}"
    names = {
        "ts": "ISO/TS ",
        "tr": "ISO/TR ",
        "pas": "ISO/PAS ",
        "tl": "TL ",
        "fssc": "FSSC ",
        "md": "IAF MD ",
        "as": "AS",
        "ia": "IA",
    }
    space, _, number = key.rpartition("-")
    if space in names:
        return names[space] + number
    return {"16949": "IATF 16949", "18001": "OHSAS 18001"}.get(key, f"ISO {key}")
