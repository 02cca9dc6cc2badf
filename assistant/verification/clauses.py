"""A sentence read into clauses: what is said, of what, how firmly, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.verification.equivalence import is_verb, same, stem, words_of
from assistant.verification.gaps import cases_only, interrupted, introduces, left_out, listed_before, one_more
from assistant.verification.markers import AUXILIARIES, BE, CONDITIONS, LINKS, MODALS, NEGATIONS, PUNCTUATION, carries
from assistant.verification.predicates import is_finite, leaves_out, starts_clause


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
    chained: bool = False
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


def _pieces(words: list[str]) -> Iterator[tuple[int, int, int, bool, str]]:
    """(sentence, first word, end, in brackets, the sign before it) of every segment."""
    sentence = start = depth = 0
    opening = ""
    for at, word in enumerate(words):
        breaks = word in ";:.()" or word in {"but", "because"} or (word == "so" and at and words[at - 1] == ",")
        if word == ",":
            breaks = True
        elif word == "and" or word in {"which", "who"}:
            breaks = starts_clause(words, at) or leaves_out(words, at)
        elif word == "that" and start < at < len(words) - 1:
            following = words[at + 1]
            predicate = following in AUXILIARIES - BE or (following.endswith("s") and is_verb(stem(following)))
            breaks = predicate and carries(words[at - 1]) and not is_verb(stem(words[at - 1]))
        elif word in CONDITIONS and at > start:
            breaks = True
        elif at > start and words[start] in {"until", "since", "after"} and words[at - 1].startswith("date:"):
            breaks = breaks or word.startswith(("std:", "ed:")) or word in {"the", "a", "an"}
        if not breaks:
            continue
        if at > start:
            yield sentence, start, at, depth > 0, opening
            opening = ""
        depth += (word == "(") - (word == ")")
        depth = max(depth, 0)
        sentence += word == "."
        start = at + 1 if word in PUNCTUATION else at
        opening = word if word in PUNCTUATION and opening not in set(";:") else opening
    if start < len(words):
        yield sentence, start, len(words), depth > 0, opening


def read(text: str) -> Reading:
    """`text` in clauses, with what each says, of what, how firmly, and whether it denies it."""
    return _read(" ".join(text.split()))


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading:
    words = words_of(text)
    segments: list[Segment] = []
    unit = -1
    for sentence, start, end, aside, opening in _pieces(words):
        segment = Segment(sentence, forms=words[start:end], start=start, aside=aside, opening=opening)
        segment.condition = words[start] in CONDITIONS
        segment.finite = next((at for at in range(start, end) if is_finite(words, at)), None)
        if segments and (verb := one_more(segment, segments[-1])) is not None:
            segment.finite, segment.chained = verb, True
        head = words[start : segment.finite] if segment.finite is not None else []
        opens = next((word for word in segment.forms if word not in {"and", "or"}), "")
        spoken_of = opens in {"why", "whether", "how", "what", "that", "with", "of", "to"} or (
            head[-1:]
            and (len(head) == 1 or head[-2] not in LINKS)
            and head[-1] in {"it", "they", "this", "these", "which", "who", "that", "both", "you"}
        )
        segment.own_subject = any(carries(word) for word in head) and not segment.condition and not spoken_of
        before = segments[-1] if segments else None
        opened = (
            before is not None and before.sentence == sentence and opening not in set(";:") and introduces(segments)
        )
        gapped = before is not None and left_out(segment, segments)
        if (
            before is None
            or before.sentence != sentence
            or (segment.own_subject and not aside and not opened)
            or gapped
        ):
            unit += 1
            for piece in listed_before(segment, segments):
                piece.unit = unit
        segment.gapped = gapped
        segment.unit = unit
        segments.append(segment)
        if interrupted(segments):
            unit += 1
            for piece in segments[-3:]:
                piece.unit = unit
            segments[-3].own_subject = True
    for number, segment in enumerate(segments[:-1]):
        if cases_only(segments, number):
            segment.gapped = True
            for piece in segments[number:]:
                piece.unit += 1
    for number, segment in enumerate(segments):
        earlier = [piece for piece in segments[:number] if not piece.aside]
        _judge(segment, earlier[-1] if earlier else None)
        segment.tokens = [
            Token(stem(word), word, segment.start + at, segment.unit, number)
            for at, word in enumerate(segment.forms)
            if carries(word)
        ]
    return Reading(tuple(segments), tuple(token for segment in segments for token in segment.tokens), tuple(words))


def _judge(segment: Segment, before: Segment | None) -> None:
    """Fill in negation and modality; a piece without a predicate continues the one before it."""
    denials = [at for at, word in enumerate(segment.forms) if word in NEGATIONS]
    if len(denials) > 1 and "that" in segment.forms[denials[0] : denials[1]]:
        denials = denials[:1]  # "not x that no rule asks for"
    if len(denials) > 1:
        denials = [at for at in denials if segment.forms[at] != "nor"]
    continues = (
        before is not None and (segment.finite is None or segment.chained) and not denials and before.unit == segment.unit
        and not segment.aside and not segment.condition and not before.condition and segment.forms[0] not in {"but", "because", "so", "only", "which", "who"}
        and segment.opening not in set(";:")
    )  # fmt: skip
    segment.negative = len(denials) % 2 == 1
    segment.first_negation = segment.start + denials[0] if denials else None
    firm = [
        (at, word) for at, word in enumerate(segment.forms)
        if word in MODALS and not (word == "require" and at and segment.forms[at - 1] in {*MODALS, "to"}) and (word != "required" or _says_required(segment.forms, at))
    ]  # fmt: skip
    modals = {MODALS[word] for _, word in firm}
    # "A company that does not design can …": what follows the next auxiliary is no longer denied.
    segment.denied_until = segment.start + len(segment.forms)
    if denials and segment.forms[denials[0]] == "without":
        later = [at for at in range(denials[0] + 2, len(segment.forms)) if is_finite(segment.forms, at)]
        segment.denied_until = segment.start + (later or [len(segment.forms)])[0]
    elif denials and "that" in segment.forms[: denials[0]]:
        later = [at for at, word in enumerate(segment.forms) if word in AUXILIARIES and at > denials[0] + 1]
        segment.denied_until = segment.start + (later or [len(segment.forms)])[0]
    if segment.negative and denials:
        first = denials[0]
        for at, word in firm:
            kind = MODALS[word]
            if segment.forms[first] == "without":
                continue
            if (kind == "must" and word not in {"must", "shall"}) or (kind == "must" and at > first):
                modals = (modals - {"must"}) | {"neednot"}
            elif (
                kind == "may"
                and first != at < segment.denied_until - segment.start
                and segment.forms[first] not in {"without", "ratherthan", "notall"}
            ):
                modals = (modals - {"may"}) | {"mustnot"}
    segment.modals = frozenset(modals)
    if before is not None and before.unit == segment.unit and not modals and _goes_on(segment):
        segment.modals = before.modals - {"neednot", "mustnot"}
    if (
        segment.forms[0] == "but"
        and denials
        and segment.finite is None
        and before is not None
        and "must" in before.modals
    ):
        segment.modals = frozenset({"neednot"})  # "requires a, but not b"
    if continues and before is not None and before.denied_until == before.start + len(before.forms):
        at = (before.first_negation or before.start) - before.start
        segment.negative = before.negative and before.forms[at : at + 1] != ["without"]
        segment.first_negation = segment.start - 1 if segment.negative else None
        segment.modals = segment.modals or before.modals


def _says_required(forms: list[str], at: int) -> bool:
    """Whether "required" is what is said ("is required", "no longer required are") and not a mere attribute."""
    return bool({*BE, "not"} & set(forms[max(0, at - 2) : at])) or (
        forms[at - 1 : at] == ["nolonger"] and bool({"is", "are", "by"} & set(forms[at + 1 : at + 2]))
    )


def _goes_on(segment: Segment) -> bool:
    """Whether the piece is one more verb under the modal before it: "must check and act"."""
    if segment.forms[0] != "and" or segment.own_subject or segment.finite != segment.start + 1:
        return False
    word = segment.forms[1]
    return word not in AUXILIARIES and not word.endswith(("s", "ed"))
