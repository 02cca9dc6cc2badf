"""Whether a piece of a sentence leaves out what stands before it: its verb, or the subject that a remark has cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.verification.equivalence import is_verb, stem
from assistant.verification.markers import AUXILIARIES, LINKS, MODALS, carries

if TYPE_CHECKING:
    from assistant.verification.clauses import Segment

# A subject whose verb is left out has no more words than this.
LONGEST_SUBJECT = 4
_ARTICLES = frozenset({"a", "an", "the"})
_REPEATED = frozenset("for that to on by with at about from".split())


def interrupted(segments: list[Segment]) -> bool:
    """Whether the last three pieces are a new subject, a remark in brackets, and what is said of that subject."""
    if len(segments) < 4:
        return False
    subject, aside, predicate = segments[-3:]
    earlier = [piece for piece in segments[:-3] if piece.unit == subject.unit]
    return (
        (aside.aside or aside.forms[0] == "such_as" or (subject.opening == ";" and aside.forms[0] in LINKS)) and not subject.aside and subject.finite is None and not subject.condition
        and predicate.finite == predicate.start and predicate.sentence == subject.sentence
        and any(piece.finite is not None for piece in earlier)
    )  # fmt: skip


def cases_only(segments: list[Segment], number: int) -> bool:
    """Whether a piece is a subject with nothing but its condition: "a is needed where x, b only where y"."""
    segment, following = segments[number], segments[number + 1]
    first = next(
        (piece for piece in segments[:number] if piece.unit == segment.unit and piece.finite is not None), None
    )
    conditions = [piece for piece in segments[:number] if piece.unit == segment.unit and piece.condition]
    words = [form for form in segment.forms if carries(form)]
    return (
        segment.finite is None and not segment.condition and not segment.aside and not segment.gapped
        and segment.opening in {",", ";"} and 0 < len(words) <= LONGEST_SUBJECT and first is not None and bool(conditions)
        and following.condition and following.opening == "" and not set(segment.forms) & LINKS
    )  # fmt: skip


def listed_before(segment: Segment, segments: list[Segment]) -> list[Segment]:
    """The pieces that are subjects along with that of `segment`: "organizers, venues and suppliers use it"."""
    found: list[Segment] = []
    if segment.forms[0] not in {"and", "or"} or segment.finite is None:
        return found
    for before in reversed(segments):
        if before.finite is not None or before.sentence != segment.sentence or before.aside or before.condition:
            return []
        found.append(before)
        if before.opening in {";", ":"} or before is segments[0]:
            return found if len(found) < LONGEST_SUBJECT * 2 else []
    return []


def one_more(segment: Segment, before: Segment) -> int | None:
    """Where the verb of a piece stands that is one more under the modal before it: "may not demand a, prescribe b"."""
    forms = segment.forms
    at = 1 if forms[0] in {"or", "nor", "and"} else 0
    if segment.opening not in {",", ""} or len(forms) <= at + 1 or before.condition:
        return None
    modal = {form for form in before.forms if form in MODALS} - {"require", "requires", "required"}
    bare = is_verb(stem(forms[at])) and not forms[at].endswith(("s", "ed", "ing")) and forms[at] not in AUXILIARIES
    return segment.start + at if bare and (modal or before.chained) else None


def introduces(segments: list[Segment]) -> bool:
    """Whether no piece of the last sentence has had a predicate yet: "In ISO 9001, …"."""
    last = [piece for piece in segments if piece.sentence == segments[-1].sentence]
    return all(piece.finite is None or piece.condition for piece in last) and not any(piece.condition for piece in last)


def left_out(segment: Segment, segments: list[Segment]) -> bool:
    """Whether a piece leaves out the verb of the one before: "A looks at x, B at y"."""
    before = segments[-1]
    forms = [form for form in segment.forms if form not in {"and", "the", "a", "an", "but"}]
    unit = next((p.unit for p in reversed(segments) if not p.gapped and p.own_subject), before.unit)
    first = next((piece for piece in segments if piece.unit == unit and piece.finite is not None), None)
    if segment.finite is not None or segment.condition or segment.aside or first is None or len(segment.forms) < 3:
        return False
    if before.sentence != segment.sentence or (
        segment.opening not in {",", ";"} and segment.forms[0] not in {"but", "and"}
    ):
        return False
    subject = first.forms[: (first.finite or 0) - first.start]
    if _parallel(segment, first):
        return True
    if len(forms) < 3:
        return False
    named = forms[0].startswith(("std:", "ed:")) and any(form.startswith(("std:", "ed:")) for form in subject)
    alike = any(stem(form) in {stem(word) for word in subject if carries(word)} for form in forms[1:3] if carries(form))
    raw = [form for form in segment.forms if form not in {"and", "but"}]
    if named and raw[0] == forms[0] and raw[1] in {"the", "a", "an", "only", "also"}:
        return True
    return (named and forms[1] in LINKS) or (alike and any(form in LINKS for form in forms[1:4]))


def _parallel(segment: Segment, first: Segment) -> bool:
    """Whether a piece is a subject and, without a verb between them, what the first piece has after its verb:
    "A is the x, B the y", "A stands for x, B for y"."""
    forms = segment.forms[1:] if segment.forms[0] in {"and", "but"} else segment.forms
    opens = first.forms[(first.finite or 0) - first.start + 1 :][:1]
    subject = next((at for at, form in enumerate(forms) if at and not carries(form)), 0)
    if forms[0] in _ARTICLES:
        subject = next((at for at, form in enumerate(forms) if at > 1 and not carries(form)), 0)
    if not 0 < subject <= LONGEST_SUBJECT or not opens:
        return False
    return (forms[0] in _ARTICLES and forms[subject] in _ARTICLES and opens[0] in _ARTICLES) or (
        opens[0] in _REPEATED and forms[subject] == opens[0] and first.forms[-1] != opens[0]
    )
