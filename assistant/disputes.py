"""Statements and sources: who says otherwise about what was asked, and why not."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.index import Neighbour
from assistant.library import Library
from assistant.types import Dispute

# A claim is to the point when it is about as near to the question as a way of asking would be.
NEAR = 0.55
AT_MOST = 2


def find_disputes(library: Library, cited: Iterable[str], neighbours: Iterable[Neighbour]) -> list[Dispute]:
    """Claims of articles that a cited fact refutes and that speak of what was asked; nearest first.

    `cited` are fact passage ids; `neighbours` the phrases around the question.
    """
    cited_ids = {passage_id.removeprefix("fact:") for passage_id in cited}
    disputes: list[Dispute] = []
    articles: set[str] = set()
    for neighbour in neighbours:
        if neighbour.similarity < NEAR or len(disputes) == AT_MOST:
            break
        entry = library.claims_by_passage_id.get(neighbour.phrase.owner)
        if entry is None:
            continue
        article, claim = entry
        refuted = claim.verdict not in {"correct", "opinion"} and cited_ids & set(claim.refuted_by)
        if refuted and article.id not in articles:
            articles.add(article.id)
            title = f"{article.title} ({article.publisher})"
            disputes.append(Dispute(neighbour.phrase.owner, title, claim.claim, claim.verdict, claim.why))
    return disputes
