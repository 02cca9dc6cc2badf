"""Faults in what an answer rests on: citations, quotes, offsets, sources, disputes, and text beside the record."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import Answer, Citation, Dispute, Statement
from evals.controls.gold import Gold, cite, opening_of, with_first, with_statements
from evals.controls.shelf import Shelf


def other_passage(gold: Gold, shelf: Shelf) -> Answer | None:
    """The right statements, with true quotes of a passage about something else."""
    foreign = shelf.foreign(gold.answer)
    swapped = [cite(citation.number, foreign) for citation in gold.answer.citations]
    return replace(gold.answer, citations=tuple(swapped)) if swapped else None


def extra_citation(gold: Gold, shelf: Shelf) -> Answer | None:
    """A true quote that has nothing to do with it, added to the first statement."""
    number = len(gold.answer.citations) + 1
    first = gold.answer.statements[0]
    statements = [replace(first, citations=(*first.citations, number)), *gold.answer.statements[1:]]
    citations = (*gold.answer.citations, cite(number, shelf.foreign(gold.answer)))
    return with_statements(replace(gold.answer, citations=citations), statements, opening_of(gold.case))


def quote_altered(gold: Gold, shelf: Shelf) -> Answer | None:
    """One word of a quote exchanged, in the statement too."""
    citation = gold.answer.citations[0]
    words = citation.quote.split(" ")
    place = max(range(len(words)), key=lambda position: (len(words[position]), -position))
    quote = " ".join([*words[:place], "approximately", *words[place + 1 :]])
    changed = replace(citation, quote=quote, end=citation.start + len(quote))
    spoilt = with_first(gold.answer, quote)
    return replace(spoilt, citations=(changed, *gold.answer.citations[1:])) if spoilt else None


def offsets_moved(gold: Gold, shelf: Shelf) -> Answer | None:
    """A true quote whose offsets point elsewhere."""
    citation = gold.answer.citations[0]
    moved = replace(citation, start=citation.start + 3, end=citation.end + 3)
    return replace(gold.answer, citations=(moved, *gold.answer.citations[1:]))


def invented_citations(gold: Gold, shelf: Shelf) -> Answer | None:
    """The right text with passages that do not exist."""
    invented = [replace(item, passage_id=f"fact:invented-{item.number}") for item in gold.answer.citations]
    return replace(gold.answer, citations=tuple(invented))


def outdated_claim(gold: Gold, shelf: Shelf) -> Answer | None:
    """A doubted claim of an article told as a statement, cited to the article alone."""
    found = shelf.claim(gold)
    if not found:
        return None
    passage_id, claim = found
    number = len(gold.answer.citations) + 1
    article = shelf.library.claims_by_passage_id[passage_id][0]
    citation = Citation(number, passage_id, "source", article.title, claim, 0, len(claim), ())
    statements = [Statement(claim, (number,)), *gold.answer.statements]
    answer = replace(gold.answer, citations=(*gold.answer.citations, citation))
    return with_statements(answer, statements, opening_of(gold.case))


def uncited(gold: Gold, shelf: Shelf) -> Answer | None:
    """The right statements without their citations."""
    bare = [replace(item, citations=()) for item in gold.answer.statements]
    return with_statements(replace(gold.answer, citations=()), bare, opening_of(gold.case))


def smuggled(gold: Gold, shelf: Shelf) -> Answer | None:
    """An assertion in the text that is no statement of the record."""
    return replace(gold.answer, text=f"{gold.answer.text} {shelf.foreign(gold.answer).statement}")


def text_differs(gold: Gold, shelf: Shelf) -> Answer | None:
    """A text that is not the statements of the record."""
    foreign = shelf.foreign(gold.answer)
    return replace(gold.answer, text=f"{foreign.statement} [1]")


def false_dispute(gold: Gold, shelf: Shelf) -> Answer | None:
    """A correct claim of an article shown as wrong."""
    for passage_id, (article, claim) in shelf.library.claims_by_passage_id.items():
        if claim.verdict == "correct":
            shown = Dispute(passage_id, article.title, claim.claim, "wrong", claim.why)
            return replace(gold.answer, disputes=(*gold.answer.disputes, shown))
    return None


def dispute_hidden(gold: Gold, shelf: Shelf) -> Answer | None:
    """The dispute that the case asks for, left out."""
    wanted = isinstance(gold.case.disputes, tuple) and gold.case.disputes
    return replace(gold.answer, disputes=()) if wanted and gold.answer.disputes else None
