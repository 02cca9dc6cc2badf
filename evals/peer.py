"""The textbook LangChain chain over the same library and articles, judged by the same checks as the assistant.

Splitter 1,000/200, the same sentence encoder, Chroma, four chunks, and the sentence of them nearest to the question; or,
with `--llm`, the usual prompt. Every sentence is given the citation of the passage it comes from, which the textbook
chain would not have: the comparison leans towards it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from langchain_core.messages import HumanMessage

from assistant.language_model import LanguageModel
from assistant.library import Library
from assistant.types import Answer, Citation, Passage, Statement
from evals.cases import Case
from evals.plain_model import PlainEmbeddings, encode
from evals.report.terminal import Rows, span
from evals.runner import Ask, asker, run_cases
from evals.summary import Summary, summarise

CHUNK, OVERLAP, NEAREST = 1000, 200, 4
PROMPT = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the "
    "question. If you don't know the answer, just say that you don't know. Use three sentences maximum and keep the "
    "answer concise.\nQuestion: {question}\nContext: {context}\nAnswer:"
)


@dataclass(frozen=True)
class Piece:
    """A chunk, and the ids of the passages whose whole text stands in it."""

    text: str
    holds: tuple[str, ...]


def chunk(library: Library) -> list[Piece]:
    """The library as the textbook sees it: one document a family of facts, one an article, cut at 1,000 characters."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents: dict[str, list[Passage]] = {}
    for fact in library.facts:
        documents.setdefault(fact.family, []).append(_known(library, fact.passage_id))
    for article in library.articles:
        documents[article.id] = [_known(library, article.passage_id(claim)) for claim in article.claims]
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    pieces = []
    for passages in documents.values():
        for text in splitter.split_text("\n".join(passage.text for passage in passages)):
            holds = tuple(passage.id for passage in passages if passage.text in text)
            pieces.append(Piece(text, holds))
    return pieces


def _known(library: Library, passage_id: str) -> Passage:
    passage = library.passage(passage_id)
    assert passage is not None, passage_id
    return passage


class TextbookChain:
    """Answers a question as the tutorials do."""

    def __init__(self, library: Library, model: LanguageModel | None = None, seconds: int = 45) -> None:
        import chromadb
        from langchain_chroma import Chroma

        self.library = library
        self.pieces = chunk(library)
        client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False, allow_reset=True))
        self._store = Chroma(collection_name="peer", embedding_function=PlainEmbeddings(), client=client)
        self._store.reset_collection()
        numbers = [str(number) for number in range(len(self.pieces))]
        self._store.add_texts([piece.text for piece in self.pieces], ids=numbers)
        self._vectors: dict[str, Any] = {}
        self._model = model
        self._seconds = seconds

    def ask(self, case: Case) -> Answer:
        """One answer; always one, since the textbook chain has no way to refuse."""
        question = case.question
        found = self._store.similarity_search(question, k=NEAREST)
        held = [passage for document in found for passage in self._passages(str(document.id))]
        if self._model is None:
            chosen = self._nearest(question, held)
            statements = [(chosen[0], [chosen[1]])] if chosen else []
        else:
            context = "\n\n".join(document.page_content for document in found)
            asked = [HumanMessage(PROMPT.format(question=question, context=context))]
            statements = self._cited(self._model.reply(asked, time.monotonic() + self._seconds), held)
        return self._answer(case, statements)

    def _passages(self, number: str) -> list[Passage]:
        return [_known(self.library, name) for name in self.pieces[int(number)].holds]

    def _nearest(self, question: str, held: Sequence[Passage]) -> tuple[str, Passage] | None:
        sentences = [(sentence, passage) for passage in held for sentence in _sentences(passage.text)]
        if not sentences:
            return None
        new = [sentence for sentence, _ in sentences if sentence not in self._vectors]
        self._vectors |= dict(zip(new, encode(new), strict=True)) if new else {}
        asked = encode([question])[0]
        scores = [float(self._vectors[sentence] @ asked) for sentence, _ in sentences]
        return sentences[max(range(len(sentences)), key=lambda place: (scores[place], -place))]

    def _cited(self, text: str, held: Sequence[Passage]) -> list[tuple[str, list[Passage]]]:
        if not held:
            return [(sentence, []) for sentence in _sentences(text)]
        matrix = encode([passage.text for passage in held])
        cited = []
        for sentence in _sentences(text):
            scores = matrix @ encode([sentence])[0]
            cited.append((sentence, [held[max(range(len(held)), key=lambda place: float(scores[place]))]]))
        return cited

    def _answer(self, case: Case, statements: Sequence[tuple[str, Sequence[Passage]]]) -> Answer:
        citations: list[Citation] = []
        stated: list[Statement] = []
        for text, passages in statements:
            numbers = []
            for passage in passages:
                number = len(citations) + 1
                numbers.append(number)
                kind, addresses = passage.kind, passage.references
                citations.append(
                    Citation(number, passage.id, kind, passage.title, passage.text, 0, len(passage.text), addresses)
                )
            stated.append(Statement(text, tuple(numbers)))
        refused = bool(stated) and "don't know" in stated[0].text
        return Answer(
            question=case.question,
            standalone_question=case.question,
            as_of=(case.as_of or date.today()).isoformat(),
            verdict="abstained" if refused or not stated else "answered",
            reason="not_in_library" if refused or not stated else None,
            text=" ".join(f"{item.text} {''.join(f'[{n}]' for n in item.citations)}" for item in stated)
            or "I don't know.",
            statements=tuple(stated),
            citations=tuple(citations),
            confidence=1.0,
            composer=f"peer llm:{self._model.name}" if self._model else "peer",
            library=self.library.hash,
        )


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text.strip()) if sentence]


def benchmark(cases: Sequence[Case], iso: Any) -> Rows:
    """Rows: check, this assistant and the textbook chain, each with n and interval."""
    model = iso.drafter.model if iso.drafter else None
    chain = TextbookChain(iso.library, model, iso.settings.llm_timeout)
    asks: list[Ask] = [asker(iso), chain.ask]
    ours, theirs = (summarise(run_cases(cases, ask, iso.library)) for ask in asks)
    rows: Rows = [("rate", "n", "this assistant", "95 %", "n ", "textbook chain", "95 % ")]
    rows.append(("cases passed", *_passed(ours), *_passed(theirs)))
    for part in ours.slices:
        if part.kind in ("split", "expects"):
            other = next(item for item in theirs.slices if (item.kind, item.name) == (part.kind, part.name))
            name = f"{part.kind} {part.name}"
            rows.append((name, *_cells(part.passed, part.total), *_cells(other.passed, other.total)))
    for mine, other_line in zip(ours.checks, theirs.checks, strict=True):
        rows.append((mine.name, *_cells(mine.passed, mine.scored), *_cells(other_line.passed, other_line.scored)))
    return rows


def _passed(summary: Summary) -> tuple[str, str, str]:
    return _cells(summary.total.passed, summary.total.total)


def _cells(passed: int, total: int) -> tuple[str, str, str]:
    return (str(total), f"{100 * passed / total:.1f} %" if total else "–", span(passed, total))
