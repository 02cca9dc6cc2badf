"""When not to answer, and with which reason: not in the library, beyond its field, or a known boundary of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.counted import narrowed_count, told
from assistant.index import Neighbour
from assistant.ledger import Ledger
from assistant.library import Library
from assistant.orders import only_orders
from assistant.own_matters import asks_about_own_matter, speaks_of_own_papers
from assistant.retrieval import Found
from assistant.somebody import asks_about_a_firm, singles_somebody_out
from assistant.types import Boundary, Reason, Verdict
from assistant.understanding import Question
from assistant.wishes import asks_to_act, asks_to_read, shows_something

# The boundaries that word what is refused by a pattern.
REQUESTS_TO_ACT = "requests-to-act"
ATTACHMENTS = "attachments-and-pictures"
NAMED_COMPANY = "named-company"
UNDOCUMENTED = "undocumented-details"
# Among so many of the best facts one may tell of somebody singled out.
SOMEBODY_IN = 3
# Below this estimate the library is taken not to hold the answer.
ANSWER_FROM = 0.20
# A boundary's example this near decides, if no fact is nearer.
BOUNDARY_FROM = 0.50
# From this estimate on it must be nearer than the nearest fact by this much.
SURE = 0.7
AHEAD = 0.03
# Else by more than what two embeddings of the same words differ.
EQUAL = 0.001
# So much of the words known to the library, a question is taken to be of its field.
FAMILIAR = 0.9
# Words of the field: a question with one of them is not outside it, only beyond what the library documents.
_FIELD = re.compile(
    r"\b(?:audit\w*|certif\w*|accredit\w*|non-?conform\w*|clauses?|calibrat\w*|management systems?|corrective actions?)\b",
    re.I,
)
# Asks for the words of a standard themselves.
_WORDING = re.compile(
    r"\b(?:verbatim|word[- ]for[- ]word|word by word|sentence by sentence|line by line|(?:exact|precise|literal|original|full|complete|entire|whole) "
    r"(?:words?|wording|text|sentences?|phrasing)|(?:first|second|third|fourth|fifth|last|final|opening|closing) (?:sentence|paragraph|line|words?|bullet) (?:of|in|from))\b",
    re.I,
)
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}")
# How often something happened in a year.
_COUNTED = re.compile(
    r"\bhow many\b[^!?]*\b(?:was|were|did|had|have|got|been)\b[^!?]*\b(?:(?:19|20)\d\d|last year)\b", re.I
)
_ASKS_WHETHER = re.compile(r"^\W*(?:do|does|is|are|must|should|may|did|was|were|has|have|why|where|who|how)\b", re.I)
UNKNOWN_STANDARD = "I don't know: the library holds nothing on the standard you name."
NOT_IN_LIBRARY = (
    "I don't know: the library holds no fact that answers this. It covers ISO management-system standards "
    "(above all ISO 9001 and ISO 14001), their editions, certification and auditing."
)
OUT_OF_FIELD = (
    "That lies outside this library, which covers ISO management-system standards, their certification and auditing."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, and what is said instead."""

    verdict: Verdict
    reason: Reason | None
    says: str


def refusal(question: Question, found: Found, held: float, library: Library, ledger: Ledger) -> Refusal | None:
    """The refusal a question needs, or None; `held` is the probability that the library answers it."""
    if question.keys and not question.keys & ledger.known:
        return Refusal("abstained", "not_in_library", UNKNOWN_STANDARD)
    if (
        (question.clauses or question.keys)
        and _WORDING.search(question.text)
        and not _ASKS_WHETHER.match(question.text)
    ):
        return _with_reason("needs_standard_text", library)
    boundary = found.nearest("boundary")
    fact = found.nearest("fact")
    if boundary and only_orders(question.text):
        return _as_said(_boundary_of(boundary, library))
    narrowed = narrowed_count(question.text, question.today)
    if narrowed:
        documented = found.hits and told(found.hits[0].fact, narrowed, question.keys)
        return None if documented else _with_reason("no_documented_figure", library)
    by_form = _by_form(question, found, library, ledger)
    if by_form is not None:
        return by_form
    if boundary and boundary.similarity >= BOUNDARY_FROM:
        entry = _boundary_of(boundary, library)
        # A question that names a standard of the library, or speaks of audits and is surely answered, is not outside the field.
        named = question.keys & ledger.known or (held >= SURE and _FIELD.search(question.text))
        inside = bool(named) and entry.reason in {None, "out_of_field"}
        # To fill a blank is to know a term, not the text.
        quiz = entry.reason == "needs_standard_text" and held >= ANSWER_FROM and _BLANK.search(question.text)
        ahead = boundary.similarity - (fact.similarity if fact else 0.0)
        if not inside and not quiz and ahead > (AHEAD if held >= SURE else EQUAL):
            return _as_said(entry)
    if held >= ANSWER_FROM:
        return None
    if speaks_of_own_papers(question.text):
        return _with_reason("own_papers", library)
    in_field = bool(question.keys or question.topics or _FIELD.search(question.text)) or found.familiarity > FAMILIAR
    reason: Reason = "not_in_library" if in_field else "out_of_field"
    return Refusal("abstained", reason, NOT_IN_LIBRARY if in_field else OUT_OF_FIELD)


def _by_form(question: Question, found: Found, library: Library, ledger: Ledger) -> Refusal | None:
    """The refusal that the form of a question calls for, however near a fact is."""
    text = question.text
    best = [hit.fact for hit in found.hits[:SOMEBODY_IN]]
    if shows_something(text):
        return _worded(ATTACHMENTS, "own_papers", library)
    if asks_to_act(text):
        return _worded(REQUESTS_TO_ACT, "not_in_library", library)
    if asks_about_own_matter(text) or asks_to_read(text):
        return _with_reason("own_papers", library)
    if asks_about_a_firm(text, ledger.known, library.subject_words):
        return _worded(NAMED_COMPANY, "own_papers", library)
    if singles_somebody_out(text, best):
        return _worded(UNDOCUMENTED, "no_documented_figure", library)
    if _COUNTED.search(text) and found.hits and found.hits[0].signals.get("lacks_how_much"):
        return _with_reason("no_documented_figure", library)
    return None


def _boundary_of(neighbour: Neighbour, library: Library) -> Boundary:
    return library.boundaries_by_id[neighbour.phrase.owner.removeprefix("boundary:")]


def _worded(name: str, reason: Reason, library: Library) -> Refusal:
    """The refusal of the boundary `name`; a plain one with `reason` where the library has no such boundary."""
    entry = library.boundaries_by_id.get(name)
    return _as_said(entry) if entry else _with_reason(reason, library)


def _as_said(entry: Boundary) -> Refusal:
    return Refusal(entry.verdict, entry.reason, entry.says)


def _with_reason(reason: Reason, library: Library) -> Refusal:
    """The refusal that the library words for `reason`."""
    entry = next((item for item in library.boundaries if item.reason == reason), None)
    return _as_said(entry) if entry else Refusal("abstained", reason, NOT_IN_LIBRARY)
