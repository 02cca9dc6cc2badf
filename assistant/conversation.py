"""Follow-ups become standalone questions: what they leave out is taken from the turn before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compared import compared_terms
from assistant.follow_up_words import (
    ADJECTIVES,
    ANOTHER_EDITION,
    BARE_QUESTION,
    BETWEEN_THEM,
    CIRCUMSTANCE,
    DEFINED,
    EMPTY_IT,
    IT_SUBJECT,
    ITS,
    LINK,
    NO_THING,
    OF_A_SYSTEM,
    ORDINAL,
    OTHER_END,
    PRONOUN,
    QUESTION_HEAD,
    SAME_ANSWER,
    STOP,
    TAIL,
    THEN,
    THING_OF_STANDARD,
    WHAT_ABOUT,
)
from assistant.standards import Mention, find_designations, standard_name
from assistant.understanding import tidy


def resolve(question: str, earlier: Sequence[str], known: frozenset[str] | set[str] = frozenset()) -> str:
    """`question` with what it takes from `earlier` standalone questions (oldest first) said in full.

    >>> resolve("and when was it last revised?", ["What is ISO 9001?"])
    'When was ISO 9001 last revised?'
    >>> resolve("what about 14001?", ["Is an internal audit required by ISO 9001?"], {"14001"})
    'Is an internal audit required by ISO 14001?'
    >>> resolve("why?", ["Is ISO 9002 withdrawn?"])
    'Why: ISO 9002 withdrawn?'
    """
    question = tidy(question)
    if not earlier:
        return question
    previous = earlier[-1]
    question = _name_both(_name_ordinal(question, earlier), earlier, known)
    body = LINK.sub("", question).strip()
    body = body if re.search(r"\w", body) else question
    linked = body != question
    for adjective, key in ADJECTIVES.items():
        body = re.sub(rf"\bthe (?:{adjective}) (?:one|standard|system)\b", standard_name(key), body, flags=re.I)
    about = WHAT_ABOUT.match(body)
    here = find_designations(body, known)
    before = find_designations(previous, known)
    content = _content(body)
    if answer := SAME_ANSWER.match(body.rstrip("?!. ")):
        thing = answer["thing"].strip()
        if before and (here or any(re.fullmatch(adjective, thing, re.I) for adjective in ADJECTIVES)):
            return _exchange(thing, previous, here, before)
    other = ANOTHER_EDITION.match(body.rstrip("?!. "))
    if other and before:
        mention = before[-1]
        name = _written(mention.designation.key, previous[mention.start : mention.end])
        return f"{previous[: mention.start]}{name}:{other['year']}{previous[mention.end :]}"
    if about and len(content) <= 6:
        return _exchange(body[about.end() :].strip(), previous, here, before)
    same = re.search(r"\b(?:the )?same\b|\b(?:also|too|as well|either)\b", body, re.I)
    if here and (linked or same) and len(content) <= len(here) * 2 + 1 and (same or not QUESTION_HEAD.match(body)):
        return _exchange(body, previous, here, before)
    if BARE_QUESTION.match(body) or not content:
        return _capital(f"{body.rstrip('?!. ')}: {_topic(previous)}?")
    if len(content) <= 4 and (
        exchanged := _other_end(body, previous) or (_other_thing(body, previous) if linked and not before else "")
    ):
        return exchanged
    if linked and CIRCUMSTANCE.match(body) and "," not in body:
        return f"{previous.rstrip('?!. ')} - {body.rstrip('?!. ')}?"
    if here:
        return _capital(body)
    pronoun = PRONOUN.search(EMPTY_IT.sub("", body))
    if before and (pronoun or (linked and len(content) <= 2) or len(content) <= 1):
        name = _written(before[-1].designation.key, previous[before[-1].start : before[-1].end])
        if ITS.search(body) and _about_standard(previous, known):
            return _capital(ITS.sub(f"{name}'s", body, count=1))
        if IT_SUBJECT.search(body) and _about_standard(previous, known):
            return _capital(IT_SUBJECT.sub(name, body, count=1))
        return _with_context(body, previous)
    if pronoun or (linked and len(content) <= 2) or len(content) <= 1:
        return _with_context(body, previous)
    if THEN.search(body):
        return _with_context(re.sub(r"\s+then\W*$", "", body, flags=re.I), previous)
    if before and before[-1].designation.key in (known or {before[-1].designation.key}) and OF_A_SYSTEM.search(body):
        last = before[-1].designation
        name = _written(last.key, previous[before[-1].start : before[-1].end])
        edition = f":{last.edition}" if last.edition else ""
        return _capital(f"{body.rstrip('?!. ')} ({name}{edition})?")
    return _capital(body)


def _name_ordinal(question: str, earlier: Sequence[str]) -> str:
    """`question` with "the first one" replaced by what an earlier question named first of the things it compared.

    >>> _name_ordinal("ok, we got the first one.", ["What's the difference between suspension and withdrawal?"])
    'ok, we got suspension.'
    """
    found = ORDINAL.search(question)
    compared = next((terms for turn in reversed(earlier) if (terms := compared_terms(turn))), ())
    if not found or len(compared) != 2:
        return question
    chosen = compared[0 if found[1].lower() in {"first", "former"} else 1]
    return question[: found.start()] + chosen + question[found.end() :]


def _name_both(question: str, earlier: Sequence[str], known: frozenset[str] | set[str]) -> str:
    """`question` with "between them" or "of the two" said of the two standards that were spoken of last.

    >>> _name_both("What is the difference between them?", ["What is ISO 9002?", "and ISO 9001?"], set())
    'What is the difference between ISO 9002 and ISO 9001?'
    """
    mentions = [(m, turn) for turn in reversed(earlier) for m in reversed(find_designations(turn, known))]
    said = {m.designation.key: _written(m.designation.key, turn[m.start : m.end]) for m, turn in reversed(mentions)}
    names = [said[key] for key in dict.fromkeys(m.designation.key for m, _ in mentions)][:2]
    if len(names) < 2 or find_designations(question, known):
        return question
    return BETWEEN_THEM.sub(lambda found: f"{found[1]} {names[1]} and {names[0]}", question)


def readings(question: str, standalone: str, about: str) -> list[tuple[str, float]]:
    """What a follow-up may mean, each with its weight: in full, as it stands, and asked of `about`, what was spoken of.

    A question that points to nothing outside itself has one reading. The weights are those that put most right facts
    first on the follow-ups of the eval suite (48 of 63, against 42 with the first reading alone).

    >>> readings("why?", "Why: ISO 9002 withdrawn?", "ISO 9002: status")
    [('Why: ISO 9002 withdrawn?', 1.0), ('why?', 0.5), ('why (ISO 9002: status)?', 1.0)]
    >>> readings("What is ISO 14001?", "What is ISO 14001?", "ISO 9002: status")
    [('What is ISO 14001?', 1.0)]
    """
    body = LINK.sub("", tidy(question)).strip() or question
    if standalone.casefold() == body.casefold() and not PRONOUN.search(EMPTY_IT.sub("", body)):
        return [(standalone, 1.0)]
    return [(standalone, 1.0), (body, 0.5), (f"{body.rstrip('?!. ')} ({about})?", 1.0)]


def _exchange(new: str, previous: str, here: Sequence[Mention], before: Sequence[Mention]) -> str:
    """The previous question asked of something else."""
    new = new.rstrip("?!. ")
    if here and before:
        last = before[-1]
        name = _written(here[0].designation.key, new)
        edition = here[0].designation.edition
        name = f"{name}:{edition}" if edition else name
        return previous[: last.start] + name + previous[last.end :]
    if here:
        return _capital(f"{previous.rstrip('?!. ')} ({standard_name(here[0].designation.key)})?")
    for adjective, key in ADJECTIVES.items():
        if re.search(rf"\b(?:{adjective})\b", new, re.I) and before:
            last = before[-1]
            return previous[: last.start] + standard_name(key) + previous[last.end :]
    return _capital(f"{new} - {_topic(previous)}?")


def _other_end(body: str, previous: str) -> str:
    """`previous` with its end exchanged for `body`, which begins with the same preposition; empty when it has no such end."""
    other = OTHER_END.match(body.rstrip("?!. "))
    if not other:
        return ""
    ends = list(re.finditer(rf"\b{other['word']} (?:[\w'&/:.-]+ ?){{1,5}}$", previous.rstrip("?!. "), re.I))
    return f"{previous[: ends[-1].start()]}{other['word'].lower()} {other['end']}?" if ends else ""


def _other_thing(body: str, previous: str) -> str:
    """ "What is …?" asked of the thing that `body` names; empty when `previous` does not ask that, or `body` more than that."""
    defined = DEFINED.match(previous.rstrip("?!. "))
    asks = QUESTION_HEAD.match(body) or PRONOUN.search(body) or NO_THING.search(body)
    return "" if not defined or asks else f"{defined['head']} {body.rstrip('?!. ')}?"


def _with_context(body: str, previous: str) -> str:
    return _capital(f"{body.rstrip('?!. ')} ({_topic(previous)})?")


def _topic(previous: str) -> str:
    """What a question is about: the question without its interrogative head, and without what it only pointed to."""
    # "Why: ISO 9002 withdrawn?" was itself a bare follow-up.
    bare, colon, rest = previous.partition(": ")
    if colon and BARE_QUESTION.match(bare):
        previous = rest
    plain = re.sub(r"\s*\((?![^()]*\b(?:ISO|IEC|IATF|OHSAS)\b)[^()]*\)\s*", " ", previous).strip()
    # Of a question that pointed to the one before it, what it pointed to is the topic.
    if plain != previous and (PRONOUN.search(plain) or len(_content(plain)) <= 1):
        plain = previous
    plain = re.sub(r"\s*\(([^()]*)\)", r", \1", plain)
    return TAIL.sub("", QUESTION_HEAD.sub("", plain).rstrip("?!. ")) or plain.rstrip("?!. ")


def _about_standard(previous: str, known: object) -> bool:
    """Whether "it" can stand for the standard of the previous question rather than for a thing it speaks of."""
    if THING_OF_STANDARD.match(previous):
        return False
    mentions = find_designations(previous, known if isinstance(known, set | frozenset) else ())
    rest = _content(previous)
    return bool(mentions) and len(rest) <= len(mentions) * 2 + 2


def _written(key: str, text: str) -> str:
    """The name of a standard; the fuller one that the person used is kept without its edition."""
    mentions = find_designations(text)
    if mentions and mentions[0].designation.key == key and re.match(r"[A-Za-z]", text[mentions[0].start :]):
        return re.split(r"\s*[:]\s*(?=\d{4})", text[mentions[0].start : mentions[0].end].strip())[0].strip()
    return standard_name(key)


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", text.lower()) if word not in STOP]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
