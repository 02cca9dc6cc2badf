"""A language model words an answer: claims asked for, verified, mended once; or the reason why it has no say."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from langchain_core.runnables import RunnableConfig

from assistant.arrangement import Wording, arrange
from assistant.composition import Draft
from assistant.errors import LanguageModelFault, SettingsError
from assistant.language_model import LanguageModel, open_language_model, where
from assistant.ledger import Ledger
from assistant.library import Library
from assistant.prompting import SCHEMA, plain_request, repair_request, request
from assistant.replies import read_claims, stutters, unfit
from assistant.retrieval import Found
from assistant.rewriting import rewrite
from assistant.settings import Settings
from assistant.types import Fact, Hit, Passage
from assistant.understanding import Question, understand
from assistant.verification import Claim, Rejection, Support, verify

# Passages shown to a model, and to one that is too weak for JSON.
MOST_PASSAGES = 8
MOST_PLAIN_PASSAGES = 4
# Characters of a reply after which a weak model only goes on talking; and of the reply to the first question.
ENOUGH_PLAIN = 400
ENOUGH = 1000
# How far behind the first fact another may be to be shown; the same as for broad questions without a model.
NEAR = 0.18
# Where the default does not know, a model may answer only from facts that have this share of the question's words.
COVERED = 0.85
# How a server says that it does not take a schema.
REFUSED = (400, 422)
# What the first question to a model is about.
_OWN = re.compile(r"\b(?:i|my|we|our|us)\b", re.I)
SAMPLE_QUESTION = "How often are kettles descaled?"
SAMPLE = Passage("sample", "fact", "Kettles", "Kettles are descaled every 12 months.", "trusted", ())


class Drafter:
    """Words answers with one model.

    `as_data` says whether it can keep to JSON; if not, it is asked for plain lines. `schema` is what its provider is to
    hold it to; None when the provider cannot.
    """

    def __init__(self, model: LanguageModel, as_data: bool = True, schema: dict[str, Any] | None = SCHEMA) -> None:
        self.model = model
        self.as_data = as_data
        self.schema = schema if as_data else None

    @property
    def name(self) -> str:
        """The model as `provider:model`."""
        return self.model.name

    def word(
        self,
        question: Question,
        draft: Draft,
        found: Found,
        library: Library,
        until: float,
        config: RunnableConfig | None,
    ) -> Wording | None:
        """The answer to `question` in the model's words; None when the default's refusal or reply is not its business.

        `until` is the `time.monotonic()` at which all calls must have ended.
        """
        facts = offered(question, draft, found)
        if not facts:
            return None
        most = MOST_PASSAGES if self.as_data else MOST_PLAIN_PASSAGES
        passages = [passage for fact in facts[:most] if (passage := library.passage(fact.passage_id))]
        try:
            supports, rejections = self._draft(question, passages, until, config)
        except LanguageModelFault as fault:
            return Wording(problem=f"The language model {self.name} {fault}; these are the library's own words.")
        items = arrange(draft, supports, library)
        if items:
            return Wording(items, tuple(rejections))
        fate = "answered the question" if supports else "could be verified"
        problem = f"Nothing that the language model {self.name} drafted {fate}; these are the library's own words."
        return Wording(rejections=tuple(rejections), problem=problem)

    def rewrite(
        self,
        question: str,
        earlier: Sequence[str],
        resolved: str,
        known: Set[str],
        until: float,
        config: RunnableConfig | None,
    ) -> str:
        """A follow-up in full: by the model when that is faithful, else as `resolved` by rules; see `rewriting`."""
        return rewrite(self.model, question, earlier, resolved, known, until, config) if self.as_data else resolved

    def _draft(
        self, question: Question, passages: Sequence[Passage], until: float, config: RunnableConfig | None
    ) -> tuple[list[Support], list[Rejection]]:
        messages = (request if self.as_data else plain_request)(question, passages)
        reply = self.model.reply(messages, until, config, self.schema, 0 if self.as_data else ENOUGH_PLAIN)
        supports, rejections = check(read_claims(reply, passages), passages)
        if not (rejections and self.as_data):
            return supports, rejections
        try:
            mended = self.model.reply(repair_request(messages, reply, rejections), until, config, self.schema)
        except LanguageModelFault:
            return supports, rejections  # what already holds is not lost with the second round
        more, refused = check(read_claims(mended, passages), passages)
        known = {support.claim for support in supports}
        return supports + [support for support in more if support.claim not in known], rejections + refused


def offered(question: Question, draft: Draft, found: Found) -> list[Fact]:
    """The facts that a model may speak from, those first that the default would state; empty when it is not to be asked.

    Only facts that hold on the day asked for, unless the default itself states them.
    """
    holding = [hit for hit in found.hits if hit.fact.holds_on(question.as_of) and not hit.signals.get("other_standard")]
    if draft.verdict == "abstained":
        # What is asked of the asker's own affairs no library knows, and a yes or no needs more than shared words.
        in_reach = draft.reason == "not_in_library" and not question.polar and not _OWN.search(question.text)
        return [hit.fact for hit in holding if _covers(hit, question)] if in_reach else []
    if not draft.parts:
        return []
    stated = [part.fact for part in draft.parts]
    near = [hit.fact for hit in holding if hit.score >= found.hits[0].score - NEAR]
    return stated + [fact for fact in near if fact.id not in {other.id for other in stated}]


def _covers(hit: Hit, question: Question) -> bool:
    """Whether a fact is so much about the question that the default's doubt may be set aside."""
    signals = hit.signals
    named = not question.keys or signals.get("subject_named") == 1.0
    clause = not question.clauses or signals.get("clause_named") == 1.0
    years = not any(question.editions_of(key) for key in question.keys) or signals.get("edition_named") == 1.0
    return signals["coverage"] >= COVERED and named and clause and years


def check(claims: Sequence[Claim], passages: Sequence[Passage]) -> tuple[list[Support], list[Rejection]]:
    """The claims that may be shown and the rest with reasons: plain text first, then what their quotes carry."""
    rejections: list[Rejection] = []
    fit: list[Claim] = []
    for claim in claims:
        reason = unfit(claim.text)
        if reason is None and claim.text != claim.quote and stutters(claim.text):
            reason = "it repeats itself"
        if reason:
            rejections.append(Rejection(claim, reason))
        else:
            fit.append(claim)
    supports, refused = verify(fit, {passage.id: passage for passage in passages})
    return supports, rejections + refused


def open_drafter(settings: Settings) -> Drafter:
    """The drafter that `settings` name, after a small question to its model, which tells whether it keeps to JSON.

    Raises SettingsError when the package, key, server or model is missing.
    """
    model = open_language_model(settings)
    messages = request(understand(SAMPLE_QUESTION, Ledger(()), date.today()), [SAMPLE])
    schema: dict[str, Any] | None = SCHEMA
    try:
        try:
            reply = model.reply(messages, time.monotonic() + settings.llm_timeout, schema=schema, enough=ENOUGH)
        except LanguageModelFault as fault:
            if not any(f"HTTP {status}" in str(fault) for status in REFUSED):
                raise
            schema = None  # a server that takes no schema may do without
            reply = model.reply(messages, time.monotonic() + settings.llm_timeout, enough=ENOUGH)
    except LanguageModelFault as fault:
        raise SettingsError(f"--llm {settings.llm}: the language model{where(settings)} {fault}.") from fault
    return Drafter(model, as_data='"claims"' in reply and bool(read_claims(reply, [SAMPLE])), schema=schema)
