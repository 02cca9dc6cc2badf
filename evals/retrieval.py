"""The search alone: recall@k, MRR and nDCG over the cases' questions, beside plain baselines over the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import Any

from assistant.library import Library
from evals.cases import Case
from evals.report.terminal import Rows
from evals.statistics import wilson

DEPTH = 10
Ranking = list[frozenset[str]]  # fact ids at each place, best first; a chunk holds several


def first_place(ranking: Ranking, wanted: frozenset[str]) -> int | None:
    """The place, from 1, of the first result that holds a wanted fact."""
    return next((place for place, found in enumerate(ranking, start=1) if found & wanted), None)


def reciprocal_rank(ranking: Ranking, wanted: frozenset[str]) -> float:
    """1/place of the first wanted fact within ten; 0 when there is none."""
    place = first_place(ranking[:DEPTH], wanted)
    return 1 / place if place else 0.0


def ndcg(ranking: Ranking, wanted: frozenset[str]) -> float:
    """Σ gain/log2(place+1) over ten places, divided by the best possible; each wanted fact gains 1, once.

    >>> round(ndcg([frozenset({"x"}), frozenset({"a"})], frozenset({"a"})), 3)
    0.631
    """
    gained: set[str] = set()
    total = 0.0
    for place, found in enumerate(ranking[:DEPTH], start=1):
        new = (found & wanted) - gained
        total += min(1, len(new)) / log2(place + 1)
        gained |= new
    best = sum(1 / log2(place + 1) for place in range(1, min(len(wanted), DEPTH) + 1))
    return total / best if best else 0.0


def same_as(names: Sequence[str], library: Library) -> frozenset[str]:
    """`names` with the facts of their groups: they say the same."""
    groups = {fact.group for fact in library.facts if fact.id in names and fact.group}
    return frozenset(names) | {fact.id for fact in library.facts if fact.group in groups}


def dense_only(questions: Sequence[str], library: Library) -> list[Ranking]:
    """By cosine similarity of question and statement; nothing else."""
    places = _nearest(questions, [fact.statement for fact in library.facts])
    return [[frozenset({library.facts[place].id}) for place in row] for row in places]


def words_only(questions: Sequence[str], library: Library) -> list[Ranking]:
    """By BM25 over the statements, with bm25s' own tokens."""
    import bm25s

    index = bm25s.BM25()
    options: dict[str, Any] = {"stopwords": "en", "show_progress": False}
    index.index(bm25s.tokenize([fact.statement for fact in library.facts], **options), show_progress=False)
    rankings: list[Ranking] = []
    for question in questions:
        tokens = bm25s.tokenize([question], **options)
        places, scores = index.retrieve(tokens, k=min(DEPTH, len(library.facts)), show_progress=False)
        found = zip(places[0], scores[0], strict=True)
        rankings.append([frozenset({library.facts[int(place)].id}) for place, score in found if score > 0])
    return rankings


def chunks_only(questions: Sequence[str], library: Library) -> list[Ranking]:
    """By cosine similarity of fixed-size chunks (1,000 characters, 200 overlap); a place is a chunk with all it holds."""
    from evals.peer import chunk

    pieces = chunk(library)
    places = _nearest(questions, [piece.text for piece in pieces])
    return [[frozenset(name.removeprefix("fact:") for name in pieces[place].holds) for place in row] for row in places]


def _nearest(questions: Sequence[str], texts: Sequence[str]) -> list[list[int]]:
    from evals.plain_model import encode

    scores = encode(questions) @ encode(texts).T
    return [sorted(range(len(texts)), key=lambda place: (-float(row[place]), place))[:DEPTH] for row in scores]


def benchmark(cases: Sequence[Case], iso: Any) -> Rows:
    """Rows: search, n, recall@1 with interval, recall@3, recall@10, MRR, nDCG. Questions that need no earlier turn."""
    library: Library = iso.library
    chosen = [case for case in cases if case.wanted and case.answerable and not case.history]
    wanted = [same_as(case.wanted, library) for case in chosen]
    questions = [case.question for case in chosen]
    rows: Rows = [("search", "n", "recall@1", "95 %", "recall@3", "recall@10", "MRR@10", "nDCG@10")]
    rows.append(_row("this assistant", list(zip(_assistant(chosen, iso), wanted, strict=True))))
    for name, search in (("dense only", dense_only), ("BM25 only", words_only), ("fixed-size chunks", chunks_only)):
        rows.append(_row(name, list(zip(search(questions, library), wanted, strict=True))))
    return rows


def _assistant(cases: Sequence[Case], iso: Any) -> list[Ranking]:
    rankings: list[Ranking] = []
    for case in cases:
        day = case.as_of.isoformat() if case.as_of else None
        rankings.append([frozenset({hit.fact.id}) for hit in iso.search(case.question, as_of=day, limit=DEPTH)])
    return rankings


def _row(name: str, found: Sequence[tuple[Ranking, frozenset[str]]]) -> tuple[str, ...]:
    total = len(found) or 1
    places = [first_place(ranking, wanted) for ranking, wanted in found]
    within = {limit: sum(place is not None and place <= limit for place in places) for limit in (1, 3, DEPTH)}
    low, high = wilson(within[1], len(found))
    return (
        name,
        str(len(found)),
        f"{within[1] / total:.3f}",
        f"{low:.3f}–{high:.3f}",
        f"{within[3] / total:.3f}",
        f"{within[DEPTH] / total:.3f}",
        f"{sum(reciprocal_rank(*item) for item in found) / total:.3f}",
        f"{sum(ndcg(*item) for item in found) / total:.3f}",
    )
