"""What flows through the house, from the library to the page; all frozen.

Fact, Article, SourceClaim, Boundary   what `knowledge/` holds
Passage, Hit                           what retrieval returns
Citation, Statement, Dispute, Dropped, Answer   what a person gets
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["fact", "source", "document"]
Verdict = Literal["answered", "premise_corrected", "clarification_needed", "abstained", "small_talk"]
Reason = Literal[
    "out_of_field",
    "not_in_library",
    "no_such_clause",
    "no_such_edition",
    "no_documented_figure",
    "needs_standard_text",
    "own_papers",
    "withdrawn",
]
Standing = Literal["correct", "outdated", "wrong", "misleading", "self-contradictory", "opinion"]
Confidence = Literal["high", "medium", "low"]
Support = Literal["direct", "partly", "topic"]
# What a question has to bear to be of a boundary's kind; `boundary_marks.py` says how each is seen.
Mark = Literal["wish", "own", "company", "price", "figure", "wording", "contact", "judgement", "shown"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A public page, and what a reader sees there."""

    address: str
    shows: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One atomic, dated statement with its references.

    `valid_from` and `valid_to` bound the days on which the statement describes the world (`valid_to` is
    exclusive; None means open); for the fact on an edition these are the days on which it was the current one,
    and `certificates_until` is the last day on which accredited certificates to it were or will be valid. `asked_yes` and `asked_no` are questions that the statement answers with
    that word; `corrects` are assertions and loaded questions whose premise the statement refutes.
    Facts of one `group` say the same thing; an answer shows one of them.
    """

    id: str
    subject: str
    attribute: str
    statement: str
    references: tuple[Reference, ...]
    verified_on: date
    review_by: date
    confidence: Confidence
    support: Support
    value: Any = None
    valid_from: date | None = None
    valid_to: date | None = None
    certificates_until: date | None = None
    asked_as: tuple[str, ...] = ()
    asked_yes: tuple[str, ...] = ()
    asked_no: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    group: str | None = None
    note: str | None = None
    family: str = ""
    place: str = ""

    @property
    def passage_id(self) -> str:
        """The id under which answers cite this fact."""
        return f"fact:{self.id}"

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in the fact's validity."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """One claim of an article, in our words, with our verdict on it."""

    id: str
    claim: str
    verdict: Standing
    why: str
    references: tuple[str, ...]
    refuted_by: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A source article: whose it is, how to recognise the original, and its claims in reading order."""

    id: str
    title: str
    publisher: str
    sha256: str
    claims: tuple[SourceClaim, ...]

    def passage_id(self, claim: SourceClaim) -> str:
        """The id under which a claim of this article is shown."""
        return f"source:{self.id}#{claim.id}"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A kind of question that the library cannot answer, why, and what to do instead.

    Only a question that bears `mark`, where there is one, can be of this kind.
    """

    id: str
    says: str
    examples: tuple[str, ...]
    reason: Reason | None = None
    verdict: Verdict = "abstained"
    place: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that can be cited, and how far it can be trusted."""

    id: str
    kind: Kind
    title: str
    text: str
    standing: str
    references: tuple[str, ...]
    verified_on: date | None = None
    review_by: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact that retrieval proposes. `score` is comparable only within one search; best first."""

    fact: Fact
    score: float
    signals: dict[str, float] = field(default_factory=dict)
    matched: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span: `quote == passage.text[start:end]`."""

    number: int
    passage_id: str
    kind: Kind
    title: str
    quote: str
    start: int
    end: int
    references: tuple[str, ...]
    verified_on: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or table of an answer, with the numbers of the citations it rests on.

    `lead` is a fixed word or phrase said before it ("No."), which rests on the yes/no phrasings and the ledger.
    """

    text: str
    citations: tuple[int, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim of an article that says otherwise, and why the fact is preferred."""

    passage_id: str
    title: str
    claim: str
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a language model wanted to say and may not, and why; kept in the record, never shown as an answer."""

    text: str
    passage_id: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered turn. `confidence` is the estimated probability, 0…1, that the answer is right.

    `composer` is `default`, or `llm:` and the model's name when at least one sentence is in its words.
    """

    question: str
    standalone_question: str
    as_of: str
    verdict: Verdict
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    reason: Reason | None = None
    confidence: float = 0.0
    composer: str = "default"
    library: str = ""
    seconds: float = 0.0
    id: str | None = None
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data, in the order of the published contract."""
        data = asdict(self)
        order = ["id", "question", "standalone_question", "as_of", "verdict", "reason", "text", "statements"]
        order += ["citations", "disputes", "confidence", "composer", "library", "seconds", "notes", "suggestions"]
        order += ["dropped"]
        return {name: data[name] for name in order}
