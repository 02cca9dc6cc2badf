"""Checks on citations: that each is real, that each statement is carried, and that none is decoration."""

from __future__ import annotations

import re

from evals.canonical import plain
from evals.checks.context import Context, Score, share, unscored
from evals.support import content, contributes, unsupported

# Content words of its own from which a sentence around the statements is an assertion; fixed phrases have fewer.
LOOSE_WORDS = 12
# The same, when most of its words stand in one fact of the library.
FACT_WORDS = 4

_NUMBERS = re.compile(r"\[(\d+(?:\s*[,;]\s*\d+)*)\](?!\()")


def citation_validity(context: Context) -> Score:
    """Real citations / citations and markers; passes at 1.

    A citation is real when its passage resolves in the library, its kind agrees, and `passage.text[start:end] == quote`
    with a quote that is not empty; a marker [n] or a statement's citation is real when a citation has that number.
    Numbers must be unique. Unscored: the answer cites nothing and has no marker.
    """
    answer = context.answer
    faults = []
    for citation in answer.citations:
        passage = context.passages[citation.number]
        if passage is None:
            faults.append(f"[{citation.number}] cites {citation.passage_id}, which is not in the library")
        elif passage.kind != citation.kind:
            faults.append(f"[{citation.number}] calls a {passage.kind} a {citation.kind}")
        elif citation.number not in context.quotes:
            faults.append(f"[{citation.number}] quotes {citation.quote[:40]!r}, which is not at {citation.start} there")
    if len(context.citations) < len(answer.citations):
        faults.append("two citations have the same number")
    used = [number for statement in answer.statements for number in statement.citations]
    used += [int(number) for found in _NUMBERS.findall(answer.text) for number in re.findall(r"\d+", found)]
    faults += [f"marker [{number}] resolves to nothing" for number in sorted(set(used) - set(context.citations))]
    total = len(answer.citations) + len(set(used) - set(context.citations))
    if not total:
        return unscored("the answer cites nothing")
    return share(max(total - len(faults), 0), total, faults, f"all {total} are real")


def citation_recall(context: Context) -> Score:
    """Statements carried by the quotes they cite / statements; passes at 1.

    Carried is what `evals.support` finds: verbatim, or same identifiers, negation and modality with most content words.
    A sentence of the text outside all statements counts as one without citation when it asserts something: it has 12
    content words that stand in no statement, question or note, or 4 and says what a fact of the library says.
    Unscored: a refusal, a question back or small talk that states nothing.
    """
    answer = context.answer
    faults = []
    for statement in answer.statements:
        quotes = tuple(context.quotes[number] for number in statement.citations if number in context.quotes)
        titles = tuple(passage.title for number in statement.citations if (passage := context.passages.get(number)))
        if reason := unsupported(statement.text, quotes, titles):
            faults.append(f"{statement.text[:50]!r}: {reason}")
    loose = _loose_sentences(context) if context.answering else []
    faults += [f"{sentence[:50]!r}: stands outside every statement" for sentence in loose]
    total = len(answer.statements) + len(loose)
    if not total:
        return Score(False, 0.0, "states nothing") if context.answering else unscored("nothing is stated")
    return share(total - len(faults), total, faults, f"all {total} are carried")


def _loose_sentences(context: Context) -> list[str]:
    """Sentences around the statements that assert something which no statement, question or note says."""
    known = content("\n".join([context.stated, *context.asked, *context.answer.notes]))
    loose = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", plain(context.around)):
        own = content(sentence) - known
        if len(own) >= LOOSE_WORDS or (len(own) >= FACT_WORDS and _is_of_the_library(content(sentence), context)):
            loose.append(sentence)
    return loose


def _is_of_the_library(said: frozenset[str], context: Context) -> bool:
    return any(len(said & content(fact.statement)) >= 0.7 * len(said) for fact in context.library.facts)


def citation_precision(context: Context) -> Score:
    """Citations that contribute to a statement citing them / all emitted citations; passes at 1.

    Contributes: shares at least half of the smaller side's content words with the statement. A citation that no
    statement uses counts as one that does not.
    """
    answer = context.answer
    if not answer.citations:
        return unscored("the answer cites nothing")
    faults = []
    for citation in answer.citations:
        users = [statement for statement in answer.statements if citation.number in statement.citations]
        quote = context.quotes.get(citation.number, citation.quote)
        if not users:
            faults.append(f"[{citation.number}] supports no statement")
        elif not any(contributes(statement.text, [quote]) for statement in users):
            faults.append(f"[{citation.number}] says nothing about {users[0].text[:40]!r}")
    total = len(answer.citations)
    return share(total - len(faults), total, faults, f"all {total} contribute")
