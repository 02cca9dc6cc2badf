"""Rules on what stands in which relation to what: pairs exchanged, and/or, models and copies, instead and besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.verification.circumstances import case_kept
from assistant.verification.clauses import Reading, Token
from assistant.verification.contrasts import contrast_kept
from assistant.verification.denial import denied_word
from assistant.verification.equivalence import is_free, is_grave, is_verb, same
from assistant.verification.figures import counted, edition_kept, paired_kept
from assistant.verification.heads import (
    head_kept,
    modifier_kept,
    object_kept,
    only_kept,
    spared_kept,
    whole_kept,
)
from assistant.verification.markers import ACTORS, NEGATIONS, PRONOUNS
from assistant.verification.matching import kind_of
from assistant.verification.numbering import number_kept, numbers_right
from assistant.verification.sequence import REACH, content_of, exchanged, headed, moved, sequence_kept, single_place

# What comes from what: "X is modelled on Y" has it from Y (−1), "X is a model for Y" gives it to Y (1).
_TAKES = r"(?:model\w* (?:on|after)|(?:had|has|have) (?:its |their )?(?:roots?|origins?) in|(?:based|built|rests?|founded|drawn|draws) (?:on|upon)|(?:derive[sd]?|comes?|came|grew|grown|grows|stem\w*|originat\w+|evolved|developed|arises?|arose|emerged|taken|adopted|inherited|obtained|received|copied) (?:from|out of)|outcome of|successors? (?:to|of)|succeed(?:s|ed))"
_GIVES = r"(?:from which|from it|(?:model|basis|base|foundation|source|template|pattern|input|starting point) (?:for|of|to)|feeds?(?: into)?|fed into|leadsto|gave rise to|gives rise to|grew into|became|evolved into|developed into|turned into|predecessors? (?:to|of)|forerunners? (?:to|of)|precursors? (?:to|of))"
_FLOWS = ((re.compile(rf"\b{_TAKES}(?!\S)"), -1), (re.compile(rf"\b{_GIVES}(?!\S)"), 1))


def misrelated(claim: Reading, quoted: Reading) -> str | None:
    """What the claim relates otherwise than the quote, in one clause; None when nothing does."""
    return next((reason for rule in RULES if (reason := rule(claim, quoted))), None)


def conjunction_kept(claim: Reading, quoted: Reading) -> str | None:
    """What the quote joins by "and" the claim does not join by "or", nor the other way round."""
    for segment in claim.segments:
        for at, form in enumerate(segment.forms, segment.start):
            if form not in {"and", "or"} or NEGATIONS & set(segment.forms[: at - segment.start]):
                continue
            if at == segment.start and segment.negative and segment.first_negation == at - 1:
                continue
            left = [t for t in claim.tokens if t.at < at][-1:]
            right = [t for t in claim.tokens if t.at > at][:1]
            if not left or not right or right[0].at - at > REACH or at - left[0].at > REACH:
                continue
            used = [_joined(one, other, quoted) for one in quoted.places(left[0]) for other in quoted.places(right[0])]
            found = {word for words in used for word in words}
            if "such_as" in claim.forms[:at] and all(
                "such_as" in quoted.forms[: place.at] for place in quoted.places(right[0])
            ):
                continue  # examples
            if {"any", "every", "all"} & set(quoted.forms) and {"whatever", "whether"} & set(claim.forms[:at]):
                continue  # in any format and on any medium: whatever the format or medium
            if found == {"or" if form == "and" else "and"}:
                return f"it says {form!r} where the quote says {min(found)!r}"
    return None


def _joined(one: Token, other: Token, reading: Reading) -> set[str]:
    """The conjunctions between two words that stand close to each other."""
    first, last = sorted((one.at, other.at))
    if last - first > 2 * REACH or NEGATIONS & set(reading.forms[:first]):
        return set()
    return {"and", "or"} & set(reading.forms[first:last])


def _flows(reading: Reading) -> Iterator[tuple[int, list[Token], list[Token]]]:
    """(which way, the words before, the words after) of every "modelled on" or "basis for"."""
    text = " ".join(reading.forms)
    for pattern, way in _FLOWS:
        for match in pattern.finditer(text):
            at = text[: match.start()].count(" ")
            end = at + match[0].count(" ")
            here = next(piece for piece in reversed(reading.segments) if piece.start <= at)
            sentence = [t for t in content_of(reading) if reading.segments[t.segment].sentence == here.sentence]
            unit = [t for t in sentence if t.unit == here.unit]
            before, after = [t for t in unit if t.at < at], [t for t in unit if t.at > end]
            yield way, before or [t for t in sentence if t.at < at], after or [t for t in sentence if t.at > end]


def flow_kept(claim: Reading, quoted: Reading) -> str | None:
    """What is modelled on another thing is no model for it."""
    shown = list(_flows(quoted))
    for way, before, after in _flows(claim):
        for other_way, other_before, other_after in shown:
            first, second = (other_before, other_after) if way == other_way else (other_after, other_before)
            right = _shared(before, first) + _shared(after, second)
            wrong = _shared(before, second) + _shared(after, first)
            if wrong > right or (way != other_way and len(shown) == 1 and wrong == right):
                return "it turns round what comes from what"
    return None


def _shared(some: list[Token], others: list[Token]) -> int:
    return sum(any(same(token.key, other.key) for other in others) for token in some)


def substituted(claim: Reading, quoted: Reading) -> str | None:
    """A standard, number or actor in the place of another of the quote that the claim never names."""
    said, shown = content_of(claim), content_of(quoted)
    for at, token in enumerate(said):
        kind = _kind(token)
        if kind is None or (kind == "clause" and numbers_right(claim, quoted, token)):
            continue
        for step in (-1, 1):
            if not 0 <= at + step < len(said) or said[at + step].segment != token.segment:
                continue
            beside = said[at + step]
            place = single_place(beside, quoted)
            left_out = any(quoted.segments[p.segment].gapped for p in quoted.places(token))
            if place is None or place not in shown or _kind(beside) == kind or left_out:
                continue
            number = shown.index(place) - step
            if not 0 <= number < len(shown) or shown[number].segment != place.segment:
                continue
            rival = shown[number]
            other_side = at - step
            if 0 <= other_side < len(said) and any(
                abs(p.at - q.at) <= REACH for p in quoted.places(token) for q in quoted.places(said[other_side])
            ):
                continue
            if _listed(rival, quoted.places(token), shown):
                continue
            if _kind(rival) == kind and not any(same(other.key, rival.key) for other in said):
                return f"it says {token.form!r} where the quote says {rival.form!r}"
    return None


def attached(claim: Reading, quoted: Reading) -> str | None:
    """A standard that the quote names in a remark on another ("a body that works to X") stays in that remark."""
    for token in claim.tokens:
        place = single_place(token, quoted)
        if kind_of(token) != "standard" or place is None:
            continue
        verb, shown = _verb_before(token, claim), _verb_before(place, quoted)
        if verb is None or shown is None or claim.places(shown) or not quoted.places(verb):
            continue
        if {"that", "which", "who"} & set(quoted.forms[max(0, shown.at - REACH) : shown.at]):
            return f"it says {verb.form!r} of {token.form!r} where the quote says {shown.form!r}"
    return None


def _verb_before(token: Token, reading: Reading) -> Token | None:
    return next(
        (t for t in reversed(reading.tokens) if t.at < token.at and is_verb(t.key) and t.at > token.at - 5), None
    )


def _listed(rival: Token, places: list[Token], shown: list[Token]) -> bool:
    """Whether nothing but more of its kind stands between `rival` and what the claim names: a list, shortened."""
    for place in places:
        first, last = sorted((shown.index(rival), shown.index(place)))
        if all(_kind(token) == _kind(rival) for token in shown[first:last]) and rival.segment != place.segment:
            return True
    return False


def _kind(token: Token) -> str | None:
    return "actor" if token.key in ACTORS else kind_of(token)


def compound_kept(claim: Reading, quoted: Reading) -> str | None:
    """Of two kinds of a thing ("transition audit", "certification audit") the claim names the quote's."""
    for head in claim.tokens:
        kind = next((t for t in claim.tokens if t.at == head.at - 1 and not is_free(t.key)), None)
        if head.form.endswith("ly"):
            continue
        if kind is None or kind.form in PRONOUNS or not (quoted.places(kind) or is_grave(kind.key)):
            continue
        kinds = [next((t for t in quoted.tokens if t.at == place.at - 1), None) for place in quoted.places(head)]
        rivals = [t for t in kinds if t is not None]
        if (
            kinds
            and len(rivals) == len(kinds)
            and not any(
                t.form == other.form or (other.segment == head.segment and same(t.key, other.key))
                for t in rivals
                for other in claim.tokens
            )
            and not any(is_verb(t.key) or kind_of(t) for t in (kind, head, *rivals) if t is not head or is_verb(t.key))
        ):
            return f"it says '{kind.form} {head.form}' where the quote says '{rivals[0].form} {head.form}'"
    return None


RULES: tuple[Callable[[Reading, Reading], str | None], ...] = (
    exchanged, moved, headed, sequence_kept, conjunction_kept, flow_kept, contrast_kept, substituted, counted, edition_kept, paired_kept, compound_kept, attached, number_kept, modifier_kept, head_kept, spared_kept, object_kept, denied_word, case_kept, only_kept, whole_kept,
)  # fmt: skip
