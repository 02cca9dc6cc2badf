"""When not to answer, and with which reason: not in the library, beyond its field, or a known boundary of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.ledger import Ledger
from assistant.library import Library
from assistant.orders import only_orders
from assistant.retrieval import Found
from assistant.types import Boundary, Reason, Verdict
from assistant.understanding import Question

# The boundary that words the refusal to send, order, book or sign.
REQUESTS_TO_ACT = "requests-to-act"
# Below this estimate the library is taken not to hold the answer.
ANSWER_FROM = 0.20
# A boundary's example this near decides, if no fact is nearer.
BOUNDARY_FROM = 0.50
# From this estimate on it must be nearer than the nearest fact by this much.
SURE = 0.7
AHEAD = 0.03
# So much of the words known to the library, a question is taken to be of its field.
FAMILIAR = 0.9
# Words of the field: a question with one of them is not outside it, only beyond what the library documents.
_FIELD = re.compile(
    r"\b(?:audit\w*|certif\w*|accredit\w*|non-?conform\w*|clauses?|calibrat\w*|management systems?|corrective actions?)\b",
    re.I,
)
# Papers of the asker's own: "our procedure for returns", "my audit report", "our QP-07".
_OWN_PAPERS = re.compile(
    r"\b(?i:our|my) (?:[A-Z]{1,4}[- ]?\d+|(?i:[\w-]+ ){0,2}(?i:procedures?|manual|report|certificate|records|forms?|(?:work )?instructions?|"
    r"quotes?|contract|minutes|checklist|register)\b)"
)
# Asks for the words of a standard themselves.
_WORDING = re.compile(
    r"\b(?:verbatim|word[- ]for[- ]word|word by word|sentence by sentence|line by line|(?:exact|precise|literal|original|full|complete|entire|whole) "
    r"(?:words?|wording|text|sentences?|phrasing)|(?:first|second|third|fourth|fifth|last|final|opening|closing) (?:sentence|paragraph|line|words?|bullet) (?:of|in|from))\b",
    re.I,
)
# What happened lately at the asker's own place: "Which pages of our manual did the auditor object to last week?" Who asks
# what has to be done about it asks for a rule.
_WITHIN = r"(?:[^.!?]|\.(?= ?\d))*"
_A_RULE = r"(?:must|have to|has to|had to|should|shall|can|could|may|might|need|allowed|do (?:we|i)|are we|is (?:it|that|this)|does|raised again|again)"
_OWN_EVENT = re.compile(
    rf"(?:^|[.!?]\s+)(?!{_WITHIN}\b{_A_RULE}\b)(?={_WITHIN}\b(?:our|my|us|we|i)\b)(?={_WITHIN}\b(?:did|was|were|had|went|got|gave|wrote|found|said)\b)"
    rf"(?:so |and |but )?(?:which|what|who|where|how|how many|how much|did|was|were|had|would you say)\b{_WITHIN}"
    r"\b(?:yesterday|this morning|last (?:week|month|night|monday|tuesday|wednesday|thursday|friday|time)|"
    rf"(?:last|latest|recent|previous) (?:[\w-]+ )?(?:audit|visit|report|assessment|inspection|management review)(?! \w+ard))\b{_WITHIN}\?",
    re.I,
)
# Asks the assistant to do something ("Please issue us a certificate") or to look into something of one's own ("Open our audit
# report and tell me …"); "can you sign it electronically?" and "review our documents every year?" ask for a rule.
_PLEASE = (
    r"^\W*(?:(?:ok|okay|fine|great|then|so|now|and|please|kindly|hey|hi|hello|just)\b[\s,:!]*)*"
    r"(?:(?:(?:can|could|would|will) you|please) (?:please |kindly )?|(?![^?]*\?))"
)
_NO_QUESTION = r"(?![^.!?]*\b(?:what|which|when|where|why|how|required|allowed)\b)"
_TO_ACT = re.compile(
    rf"{_PLEASE}(?:issue|send|print|mail|e-?mail|order|book|register|sign|approve|cancel|postpone|schedule|forward|phone|grant|buy|upload|renew|"
    r"write to (?-i:[A-Z])\w+|remind)\b(?:(?=[^?]*\bfor (?:me|us)\b)|(?= (?:me|us|my|our)\b))"
    rf"{_NO_QUESTION}",
    re.I,
)
_TO_READ = re.compile(
    rf"{_PLEASE}(?:open|read|look (?:at|into|through)|check|show me|pull up|find|summari[sz]e|review|go through|search)\s+(?:my|our|the attached|this attached)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:reports?|certificates?|manual|files?|documents?|pdf|records?|procedures?|minutes|register|folder|e-?mails?|inbox|spreadsheet|excel)\b",
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
        return _as_said(next(item for item in library.boundaries if f"boundary:{item.id}" == boundary.phrase.owner))
    if _TO_ACT.search(question.text):
        acts = next((entry for entry in library.boundaries if entry.id == REQUESTS_TO_ACT), None)
        return _as_said(acts) if acts else Refusal("abstained", "not_in_library", NOT_IN_LIBRARY)
    if _OWN_EVENT.search(question.text) or _TO_READ.search(question.text):
        return _with_reason("own_papers", library)
    if _COUNTED.search(question.text) and found.hits and found.hits[0].signals.get("lacks_how_much"):
        return _with_reason("no_documented_figure", library)
    if boundary and boundary.similarity >= BOUNDARY_FROM:
        entry = next(item for item in library.boundaries if f"boundary:{item.id}" == boundary.phrase.owner)
        # A question that names a standard of the library, or speaks of audits and is surely answered, is not outside the field.
        named = question.keys & ledger.known or (held >= SURE and _FIELD.search(question.text))
        inside = bool(named) and entry.reason in {None, "out_of_field"}
        # To fill a blank is to know a term, not the text.
        quiz = entry.reason == "needs_standard_text" and held >= ANSWER_FROM and _BLANK.search(question.text)
        ahead = boundary.similarity - (fact.similarity if fact else 0.0)
        if not inside and not quiz and ahead > (AHEAD if held >= SURE else 0.0):
            return _as_said(entry)
    if held >= ANSWER_FROM:
        return None
    if _OWN_PAPERS.search(question.text):
        return _with_reason("own_papers", library)
    in_field = bool(question.keys or question.topics or _FIELD.search(question.text)) or found.familiarity > FAMILIAR
    reason: Reason = "not_in_library" if in_field else "out_of_field"
    return Refusal("abstained", reason, NOT_IN_LIBRARY if in_field else OUT_OF_FIELD)


def _as_said(entry: Boundary) -> Refusal:
    return Refusal(entry.verdict, entry.reason, entry.says)


def _with_reason(reason: Reason, library: Library) -> Refusal:
    """The refusal that the library words for `reason`."""
    entry = next((item for item in library.boundaries if item.reason == reason), None)
    return _as_said(entry) if entry else Refusal("abstained", reason, NOT_IN_LIBRARY)
