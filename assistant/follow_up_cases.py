"""The kinds of follow-ups, and how each is said in full from the turn before."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.exchanges import (
    capitalized,
    content_words,
    exchanged,
    other_clause,
    other_end,
    other_field,
    other_kind,
    other_ordinal,
    other_subject,
    other_thing,
    subject_of_claim,
    written_name,
)
from assistant.follow_up import FollowUp
from assistant.follow_up_words import (
    ADJECTIVES,
    ANOTHER_EDITION,
    BARE_QUESTION,
    CHOICE,
    CIRCUMSTANCE,
    CONDITION,
    DEFINED,
    EMPTY_IT,
    IT_SUBJECT,
    ITS,
    MEASURED_BEFORE,
    MEASURES,
    OF_A_SYSTEM,
    OTHER_TIMES,
    PRONOUN,
    QUESTION_HEAD,
    SAME_ANSWER,
    THEN,
    THING_MEANT,
    THING_OF_STANDARD,
    TOLD,
    TOO,
    WHO_IS,
)
from assistant.standards import find_clauses, find_designations

# A circumstance told after a question takes no more words.
LONGEST_TOLD = 12

# Each case gives the follow-up in full, or nothing where it is not one of its kind.


def _same_answer(turn: FollowUp) -> str:
    answer = SAME_ANSWER.match(turn.plain)
    if not answer or not turn.before:
        return ""
    thing = answer["thing"].strip()
    field = any(re.fullmatch(adjective, thing, re.I) for adjective in ADJECTIVES)
    return exchanged(thing, turn.previous, turn.here, turn.before, turn.has_edition) if turn.here or field else ""


def _another_edition(turn: FollowUp) -> str:
    other = ANOTHER_EDITION.match(turn.plain)
    if not other or not turn.before:
        return ""
    last = turn.before[-1]
    return f"{turn.previous[: last.start]}{_name(turn)}:{other['year']}{turn.previous[last.end :]}"


def _meant(turn: FollowUp) -> str:
    """ "No, 14001", "7.2, I meant": asked again of what was meant."""
    if not turn.here:
        return other_clause(turn.meant, turn.previous)
    corrects = turn.meant != turn.body and not QUESTION_HEAD.match(turn.meant)
    if turn.before and corrects and len(turn.content) <= len(turn.here) * 2 + 2:
        return exchanged(turn.meant, turn.previous, turn.here, turn.before, turn.has_edition)
    return ""


def _another(turn: FollowUp) -> str:
    """ "What about the second one?", "and minor ones?", "and for safety?"."""
    if turn.here or not (turn.asks_about or turn.linked):
        return ""
    named, previous = turn.named, turn.previous
    return (
        other_ordinal(named, previous)
        or other_kind(named, previous)
        or other_field(named, previous, turn.before)
        or other_subject(named, previous)
    )


def _asked_of(turn: FollowUp) -> str:
    """ "What about 14001?", "the same for 14001?"."""
    if turn.asks_about and len(turn.content) <= 6:
        return exchanged(turn.named, turn.previous, turn.here, turn.before, turn.has_edition)
    same = re.search(r"\b(?:the )?same\b|\b(?:also|too|as well|either)\b", turn.body, re.I)
    short = len(turn.content) <= len(turn.here) * 2 + 1
    if turn.here and (turn.linked or same) and short and (same or not turn.asks):
        return exchanged(turn.body, turn.previous, turn.here, turn.before, turn.has_edition)
    return ""


def _of_the_other_standard(turn: FollowUp) -> str:
    """ "Does it have that too?": asked of the standard that an earlier turn named beside that of the last one."""
    own = {mention.designation.key for mention in turn.before}
    others = {
        mention.designation.key: (mention, text)
        for text in turn.earlier[:-1]
        for mention in find_designations(text, turn.known)
        if mention.designation.key not in own
    }
    if turn.here or len(own) != 1 or len(others) != 1 or not TOO.match(turn.plain):
        return ""
    mention, text = next(iter(others.values()))
    return exchanged(text[mention.start : mention.end], turn.previous, [mention], turn.before, turn.has_edition)


def _told(turn: FollowUp) -> str:
    """ "We are 12 people": a circumstance, told so that the question before is answered for it."""
    asks = re.search(r"\?|,\s*(?:right|correct)\b|\b(?:what|which|who|when|where|why|how)\b", turn.body, re.I)
    says = turn.content and len(turn.body.split()) <= LONGEST_TOLD and TOLD.match(turn.body)
    if asks or turn.here or not says or PRONOUN.search(re.sub(r"^it\b", "", turn.body, flags=re.I)):
        return ""
    return f"{turn.previous.rstrip('?!. ')} ({_in_midst(turn.plain)})?" if QUESTION_HEAD.match(turn.previous) else ""


def _bare(turn: FollowUp) -> str:
    """ "Why?", "and how much?"."""
    if not BARE_QUESTION.match(turn.body) and turn.content:
        return ""
    who = WHO_IS.match(turn.body)
    if who and (subject := subject_of_claim(turn.previous)):
        return capitalized(f"{who['head']} {subject}?")
    asked = turn.plain
    if MEASURED_BEFORE.match(turn.previous) and not turn.previous.lower().startswith(asked.lower()):
        asked = MEASURES.get(asked.lower(), asked)
    return _thing(turn) or capitalized(f"{asked}: {turn.context}?")


def _other_end(turn: FollowUp) -> str:
    if len(turn.content) > 4:
        return ""
    thing = other_thing(turn.body, turn.previous) if turn.linked and not turn.before else ""
    return other_end(turn.body, turn.previous) or thing


def _circumstance(turn: FollowUp) -> str:
    if turn.linked and not turn.here and CONDITION.match(turn.body):
        return _with_context(turn)
    if turn.linked and CIRCUMSTANCE.match(turn.body) and "," not in turn.body:
        return f"{turn.previous.rstrip('?!. ')} - {turn.plain}?"
    return ""


def _names_its_own(turn: FollowUp) -> str:
    return (_thing(turn) or capitalized(turn.body)) if turn.here else ""


def _pointing(turn: FollowUp) -> str:
    """ "Is it mandatory?": what it points to is named in its place, or after it."""
    if not turn.points_back:
        return ""
    if turn.before and ITS.search(turn.body) and _about_standard(turn):
        return capitalized(ITS.sub(f"{_name(turn)}'s", turn.body, count=1))
    if turn.before and IT_SUBJECT.search(turn.body) and _about_standard(turn):
        year = turn.before[-1].designation.edition
        # What is said of the edition that was spoken of is said of that one; when it was or will be changed, of the standard.
        name = f"{_name(turn)}:{year}" if year and not OTHER_TIMES.search(turn.body) else _name(turn)
        return capitalized(IT_SUBJECT.sub(name, turn.body, count=1))
    return _thing(turn) or _with_context(turn)


def _asked_again(turn: FollowUp) -> str:
    """ "Let me rephrase: …", "three years or ten?", "… then?": what is asked is asked of what was spoken of."""
    if turn.tried_again and not find_clauses(turn.body):
        return _with_context(turn)
    if CHOICE.match(turn.plain) and not turn.asks:
        return _with_context(turn)
    return _with_context(turn, re.sub(r"\s+then\W*$", "", turn.body, flags=re.I)) if THEN.search(turn.body) else ""


def _of_the_standard(turn: FollowUp) -> str:
    """ "Which documents do we need?" is asked of the standard that was spoken of."""
    last = turn.before[-1].designation if turn.before else None
    if last is None or last.key not in (turn.known or {last.key}) or not OF_A_SYSTEM.search(turn.body):
        return ""
    edition = f":{last.edition}" if last.edition else ""
    return capitalized(f"{turn.plain} ({_name(turn)}{edition})?")


def _with_context(turn: FollowUp, body: str = "") -> str:
    asked, *rest = re.split(r"\?+ ", (body or turn.body).rstrip("?!. "), maxsplit=1)
    return capitalized(" ".join([f"{asked} ({turn.context})?", *rest]))


def _thing(turn: FollowUp) -> str:
    """The follow-up with the thing of which the turn before asked what it is in place of "it"."""
    defined = DEFINED.match(turn.previous.rstrip("?!. "))
    pointing = None if EMPTY_IT.search(turn.body) else THING_MEANT.search(turn.body)
    if not defined or not pointing or turn.before:
        return ""
    return capitalized(turn.body[: pointing.start()] + defined["thing"] + turn.body[pointing.end() :])


def _in_midst(text: str) -> str:
    """`text` as it is written within a sentence."""
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def _name(turn: FollowUp) -> str:
    """The standard that the turn before named last, as it was written."""
    last = turn.before[-1]
    return written_name(last.designation.key, turn.previous[last.start : last.end])


def _about_standard(turn: FollowUp) -> bool:
    """Whether "it" can stand for the standard of the previous question rather than for a thing it speaks of."""
    if THING_OF_STANDARD.match(turn.previous):
        return False
    return len(content_words(turn.previous)) <= len(turn.before) * 2 + 2


# The first case that fits decides.
CASES: tuple[Callable[[FollowUp], str], ...] = (
    _same_answer,
    _another_edition,
    _meant,
    _another,
    _asked_of,
    _of_the_other_standard,
    _told,
    _bare,
    _other_end,
    _circumstance,
    _names_its_own,
    _pointing,
    _asked_again,
    _of_the_standard,
)
