"""Follow-ups become standalone questions: what they leave out is taken from the turn before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compared import compared_terms
from assistant.standards import Mention, find_designations, standard_name
from assistant.understanding import tidy

_LINK = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|then|also|or|hmm+|well|thanks?(?: you)?|great|i see)\b[\s,.!:;–-]*)+", re.I
)
_WHAT_ABOUT = re.compile(
    r"^(?:what|how) about\b\s*|^(?:the )?same (?:question )?(?:for|with)\b\s*|^(?:and )?(?:for|in|with|under)\b\s+(?=(?:iso|\d{4,5}))",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:it|its|it's|they|them|their|theirs|this|that|these|those|such|there|one|ones|he|she|instead|otherwise|the (?:standard|first|second|latter|former|other|old one|new one|previous one|certificate|edition|audit))\b",
    re.I,
)
_BARE_QUESTION = re.compile(
    r"^(?:why(?: (?:not|is that|so|that))?|how(?: (?:so|come|often|long|many|much|exactly))?|when|who(?: (?:says|does|decides) (?:so|that|this|it))?|where|since when|until when|"
    r"by whom|by when|for how long|which(?: ones?)?|what for|really|is (?:that|it) (?:so|true)|are you sure|for example|for instance|such as|like what|"
    r"(?:(?:can|could|would) you |please )?(?:give|show|name|tell)(?: me| us)? (?:an?|some|one) examples?(?: please)?|examples?(?: please)?|an example(?: please)?|more|tell me more|details?|go on|and then|what then)\W*$",
    re.I,
)  # fmt: skip
# "What does it cost to …", "is it allowed to …": this "it" stands for nothing that was named.
_EMPTY_IT = re.compile(
    r"\bit\b(?=(?:'s)? (?:(?:really|usually|still|also|ever|actually|always) )*(?:cost|take|mean|make sense|possible|necessary|mandatory|required|compulsory|"
    r"obligatory|allowed|permitted|true|correct|legal|ok|okay|enough|better|worth|important|common|normal|usual|advisable|sufficient)s?\b"
    r"[^?]*\b(?:to|that|if|when)\b)",
    re.I,
)
_IT_SUBJECT = re.compile(
    r"\b(?:it|this standard|that standard|the standard|this one|that one|this|that)\b(?!\s+(?:mean|means|true|correct|right|case|way|point|edition|version|standard|clause|year|day|is why))",
    re.I,
)
_ORDINAL = re.compile(
    r"\bthe (first|former|second|latter)(?: one)?\b(?=\s*(?:$|[.,;?!]|is|are|was|can|does|do|and|or|in|for|we))", re.I
)
_BETWEEN_THEM = re.compile(r"\bbetween (?:them|the two(?: of them)?|these(?: two)?|those(?: two)?|both)\b", re.I)
_ITS = re.compile(r"\bits\b", re.I)
_QUESTION_HEAD = re.compile(
    r"^(?:(?:what|which|who|when|where|why|how)(?:'s)?(?:\s+(?:is|are|was|were|does|do|did|can|could|should|must|has|have|will|would|many|much|often|long))*|"
    r"(?:is|are|was|were|does|do|did|can|could|should|must|has|have|had|will|would|may)(?:n't)?)\s+(?:the\s+|an?\s+|there\s+|i\s+|we\s+|you\s+|my\s+|our\s+)*",
    re.I,
)  # fmt: skip
# "And for a company with three sites?": a circumstance, for which the question before is asked again.
_CIRCUMSTANCE = re.compile(
    r"^(?:for|in|with|at|under|without|during|within|among|inside|outside) (?!\w+ (?:edition|version)\b)", re.I
)
# What is asked for of some standard: the one spoken of, if none is named.
_OF_A_SYSTEM = re.compile(
    r"\b(?:documents?|records?|clauses?|requirements?|polic\w+|objectives?|manual|transition|editions?|versions?|"
    r"management review|scope|suppliers?|training|competence|certificat\w+|certified|internal audits?)\b",
    re.I,
)
# "What about the environmental one?", "and for OHS?"
_ADJECTIVES = {"environment(?:al)?|ems": "14001", "quality|qms": "9001", "(?:health and )?safety|oh ?& ?s|ohs|ohsms": "45001",
               "(?:information )?security|isms": "27001", "food(?: safety)?|fsms": "22000", "energy": "50001"}  # fmt: skip
# "For OHS, same answer?", "is it the same with 14001?", "does that hold for food safety too?"
_SAME_ANSWER = re.compile(
    r"^(?:is|are|does|would|will)? ?(?:it|this|that|they)? ?(?:(?:be|hold|apply|go|count|true|valid) )*(?:for|with|in|to|of)? ?(?:the )?"
    r"(?P<thing>[\w&/ :.-]{2,30}?)[,\s]+(?:is |be )?(?:it |that |this )?(?:the )?(?:same(?: (?:answer|thing|rules?|story|there|here))?|as well|too|also|likewise|similar(?:ly)?)$",
    re.I,
)
# "How many days will that be then?": what was said before is a condition of the question.
_THEN = re.compile(r"[\w,]\s+then\W*$", re.I)
_STOP = frozenset(
    "a an the is are was were be been do does did can could may must shall should will would has have had and or but if of in on at to for from by with "
    "about as what which who whom when where why how it its they them their this that these those there then so also not no yes than too very just any some "
    "we i you my our your me us long often much many often happen happens happened again ok okay please".split()
)  # fmt: skip


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
    body = _LINK.sub("", question).strip() or question
    linked = body != question
    for adjective, key in _ADJECTIVES.items():
        body = re.sub(rf"\bthe (?:{adjective}) (?:one|standard|system)\b", standard_name(key), body, flags=re.I)
    about = _WHAT_ABOUT.match(body)
    here = find_designations(body, known)
    before = find_designations(previous, known)
    content = _content(body)
    if answer := _SAME_ANSWER.match(body.rstrip("?!. ")):
        thing = answer["thing"].strip()
        if before and (here or any(re.fullmatch(adjective, thing, re.I) for adjective in _ADJECTIVES)):
            return _exchange(thing, previous, here, before)
    if about and len(content) <= 6:
        return _exchange(body[about.end() :].strip(), previous, here, before)
    same = re.search(r"\b(?:the )?same\b|\b(?:also|too|as well|either)\b", body, re.I)
    if here and (linked or same) and len(content) <= len(here) * 2 + 1 and (same or not _QUESTION_HEAD.match(body)):
        return _exchange(body, previous, here, before)
    if _BARE_QUESTION.match(body) or not content:
        return _capital(f"{body.rstrip('?!. ')}: {_topic(previous)}?")
    if linked and _CIRCUMSTANCE.match(body) and "," not in body:
        return f"{previous.rstrip('?!. ')} - {body.rstrip('?!. ')}?"
    if here:
        return _capital(body)
    pronoun = _PRONOUN.search(_EMPTY_IT.sub("", body))
    if before and (pronoun or (linked and len(content) <= 2) or len(content) <= 1):
        name = _written(before[-1].designation.key, previous[before[-1].start : before[-1].end])
        if _ITS.search(body):
            return _capital(_ITS.sub(f"{name}'s", body, count=1))
        if _IT_SUBJECT.search(body) and _about_standard(previous, known):
            return _capital(_IT_SUBJECT.sub(name, body, count=1))
        return _with_context(body, previous)
    if pronoun or (linked and len(content) <= 2) or len(content) <= 1:
        return _with_context(body, previous)
    if _THEN.search(body):
        return _with_context(re.sub(r"\s+then\W*$", "", body, flags=re.I), previous)
    if before and before[-1].designation.key in (known or {before[-1].designation.key}) and _OF_A_SYSTEM.search(body):
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
    found = _ORDINAL.search(question)
    compared = next((terms for turn in reversed(earlier) if (terms := compared_terms(turn))), ())
    if not found or len(compared) != 2:
        return question
    chosen = compared[0 if found[1].lower() in {"first", "former"} else 1]
    return question[: found.start()] + chosen + question[found.end() :]


def _name_both(question: str, earlier: Sequence[str], known: frozenset[str] | set[str]) -> str:
    """`question` with "between them" said of the two standards that were spoken of last.

    >>> _name_both("What is the difference between them?", ["What is ISO 9002?", "and ISO 9001?"], set())
    'What is the difference between ISO 9002 and ISO 9001?'
    """
    mentions = [m.designation.key for turn in reversed(earlier) for m in reversed(find_designations(turn, known))]
    names = [standard_name(key) for key in dict.fromkeys(mentions)][:2]
    if len(names) < 2 or find_designations(question, known):
        return question
    return _BETWEEN_THEM.sub(f"between {names[1]} and {names[0]}", question)


def readings(question: str, standalone: str, about: str) -> list[tuple[str, float]]:
    """What a follow-up may mean, each with its weight: in full, as it stands, and asked of `about`, what was spoken of.

    A question that points to nothing outside itself has one reading. The weights are those that put most right facts
    first on the follow-ups of the eval suite (48 of 63, against 42 with the first reading alone).

    >>> readings("why?", "Why: ISO 9002 withdrawn?", "ISO 9002: status")
    [('Why: ISO 9002 withdrawn?', 1.0), ('why?', 0.5), ('why (ISO 9002: status)?', 1.0)]
    >>> readings("What is ISO 14001?", "What is ISO 14001?", "ISO 9002: status")
    [('What is ISO 14001?', 1.0)]
    """
    body = _LINK.sub("", tidy(question)).strip() or question
    if standalone.casefold() == body.casefold() and not _PRONOUN.search(_EMPTY_IT.sub("", body)):
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
    for adjective, key in _ADJECTIVES.items():
        if re.search(rf"\b(?:{adjective})\b", new, re.I) and before:
            last = before[-1]
            return previous[: last.start] + standard_name(key) + previous[last.end :]
    return _capital(f"{new} - {_topic(previous)}?")


def _with_context(body: str, previous: str) -> str:
    return _capital(f"{body.rstrip('?!. ')} ({_topic(previous)})?")


def _topic(previous: str) -> str:
    """What a question is about: the question without its interrogative head, and without what it only pointed to."""
    # "Why: ISO 9002 withdrawn?" was itself a bare follow-up.
    bare, colon, rest = previous.partition(": ")
    if colon and _BARE_QUESTION.match(bare):
        previous = rest
    plain = re.sub(r"\s*\((?![^()]*\b(?:ISO|IEC|IATF|OHSAS)\b)[^()]*\)\s*", " ", previous).strip()
    # Of a question that pointed to the one before it, what it pointed to is the topic.
    if plain != previous and (_PRONOUN.search(plain) or len(_content(plain)) <= 1):
        plain = previous
    plain = re.sub(r"\s*\(([^()]*)\)", r", \1", plain)
    return _QUESTION_HEAD.sub("", plain).rstrip("?!. ") or plain.rstrip("?!. ")


def _about_standard(previous: str, known: object) -> bool:
    """Whether "it" can stand for the standard of the previous question rather than for a thing it speaks of."""
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
    return [word for word in re.findall(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", text.lower()) if word not in _STOP]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
