"""A sentence read into clauses of comparable words: what is said, of what, how firmly, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import Stemmer
import yaml

from assistant.standards import find_clauses, find_dates, find_designations

FILE = Path(__file__).resolve().parent / "paraphrase.yaml"
_TOKEN = re.compile(r"[a-z]+:[\w.:-]+|\d+(?:[.,]\d+)*(?:-[a-z]+)*|[a-z][a-z0-9_&/-]*|[;:.,()]")
_PUNCTUATION = frozenset(";:.,()")
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

NEGATIONS = frozenset(
    "not no nor never nobody neither none nothing without nolonger can_not mustnot neednot notall ratherthan cannot".split()
)
MODALS = {
    "must": "must", "shall": "must", "require": "must", "requires": "must", "required": "must", "requiring": "must",
    "should": "should", "recommend": "should", "recommends": "should", "recommended": "should", "ought": "should",
    "advisable": "should", "may": "may", "can": "may", "could": "may", "might": "may", "allowed": "may",
    "permitted": "may", "possible": "may", "able": "may", "allows": "may", "possibly": "may",
    "mustnot": "mustnot", "can_not": "mustnot", "cannot": "mustnot", "neednot": "neednot",
}  # fmt: skip
SCOPES = {
    "only": "only", "solely": "only", "exclusively": "only", "just": "only", "alone": "only", "merely": "only",
    "all": "all", "every": "all", "each": "all", "any": "any", "always": "always", "entire": "all", "whole": "all",
    "fully": "fully", "completely": "fully", "wholly": "fully", "everybody": "anybody", "both": "both", "everything": "all",
    "byitself": "by itself", "inevitably": "always", "invariably": "always",
    "ever": "always",
}  # fmt: skip
HEDGES = {
    "notall": "not all", "morethan": "more than", "lessthan": "less than", "atmost": "at most", "atleast": "at least", "approximately": "about", "roughly": "about", "nearly": "about", "almost": "about", "usually": "usually", "normally": "usually",
    "generally": "usually", "typically": "usually", "ordinarily": "usually", "mostly": "usually", "often": "often", "frequently": "often", "commonly": "often",
    "sometimes": "sometimes", "occasionally": "sometimes", "some": "some", "several": "several", "many": "many",
    "most": "most", "few": "few", "partly": "partly", "partially": "partly", "reported": "reported",
    "reportedly": "reported", "likely": "likely", "probably": "likely", "presumably": "likely", "rarely": "rarely",
    "seldom": "rarely", "certain": "certain", "potentially": "may", "perhaps": "may", "mainly": "mainly", "largely": "mainly",
    "primarily": "mainly", "chiefly": "mainly", "expected": "expected", "planned": "expected", "provisionally": "expected",
}  # fmt: skip
ASPECTS = {"still": "still", "already": "already", "yet": "yet", "nolonger": "no longer", "never": "never"}
TIMES = {
    "before": "before", "after": "after", "until": "until", "till": "until", "since": "since", "as_of": "since",
    "within": "within", "during": "during", "by_then": "until", "between": "between",
}  # fmt: skip
CAUSES = frozenset({"because", "so", "inorderto", "leadsto"})
CONDITIONS = frozenset("if unless when whenever where aslongas once until except in_case otherwise".split())
PRONOUNS = frozenset(
    "it they this these those that which who its their them he she his her one ones there both each here such you your".split()
)
_GLUE = frozenset(
    "a an the of in on at to for from by with and or as is are was were be been being am do does did doing has have had having will would "
    "that it its they them their this these those there which who whom whose what how why he she his her you your we our us i me my "
    "whether so than then also too into onto over under about up out off down nor but such_as that_is insteadof through throughout per via "
    "evenif whetheror not whoever upon among amongst within during against toward towards across along like own same other".split()
) - {"same", "other", "own"}
# Who can act.
ACTORS = frozenset(
    "certification-body accreditation-body national-body top-management consult consultant auditor audite custom client "
    "external-provider laboratori iso iec iaf ilac committe subcommitte regul author govern staff employe worker leader team manufactur holder "
    "owner member expert organ nobody".split()
)
_AUXILIARIES = frozenset(
    "is are was were has have had does do did can may must shall should will would could might mustnot can_not neednot cannot".split()
)
BE = frozenset("is are was were be been being".split())
_BLOCKS_VERB = frozenset(
    "a an the to of in on at by for with its their no any each every this that these those from into per or such_as one 2 3 4 5 6 such well".split()
)

# Verbs that are nouns as often; they count as verbs only where an object or a preposition follows.
_ALSO_NOUNS = frozenset(
    "audit review record note chang plan report mark start end work use need design control measur process result test support help check "
    "award issu order view caus cost claim state form name vote visit train transfer number influenc increas gap base run set access list "
    "offer purchas".split()
)
_BEFORE_OBJECT = frozenset(
    "the a an its their it them no whether that on in into from until to with for at all every not iso".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word that carries meaning: `key` is its stem or what it names, `at` its place among all tokens of the text."""

    key: str
    form: str
    at: int
    unit: int
    segment: int


