"""A follow-up that names something else: the question before is asked of that instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.follow_up_words import (
    ADJECTIVES,
    BARE_QUESTION,
    CLAUSE_ALONE,
    DEFINED,
    MEASURED,
    NO_END,
    NO_THING,
    OTHER_END,
    PRONOUN,
    QUESTION_HEAD,
    REPORTED,
    STOP,
    SUBJECT_OF_CLAIM,
    TAIL,
)
from assistant.standards import Mention, find_clauses, find_designations, standard_name

_ORDINALS = "first|second|third|fourth|last|next"
_ORDINAL = re.compile(rf"\b(?:{_ORDINALS})\b", re.I)
_OTHER_ORDINAL = re.compile(rf"^(?:for |in |at )?(?:the )?(?P<ordinal>{_ORDINALS})(?: ones?)?$", re.I)
# "A management representative", "the manual": a thing and no more.
_THING = re.compile(
    r"^(?:an?|the|our|your)\s+(?!(?:new|old|other|same|first|second|third|last|next|\d)\b)(?:[\w'-]+\s*){1,4}$", re.I
)
_NO_SUBJECT = r"(?:for|in|of|by|still|under|to|be|and|or|if|with|at|on|from|mandatory|required|compulsory|necessary|valid|allowed|always|also|any|every)\b"
_SUBJECT = re.compile(rf"\b(?:an?|the|our|your)\s+(?!{_NO_SUBJECT})[\w'-]+(?:\s+(?!{_NO_SUBJECT})[\w'-]+){{0,3}}", re.I)
_POLAR_HEAD = re.compile(r"^(?:is|are|was|were|do|does|did|must|may|can|should|has|have|need)\b", re.I)


# Kinds of one thing of which a question names one and the follow-up the other.
_KINDS = (("major", "minor"), ("internal", "external"), ("new", "old"), ("small", "large"), ("mandatory", "voluntary"))
_OTHER_KIND = {one: other for pair in _KINDS for one, other in (pair, pair[::-1])}
_KIND_ALONE = re.compile(
    rf"^(?:for |with )?(?:the |an? )?(?P<kind>{'|'.join(_OTHER_KIND)})(?:s| ones?|(?P<thing>(?: [\w-]+){{1,2}}))?$",
    re.I,
)

# Whether a standard, by its key, has an edition of a year.
HasEdition = Callable[[str, int], bool]


def exchanged(
    new: str,
    previous: str,
    here: Sequence[Mention],
    before: Sequence[Mention],
    has_edition: HasEdition | None = None,
) -> str:
    """The previous question asked of something else."""
    new = new.rstrip("?!. ")
    if here and before:
        last = before[-1]
        name = written_name(here[0].designation.key, new)
        edition, year = here[0].designation.edition, last.designation.edition
        # What was asked of the edition of 2026 is asked of that of the other standard, if it has one.
        if edition is None and year and has_edition and has_edition(here[0].designation.key, year):
            edition = year
        name = f"{name}:{edition}" if edition else name
        return previous[: last.start] + name + previous[last.end :]
    if here:
        return capitalized(f"{previous.rstrip('?!. ')} ({standard_name(here[0].designation.key)})?")
    for adjective, key in ADJECTIVES.items():
        if re.search(rf"\b(?:{adjective})\b", new, re.I) and before:
            last = before[-1]
            return previous[: last.start] + standard_name(key) + previous[last.end :]
    return capitalized(f"{new} - {topic_of(previous)}?")


def other_end(body: str, previous: str) -> str:
    """`previous` with its end exchanged for `body`, which begins with the same preposition; empty when it has no such end."""
    other = OTHER_END.match(body.rstrip("?!. "))
    if not other or NO_END.search(other["end"]):
        return ""
    ends = list(re.finditer(rf"\b{other['word']} (?:[\w'&/:.-]+ ?){{1,5}}$", previous.rstrip("?!. "), re.I))
    return f"{previous[: ends[-1].start()]}{other['word'].lower()} {other['end']}?" if ends else ""


def other_thing(body: str, previous: str) -> str:
    """ "What is …?" asked of the thing that `body` names; empty when `previous` does not ask that, or `body` more than that."""
    defined = DEFINED.match(previous.rstrip("?!. "))
    asks = QUESTION_HEAD.match(body) or PRONOUN.search(body) or NO_THING.search(body)
    return "" if not defined or asks else f"{defined['head']} {body.rstrip('?!. ')}?"


def other_field(body: str, previous: str, before: Sequence[Mention]) -> str:
    """`previous` asked of the standard for the field that is all `body` names ("for safety"); empty when it names more."""
    bare = re.sub(r"^(?:for|in|with|under)\s+", "", body.rstrip("?!. "), flags=re.I)
    for adjective, key in ADJECTIVES.items():
        if before and re.fullmatch(rf"(?:the )?(?:{adjective})(?: management)?(?: one| standard| system)?", bare, re.I):
            last = before[-1]
            return previous[: last.start] + standard_name(key) + previous[last.end :]
    return ""


def other_subject(body: str, previous: str) -> str:
    """A yes/no question asked of another thing, all that `body` names; empty where that is not plain.

    >>> other_subject("a management representative?", "Do we still need a quality manual for ISO 9001?")
    'Do we still need a management representative for ISO 9001?'
    >>> other_subject("when?", "Do we still need a quality manual?")
    ''
    """
    thing = body.rstrip("?!. ")
    found = _SUBJECT.search(previous)
    if not found or not _POLAR_HEAD.match(previous) or not _THING.match(thing) or PRONOUN.search(thing):
        return ""
    return previous[: found.start()] + thing + previous[found.end() :]


def other_ordinal(body: str, previous: str) -> str:
    """`previous` asked of the second where it asked of the first, and the like; empty where `body` says more than that.

    >>> other_ordinal("the second one", "When is the first surveillance audit due?")
    'When is the second surveillance audit due?'
    """
    other = _OTHER_ORDINAL.match(body.rstrip("?!. "))
    return _ORDINAL.sub(other["ordinal"].lower(), previous, count=1) if other and _ORDINAL.search(previous) else ""


def other_kind(body: str, previous: str) -> str:
    """`previous` asked of the minor where it asked of the major, and the like; empty where `body` names more than that.

    >>> other_kind("minor ones", "How long do we have to close a major nonconformity?")
    'How long do we have to close a minor nonconformity?'
    """
    named = _KIND_ALONE.match(body.rstrip("?!. "))
    if not named:
        return ""
    kind = named["kind"].lower()
    thing = (named["thing"] or "").strip().lower().rstrip("s")
    other = re.compile(rf"(?:\b(?P<article>an?) )?\b{_OTHER_KIND[kind]}(?=s?\b)", re.I)
    if not other.search(previous) or thing not in previous.lower() or re.search(rf"\b{kind}", previous, re.I):
        return ""
    article = "an " if kind[0] in "aeio" else "a "
    return other.sub(lambda found: f"{article if found['article'] else ''}{kind}", previous)


def other_clause(body: str, previous: str) -> str:
    """`previous` asked of the clause that is all `body` names; empty where there is no such clause in it.

    >>> other_clause("and 7.3?", "What does clause 7.2 of ISO 14001 say?")
    'What does clause 7.3 of ISO 14001 say?'
    """
    alone = CLAUSE_ALONE.match(body.rstrip("?!. "))
    clauses = find_clauses(previous)
    if not alone or not clauses or not (alone["word"] or "." in alone["number"] or "." not in clauses[-1]):
        return ""
    found = list(re.finditer(rf"(?<![\d.:]){re.escape(clauses[-1])}(?!\d|\.\d)", previous))
    return f"{previous[: found[-1].start()]}{alone['number']}{previous[found[-1].end() :]}" if found else ""


def subject_of_claim(claim: str) -> str:
    """Of whom or what something was said; empty for a question.

    >>> subject_of_claim("Top management must show leadership, I read")
    'Top management'
    """
    plain = REPORTED.sub("", claim)
    found = None if QUESTION_HEAD.match(plain) else SUBJECT_OF_CLAIM.match(plain)
    return found["subject"].strip() if found else ""


def topic_of(previous: str) -> str:
    """What a question is about: the question without its interrogative head, and without what it only pointed to."""
    # "Why: ISO 9002 withdrawn?" was itself a bare follow-up.
    bare, colon, rest = previous.partition(": ")
    if colon and BARE_QUESTION.match(bare):
        previous = rest
    plain = re.sub(r"\s*\((?![^()]*\b(?:ISO|IEC|IATF|OHSAS)\b)[^()]*\)\s*", " ", previous).strip()
    # Of a question that pointed to the one before it, what it pointed to is the topic.
    if plain != previous and (PRONOUN.search(plain) or len(content_words(plain)) <= 1):
        plain = previous
    plain = REPORTED.sub("", re.sub(r"\s*\(([^()]*)\)", r", \1", plain))
    asked = TAIL.sub("", QUESTION_HEAD.sub("", plain).rstrip("?!. "))
    return MEASURED.sub("", asked) or plain.rstrip("?!. ")


def written_name(key: str, text: str) -> str:
    """The name of a standard; the fuller one that the person used is kept without its edition."""
    mentions = find_designations(text)
    if mentions and mentions[0].designation.key == key and re.match(r"[A-Za-z]", text[mentions[0].start :]):
        return re.split(r"\s*[:]\s*(?=\d{4})", text[mentions[0].start : mentions[0].end].strip())[0].strip()
    return standard_name(key)


def content_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", text.lower()) if word not in STOP]


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
