"""One turn, from question to answer: the one place where the steps meet. `runnable.py` makes it LangChain's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from assistant.abbreviations import in_full, plain_numbers
from assistant.answering import Assembly, as_text, suggest
from assistant.arrangement import Wording
from assistant.claim_batches import claims_to_judge
from assistant.composition import Draft, compose
from assistant.conversation import resolve, said_by_person
from assistant.courtesies import without_courtesies
from assistant.embedding import SentenceEmbeddings
from assistant.errors import QuestionError
from assistant.granting import Granting
from assistant.index import Index, Progress, open_index
from assistant.ledger import Ledger
from assistant.library import Library
from assistant.notes import notes_on
from assistant.orders import without_orders
from assistant.retrieval import Found, Retrieval
from assistant.searching import Searching
from assistant.settings import Settings
from assistant.small_talk import small_talk
from assistant.spelling import Spelling
from assistant.types import Answer, Dropped, Hit, Statement
from assistant.understanding import Question, tidy, understand

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from assistant.drafting import Drafter

Event = tuple[str, Any]
# Said of one of several questions to which a fixed reply, which answers a text that asks nothing, would be none.
NOT_ANSWERED = "I could not answer this."


class Chain:
    """Answers questions from a library. Input: a question, or {"question", "history", "as_of"}; output: an Answer."""

    def __init__(
        self,
        index: Index,
        settings: Settings,
        today: Callable[[], date] = date.today,
        drafter: Drafter | None = None,
    ) -> None:
        self.index = index
        self.drafter = drafter
        self.settings = settings
        self.library: Library = index.library
        self.ledger = index.kept("ledger", lambda: Ledger(self.library.facts))
        self.retrieval = Retrieval(index, self.ledger)
        self.searching = Searching(self.retrieval, self._understand)
        self.granting = Granting(self.retrieval, self._understand)
        self._today = today

    @cached_property
    def spelling(self) -> Spelling:
        """The spelling of the library's own words, and of those the embedding model knows."""
        index = self.index
        return index.kept(
            "spelling", lambda: Spelling((one.text for one in index.phrases.values()), index.embeddings.vocabulary())
        )

    def understand(self, text: str, as_of: date | None = None) -> Question:
        """What a standalone question asks for, its slips put right."""
        return self._understand(self._plain(text), as_of)

    def _plain(self, text: str) -> str:
        """`text` with its slips put right, and its short forms and numbers in full."""
        return in_full(self.spelling.correct(plain_numbers(text)))

    def _understand(self, text: str, as_of: date | None = None) -> Question:
        return understand(text, self.ledger, self._today(), as_of)

    @classmethod
    def open(cls, settings: Settings | None = None, progress: Progress | None = None) -> Self:
        """An assistant on the index that `settings` names, built first when needed.

        Raises SettingsError, KnowledgeError, ModelError or IndexFault.
        """
        settings = settings or Settings.from_environment()
        drafter = None
        if settings.llm:
            # Imported only here: without a model nothing of a provider is loaded.
            from assistant.drafting import open_drafter

            drafter = open_drafter(settings)
        index = open_index(settings.knowledge, settings.index, SentenceEmbeddings(settings.model), progress)
        return cls(index, settings, drafter=drafter)

    def ask(self, question: str, history: Sequence[Any] = (), as_of: str | date | None = None) -> Answer:
        """The answer to `question`; `history` holds the earlier turns of the person, oldest first.

        Raises QuestionError for an empty or overlong question and for a day that is none.
        """
        return self._answer({"question": question, "history": list(history), "as_of": as_of}, {})

    def search(self, question: str, as_of: str | date | None = None, limit: int = 10) -> list[Hit]:
        """The facts retrieved for a standalone question, best first."""
        return self.retrieval.search(self.understand(question, _day(as_of)), limit).hits

    def standalone(self, question: str, history: Sequence[Any] = ()) -> str:
        """`question` in full, with what it takes from the earlier turns."""
        return self._in_full(self._asked(question), self._earlier(history))

    def _in_full(self, asked: str, earlier: Sequence[str]) -> str:
        return resolve(asked, earlier, self.ledger.known, self.ledger.has_edition)

    def _asked(self, text: str) -> str:
        """What `text` asks, plainly: without what is said around a question."""
        return self._plain(without_courtesies(without_orders(text)))

    def _earlier(self, history: Sequence[Any]) -> list[str]:
        """The questions of the earlier turns, in full, oldest first."""
        earlier: list[str] = []
        for turn in history:
            text = self._plain(tidy(said_by_person(turn)))
            if text and small_talk(text) is None:
                earlier.append(self._in_full(text, earlier))
        return earlier

    @cached_property
    def retriever(self) -> Any:
        """The search as a LangChain retriever."""
        from assistant.retrieval import as_langchain_retriever

        return as_langchain_retriever(self.retrieval, self.understand)

    def _answer(self, input: Any, config: RunnableConfig) -> Answer:
        for name, value in self._events(input, config):
            if name == "answer":
                return value  # type: ignore[no-any-return]
        raise AssertionError("a turn always ends in an answer")

    def _events(self, input: Any, config: RunnableConfig) -> Iterator[Event]:
        started = time.perf_counter()
        until = time.monotonic() + self.settings.llm_timeout
        text, history, as_of = self._take(input)
        talk = small_talk(text)
        if talk is not None:
            day = (as_of or self._today()).isoformat()
            yield "answer", Answer(text, text, day, "small_talk", talk, confidence=1.0, library=self.library.hash,
                                   seconds=time.perf_counter() - started)  # fmt: skip
            return
        yield "stage", "understanding"
        earlier = self._earlier(history)
        asked = self._asked(text)
        standalone = self._in_full(asked, earlier)
        if self.drafter and earlier:
            standalone = self.drafter.rewrite(text, earlier, standalone, self.ledger.known, until, config)
        yield "stage", "searching"
        turns = self.searching.turns(asked, standalone, earlier, as_of)
        if self.drafter is None:
            yield "stage", "checking"
        assembly = Assembly(self.library)
        drafts: list[Draft] = []
        batch = len(turns) > 1 and bool(claims_to_judge(standalone))
        for question, found in turns:
            draft = compose(question, found, self.library, self.ledger, self.granting.judged(question))
            wording: Wording | None = None
            if self.drafter is not None:
                yield "stage", "composing"
                wording = self.drafter.word(question, draft, found, self.library, until, config)
                yield "stage", "checking"
            if wording and wording.items and draft.verdict == "abstained":
                draft = replace(draft, verdict="answered", reason=None, says="")
            drafts.append(draft)
            before = len(assembly.pieces)
            for statement in assembly.add(draft, found, wording, disputed=not question.historical):
                yield "statement", statement
            assembly.part_off(before, len(drafts), batch)
        yield "answer", self._finish(text, standalone, turns, drafts, assembly, started)

    def _take(self, input: Any) -> tuple[str, Sequence[Any], date | None]:
        data: Mapping[str, Any] = input if isinstance(input, Mapping) else {"question": input}
        text = data.get("question")
        if not isinstance(text, str) or not text.strip():
            raise QuestionError("The question is empty; ask something such as “Is ISO 9002 still valid?”.")
        limit = self.settings.question_limit
        if len(text) > limit:
            raise QuestionError(f"The question has {len(text)} characters; at most {limit} are taken. Shorten it.")
        history = data.get("history") or []
        if isinstance(history, str) or not isinstance(history, Sequence):
            raise QuestionError("The history must be a list of earlier questions, oldest first.")
        return tidy(text), history, _day(data.get("as_of"))

    def _finish(
        self,
        text: str,
        standalone: str,
        turns: list[tuple[Question, Found]],
        drafts: list[Draft],
        assembly: Assembly,
        started: float,
    ) -> Answer:
        statements: Sequence[Statement] = assembly.statements
        if not statements:
            silent = [draft for draft in drafts if not draft.parts]
            draft = silent[0] if silent else Draft("abstained", reason="not_in_library", says="I don't know.")
            verdict, reason, said = draft.verdict, draft.reason, draft.says
        else:
            corrected = [draft for draft in drafts if draft.verdict == "premise_corrected"]
            verdict = "premise_corrected" if corrected else "answered"
            reason = corrected[0].reason if corrected else None
            said = as_text(assembly.pieces)
            for (question, _), draft in zip(turns, drafts, strict=True):
                if not draft.parts:
                    says = NOT_ANSWERED if draft.verdict == "small_talk" else draft.says
                    said += f"\n\nOn “{question.text}”: {says}"
        question, found = turns[0]
        confidence = min(draft.confidence for draft in drafts)
        return Answer(
            question=text,
            standalone_question=standalone,
            as_of=question.as_of.isoformat(),
            verdict=verdict,
            text=said,
            statements=tuple(statements),
            citations=tuple(assembly.citations),
            disputes=tuple(assembly.disputes),
            reason=reason,
            confidence=round(confidence, 4),
            library=self.library.hash,
            seconds=time.perf_counter() - started,
            notes=(*dict.fromkeys(assembly.problems), *notes_on(assembly.said, question, self.ledger, self._today())),
            suggestions=suggest(question, found, assembly.said),
            composer=f"llm:{self.drafter.name}" if self.drafter and assembly.worded else "default",
            dropped=tuple(
                Dropped(item.claim.text, item.claim.passage_id, item.claim.quote, item.reason)
                for item in assembly.rejections
            ),
        )


def _day(value: str | date | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except (ValueError, AttributeError) as error:
        raise QuestionError(f"as_of: found {value!r}; expected a day as YYYY-MM-DD, such as 1998-05-01.") from error