@dataclass(slots=True)
class Segment:
    """A piece of a sentence with at most one predicate; its markers by class."""

    sentence: int
    unit: int = 0
    forms: list[str] = field(default_factory=list)
    start: int = 0
    tokens: list[Token] = field(default_factory=list)
    finite: int | None = None
    own_subject: bool = False
    condition: bool = False
    aside: bool = False
    opening: str = ""
    gapped: bool = False
    negative: bool = False
    first_negation: int | None = None
    denied_until: int = 0
    modals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as clauses; `tokens` are those of all segments in order."""

    segments: tuple[Segment, ...]
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]

    def places(self, token: Token) -> list[Token]:
        """The tokens of this reading that mean the same as `token`."""
        return [other for other in self.tokens if same(token.key, other.key)]


@dataclass(frozen=True)
class _Table:
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    lines: dict[str, frozenset[int]]
    free: frozenset[str]
    kept: frozenset[str]
    verbs: frozenset[str]
    grave: frozenset[str]


_stemmer = Stemmer.Stemmer("english")


@cache
def _table() -> _Table:
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    phrases = tuple(
        (re.compile(rf"(?<![\w:-])(?:{'|'.join(patterns)})(?![\w-]|:\S)"), word)
        for word, patterns in data["phrases"].items()
    )
    kept = frozenset(data["kept"].split())
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(data["same"]):
        for word in line.split():
            lines.setdefault(_stem(word, kept), set()).add(number)
    return _Table(
        phrases,
        {word: frozenset(numbers) for word, numbers in lines.items()},
        frozenset(_stem(word, kept) for word in data["free"].split()),
        kept,
        frozenset(_stem(word, kept) for word in data["verbs"].split()),
        frozenset(_stem(word, kept) for word in data["grave"].split()),
    )


def _stem(word: str, kept: frozenset[str]) -> str:
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
    text = _dates(text)
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
    text = re.sub(r"\bonly (\w+) (?:if|when|where|once)\b", r"\1 aslongas", text)
    text = re.sub(r"\bnot\b([^,;.]{1,40}?)\bany ?(?:more|longer)\b", r"nolonger\1", text)
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
    r"\b(\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d"
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


def _words(text: str) -> list[str]:
    words = []
    for word in _TOKEN.findall(_mark(text)):
        word = word if word in _PUNCTUATION else word.strip("-/_&")
        if word in _NUMBER_WORDS and word != "one":
            word = _NUMBER_WORDS[word]
        if word:
            words.append(word)
    return words


NOUN = re.compile(
    r"(?:ing|ion|ment|ance|ence|or|er|ness|ity|al|ings|ions|ments|ances|ences|ors|ers|ities|als|able|ible|ive)$"
)


def _is_finite(words: list[str], at: int) -> bool:
    word = words[at]
    if word in _AUXILIARIES or word == "leadsto":
        return True
    before = words[at - 1] if at else ";"
    if stem(word) in _ALSO_NOUNS:
        following = words[at + 1] if at + 1 < len(words) else "."
        if following not in _BEFORE_OBJECT or before.endswith("ing") or before in set(";:.,("):
            return False
    if not is_verb(stem(word)) or NOUN.search(word) or before in _BLOCKS_VERB or before in BE:
        return False
    if word.endswith("ed"):
        following = words[at + 1] if at + 1 < len(words) else "."
        return before not in _PUNCTUATION and before != "and" and following not in {"by", "under"}
    return before not in _PUNCTUATION or word.endswith("s")


def _starts_clause(words: list[str], at: int) -> bool:
    """Whether what follows the comma or "and" at `at` has a predicate of its own before the next break."""
    for place in range(at + 1, min(at + 9, len(words))):
        if words[place] in _PUNCTUATION or words[place] in {"and", "but"}:
            return False
        if words[place] in NEGATIONS or _is_finite(words, place):
            return True
    return False


def _pieces(words: list[str]) -> Iterator[tuple[int, int, int, bool, str]]:
    """(sentence, first word, end, in brackets, the sign before it) of every segment."""
    sentence = start = depth = 0
    opening = ""
    for at, word in enumerate(words):
        breaks = word in ";:.()" or word in {"but", "because"} or (word == "so" and at and words[at - 1] == ",")
        if word == ",":
            breaks = True
        elif word == "and" or word in {"which", "who"}:
            breaks = _starts_clause(words, at)
        elif word == "that" and start < at < len(words) - 1:
            following = words[at + 1]
            predicate = following in _AUXILIARIES - BE or (following.endswith("s") and is_verb(stem(following)))
            breaks = predicate and carries(words[at - 1]) and not is_verb(stem(words[at - 1]))
        elif word in CONDITIONS and at > start:
            breaks = True
        if not breaks:
            continue
        if at > start:
            yield sentence, start, at, depth > 0, opening
            opening = ""
        depth += (word == "(") - (word == ")")
        depth = max(depth, 0)
        sentence += word == "."
        start = at + 1 if word in _PUNCTUATION else at
        opening = word if word in _PUNCTUATION and opening not in set(";:") else opening
    if start < len(words):
        yield sentence, start, len(words), depth > 0, opening


def read(text: str) -> Reading:
    """`text` in clauses, with what each says, of what, how firmly, and whether it denies it."""
    return _read(" ".join(text.split()))


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading:
    words = _words(text)
    segments: list[Segment] = []
    unit = -1
    for sentence, start, end, aside, opening in _pieces(words):
        segment = Segment(sentence, forms=words[start:end], start=start, aside=aside, opening=opening)
        segment.condition = words[start] in CONDITIONS
        segment.finite = next((at for at in range(start, end) if _is_finite(words, at)), None)
        head = words[start : segment.finite] if segment.finite is not None else []
        opens = next((word for word in segment.forms if word not in {"and", "or"}), "")
        spoken_of = opens in {"why", "whether", "how", "what", "that"} or (
            head[-1:]
            and (len(head) == 1 or head[-2] not in LINKS)
            and head[-1] in {"it", "they", "this", "these", "which", "who", "that", "both", "you"}
        )
        segment.own_subject = any(carries(word) for word in head) and not segment.condition and not spoken_of
        before = segments[-1] if segments else None
        opened = (
            before is not None and before.sentence == sentence and opening not in set(";:") and _introduces(segments)
        )
        gapped = before is not None and _gapped(segment, segments, words)
        if (
            before is None
            or before.sentence != sentence
            or (segment.own_subject and not aside and not opened)
            or gapped
        ):
            unit += 1
        segment.gapped = gapped
        segment.unit = unit
        segments.append(segment)
        if _interrupted(segments):
            unit += 1
            for piece in segments[-3:]:
                piece.unit = unit
            segments[-3].own_subject = True
    for number, segment in enumerate(segments):
        earlier = [piece for piece in segments[:number] if not piece.aside]
        _judge(segment, earlier[-1] if earlier else None)
        segment.tokens = [
            Token(stem(word), word, segment.start + at, segment.unit, number)
            for at, word in enumerate(segment.forms)
            if carries(word)
        ]
    return Reading(tuple(segments), tuple(token for segment in segments for token in segment.tokens), tuple(words))


def _interrupted(segments: list[Segment]) -> bool:
    """Whether the last three pieces are a new subject, a remark in brackets, and what is said of that subject."""
    if len(segments) < 4:
        return False
    subject, aside, predicate = segments[-3:]
    earlier = [piece for piece in segments[:-3] if piece.unit == subject.unit]
    return (
        aside.aside and not subject.aside and subject.finite is None and not subject.condition
        and predicate.finite == predicate.start and predicate.sentence == subject.sentence
        and any(piece.finite is not None for piece in earlier)
    )  # fmt: skip


def _introduces(segments: list[Segment]) -> bool:
    """Whether no piece of the last sentence has had a predicate yet: "In ISO 9001, …"."""
    last = [piece for piece in segments if piece.sentence == segments[-1].sentence]
    return all(piece.finite is None or piece.condition for piece in last) and not any(piece.condition for piece in last)


def _gapped(segment: Segment, segments: list[Segment], words: list[str]) -> bool:
    """Whether a piece leaves out the verb of the one before: "A looks at x, B at y"."""
    before = segments[-1]
    forms = [form for form in segment.forms if form not in {"and", "the", "a", "an", "but"}]
    first = next((piece for piece in segments if piece.unit == before.unit and piece.finite is not None), None)
    if segment.finite is not None or segment.condition or segment.aside or first is None or len(forms) < 3:
        return False
    if before.sentence != segment.sentence or (
        segment.opening not in {",", ";"} and segment.forms[0] not in {"but", "and"}
    ):
        return False
    subject = first.forms[: (first.finite or 0) - first.start]
    named = forms[0].startswith(("std:", "ed:")) and any(form.startswith(("std:", "ed:")) for form in subject)
    alike = any(stem(form) in {stem(word) for word in subject if carries(word)} for form in forms[1:3] if carries(form))
    return (named and forms[1] in LINKS) or (alike and any(form in LINKS for form in forms[1:4]))


LINKS = frozenset("that at in for about by of with to on from as under".split())


def _judge(segment: Segment, before: Segment | None) -> None:
    """Fill in negation and modality; a piece without a predicate continues the one before it."""
    denials = [at for at, word in enumerate(segment.forms) if word in NEGATIONS]
    if len(denials) > 1:
        denials = [at for at in denials if segment.forms[at] != "nor"]
    continues = (
        before is not None and segment.finite is None and not denials and before.unit == segment.unit
        and not segment.aside and not segment.condition and not before.condition and segment.forms[0] not in {"but", "because", "so", "only", "which", "who"}
        and segment.opening not in set(";:")
    )  # fmt: skip
    segment.negative = len(denials) % 2 == 1
    segment.first_negation = segment.start + denials[0] if denials else None
    firm = [
        (at, word) for at, word in enumerate(segment.forms)
        if word in MODALS and (word != "required" or {*BE, "not"} & set(segment.forms[max(0, at - 2) : at]))
    ]  # fmt: skip
    modals = {MODALS[word] for _, word in firm}
    # "A company that does not design can …": what follows the next auxiliary is no longer denied.
    segment.denied_until = segment.start + len(segment.forms)
    if denials and "that" in segment.forms[: denials[0]]:
        later = [at for at, word in enumerate(segment.forms) if word in _AUXILIARIES and at > denials[0] + 1]
        segment.denied_until = segment.start + (later or [len(segment.forms)])[0]
    if segment.negative and denials:
        first = denials[0]
        for at, word in firm:
            kind = MODALS[word]
            if segment.forms[first] == "without":
                continue
            if (kind == "must" and word not in {"must", "shall"}) or (kind == "must" and at > first):
                modals = (modals - {"must"}) | {"neednot"}
            elif kind == "may" and at != first and segment.forms[first] not in {"without", "ratherthan", "notall"}:
                modals = (modals - {"may"}) | {"mustnot"}
    segment.modals = frozenset(modals)
    if before is not None and before.unit == segment.unit and not modals and _goes_on(segment):
        segment.modals = before.modals - {"neednot", "mustnot"}
    if continues and before is not None and before.denied_until == before.start + len(before.forms):
        segment.negative = before.negative
        segment.first_negation = segment.start - 1 if before.negative else None
        segment.modals = segment.modals or before.modals


def _goes_on(segment: Segment) -> bool:
    """Whether the piece is one more verb under the modal before it: "must check and act"."""
    if segment.forms[0] != "and" or segment.own_subject or segment.finite != segment.start + 1:
        return False
    word = segment.forms[1]
    return word not in _AUXILIARIES and not word.endswith(("s", "ed"))


def carries(word: str) -> bool:
    """Whether a word carries meaning of its own, rather than marking how something is meant."""
    return (
        word not in _GLUE and word not in _PUNCTUATION and word not in NEGATIONS and word not in MODALS
        and word not in SCOPES and word not in HEDGES and word not in ASPECTS and word not in TIMES
        and word not in CAUSES and word not in CONDITIONS
    )  # fmt: skip


def classes(forms: Iterable[str], table: dict[str, str]) -> frozenset[str]:
    """The classes of `table` that stand in `forms`."""
    return frozenset(table[word] for word in forms if word in table)
