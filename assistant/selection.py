"""Which of the facts found are said: the best, and those near it that add something."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.several_terms import several_terms
from assistant.types import Fact, Hit
from assistant.understanding import Question
from assistant.words import terms

# How far behind the first fact another may be, and how many may follow, by the breadth of the question.
NARROW = (0.15, 2)
BROAD = (0.19, 4)
# Commas of a statement that lists things.
LISTS = 2
# Two statements that share this much of the shorter one's words say the same thing.
REPEATS = 0.80
# Among so many hits, within this much of the best, one that says it in so much fewer words is the plainer answer.
LIKE_NEAR = 4
AS_NEAR = 0.04
PLAINER = 0.60


def choose(question: Question, hits: Sequence[Hit], limit: int | None = None) -> list[Fact]:
    """The facts to be said: the best, and those near it that add something."""
    asked = question.kinds & {"difference", "list", "how", "change", "why"}
    # A list that is asked for is the answer; what comes near it is another.
    listed = asked == {"list"} and hits[0].fact.statement.count(",") >= LISTS
    broad = (asked and not listed and not question.polar) or several_terms(question.text)
    margin, most = BROAD if broad else NARROW
    most = most if limit is None else limit - 1
    chosen = [hits[0].fact]
    for hit in hits[1:]:
        if len(chosen) > most or hit.score < hits[0].score - margin:
            break
        if not any(repeats(hit.fact, fact) for fact in chosen):
            chosen.append(hit.fact)
    return chosen


def plainest(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, first of them a short one that answers as nearly as a longer one in which it is contained."""
    best = set(terms(hits[0].fact.statement))
    for hit in hits[1:LIKE_NEAR]:
        said = set(terms(hit.fact.statement))
        contained = len(said & best) >= REPEATS * len(said)
        if contained and len(said) <= PLAINER * len(best) and hit.score >= hits[0].score - AS_NEAR:
            return [
                Hit(hit.fact, hits[0].score, hit.signals, hit.matched),
                *[other for other in hits if other is not hit],
            ]
    return list(hits)


def repeats(one: Fact, other: Fact) -> bool:
    """Whether saying `one` after `other` would say the same thing twice."""
    if one.group is not None and one.group == other.group:
        return True
    left, right = set(terms(one.statement)), set(terms(other.statement))
    return len(left & right) >= REPEATS * min(len(left), len(right))
