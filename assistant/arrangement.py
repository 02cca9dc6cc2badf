"""Verified claims and the default's facts become one answer that leaves out nothing the default would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composition import Draft, Part
from assistant.library import Library
from assistant.polarity import negated
from assistant.selection import repeats
from assistant.types import Fact
from assistant.verification import Rejection, Support
from assistant.words import terms

# Share of a fact's words that a model's sentences on it must keep to stand for it.
CARRIED = 0.6
# Share of a sentence's words from which on it only repeats what has been said.
REPEATED = 0.8
# Sentences on facts that the default would not state.
MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Worded:
    """One sentence to be said: a model's, verified, or (`support` is None) a fact's own; `lead` is put before it."""

    fact: Fact
    support: Support | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What came of asking a model: sentences in order, or the problem that keeps the default's; and what was refused."""

    items: tuple[Worded, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    problem: str = ""


def arrange(draft: Draft, supports: Sequence[Support], library: Library) -> tuple[Worded, ...]:
    """The answer in a model's words, where they stand for the default's facts; empty when they stand for none.

    The default's first fact stays first, with its lead; each of its facts is said, by the model or in its own words;
    then come the model's sentences on other facts.
    """
    said = [Worded(fact, support) for support in supports if (fact := _fact(support, library))]
    if draft.verdict == "abstained":
        return tuple(said[:MOST_OTHERS])
    parts = [_part(part, said, strict=not number and _is_delicate(draft)) for number, part in enumerate(draft.parts)]
    if not any(item.support for items in parts for item in items):
        return ()
    opening, own = parts[0], [items[0] for items in parts[1:] if items[0].support is None]
    spoken_for = {item.fact.id for items in parts for item in items if item.support}
    stated = [part.fact for part in draft.parts]
    rest, others = [], 0
    for item in said:
        if any(_same(item.fact, fact) for fact in stated):
            if item.fact.id in spoken_for and not any(item.support is other.support for other in opening):
                rest.append(item)
        elif others < MOST_OTHERS and not _repeated(item, [*opening, *own, *rest]):
            others += 1
            rest.append(item)
    return (*opening, *own, *rest)


def text_of(item: Worded) -> str:
    """The sentence, without its lead."""
    return item.support.claim.text if item.support else item.fact.statement


def _is_delicate(draft: Draft) -> bool:
    """Whether the first sentence follows a yes or no, or corrects the asker."""
    return bool(draft.parts[0].lead) or draft.verdict == "premise_corrected"


def _part(part: Part, said: Sequence[Worded], strict: bool) -> list[Worded]:
    """What stands for one of the default's facts: a model's sentences, when they carry it, else the fact itself.

    When `strict`, the first of them must carry it alone and be no less negated than the fact.
    """
    about = [item for item in said if _same(item.fact, part.fact)]
    if strict:
        fitting = [item for item in about if _carry([item], part.fact) and _as_negated(item, part.fact)]
        about = [*fitting[:1], *(item for item in about if item is not fitting[0])] if fitting else []
    elif not _carry(about, part.fact):
        about = []
    if not about:
        return [Worded(part.fact, lead=part.lead)]
    return [Worded(about[0].fact, about[0].support, part.lead), *about[1:]]


def _carry(items: Sequence[Worded], fact: Fact) -> bool:
    words = set(terms(fact.statement))
    kept = {word for item in items for word in terms(text_of(item))}
    return len(words & kept) >= CARRIED * len(words)


def _as_negated(item: Worded, fact: Fact) -> bool:
    return negated(text_of(item)) == negated(fact.statement)


def _same(one: Fact, other: Fact) -> bool:
    return one.id == other.id or repeats(one, other)


def _repeated(item: Worded, before: Sequence[Worded]) -> bool:
    words = set(terms(text_of(item)))
    known = {word for other in before for word in terms(text_of(other))}
    return len(words & known) >= REPEATED * len(words)


def _fact(support: Support, library: Library) -> Fact | None:
    return library.facts_by_id.get(support.passage.id.removeprefix("fact:"))
