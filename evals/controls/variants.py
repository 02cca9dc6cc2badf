"""Harmless variants of right answers, which must still pass, and trivial answerers, which must land where they belong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.types import Answer, Statement
from evals.canonical import MONTHS, canonical
from evals.controls.gold import Gold, cite, from_facts, opening_of, with_statements
from evals.controls.shelf import Shelf
from evals.matching import claims, occurrences
from evals.support import content
from evals.words import NEGATIONS, forms

Change = Callable[[Gold, Shelf], Answer | None]


def _said_otherwise(gold: Gold, change: Callable[[str], str]) -> Answer | None:
    """The gold answer with every statement put through `change`; its quotes stay. None when nothing changed."""
    statements = [replace(item, text=change(item.text)) for item in gold.answer.statements]
    if tuple(statements) == gold.answer.statements:
        return None
    return with_statements(gold.answer, statements, opening_of(gold.case))


def reordered(gold: Gold, shelf: Shelf) -> Answer | None:
    """Statements in the reverse order."""
    if len(gold.answer.statements) < 2:
        return None
    return with_statements(gold.answer, gold.answer.statements[::-1], opening_of(gold.case))


def dates_otherwise(gold: Gold, shelf: Shelf) -> Answer | None:
    """`2000-12-15` for `15 December 2000`."""

    def change(text: str) -> str:
        months = "|".join(month.title() for month in MONTHS)

        def iso(match: re.Match[str]) -> str:
            month = MONTHS.index(match[2].lower()) + 1
            return f"{match[3]}-{month:02d}-{int(match[1]):02d}"

        return re.sub(rf"\b(\d{{1,2}}) ({months}) (\d{{4}})", iso, text)

    return _said_otherwise(gold, change)


def numbers_otherwise(gold: Gold, shelf: Shelf) -> Answer | None:
    """`1,200,000` for `1 200 000`, `50 percent` for `50 %`, and the reverse."""

    def change(text: str) -> str:
        text = re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", lambda match: "," if match[0] == " " else "\u202f", text)
        return re.sub(r"\s?%|\s?per ?cent\b", " percent", text)

    return _said_otherwise(gold, change)


def designations_otherwise(gold: Gold, shelf: Shelf) -> Answer | None:
    """`ISO9001-2015` for `ISO 9001:2015`."""
    return _said_otherwise(gold, lambda text: re.sub(r"\bISO (\d{4,5}):((?:19|20)\d{2})\b", r"ISO\1-\2", text))


def marked_up(gold: Gold, shelf: Shelf) -> Answer | None:
    """Bold words, bullets and typographic dashes."""

    def change(text: str) -> str:
        return text.replace(" - ", " – ").replace("ISO ", "**ISO** ", 1)

    answer = _said_otherwise(gold, change)
    return replace(answer, text="- " + answer.text) if answer and not opening_of(gold.case) else answer


def extra_true_statement(gold: Gold, shelf: Shelf) -> Answer | None:
    """One more true statement, cited, from the nearest other fact."""
    about = content(gold.answer.text)
    cited = {citation.passage_id for citation in gold.answer.citations}
    others = [
        fact
        for fact in shelf.facts[:200]
        if fact.passage_id not in cited
        and fact.id not in gold.case.facts_not
        and not any(claims(pattern, fact.statement) for pattern in gold.case.forbidden)
    ]
    if not gold.answer.statements or not others:
        return None
    nearest = max(others, key=lambda fact: len(content(fact.statement) & about))
    number = len(gold.answer.citations) + 1
    statements = [*gold.answer.statements, Statement(nearest.statement, (number,))]
    answer = replace(gold.answer, citations=(*gold.answer.citations, cite(number, nearest)))
    return with_statements(answer, statements, opening_of(gold.case))


def other_alias(gold: Gold, shelf: Shelf) -> Answer | None:
    """A key fact in the words of another alias of its group, of the same length and without number or negation."""
    text = canonical(gold.answer.statements[0].text) if gold.answer.statements else ""
    for group in gold.case.key_facts:
        plain = [alias for alias in group if _exchangeable(alias)]
        for said in plain:
            if not occurrences(said, text) or said.lower() not in text:
                continue
            for other in plain:
                if other != said and len(forms(other)) == len(forms(said)) and not set(forms(other)) & set(forms(said)):
                    changed = text.replace(said.lower(), other.lower(), 1)
                    first = replace(gold.answer.statements[0], text=changed)
                    return with_statements(gold.answer, [first, *gold.answer.statements[1:]], opening_of(gold.case))
    return None


def _exchangeable(alias: str) -> bool:
    plain = "..." not in alias and "*" not in alias and not any(character.isdigit() for character in alias)
    return plain and not set(forms(alias)) & NEGATIONS and canonical(alias) == alias.lower()


VARIANTS: Mapping[str, Change] = {
    "statements reordered": reordered,
    "dates written otherwise": dates_otherwise,
    "numbers written otherwise": numbers_otherwise,
    "designations written otherwise": designations_otherwise,
    "marked up": marked_up,
    "one more true statement": extra_true_statement,
    "another alias": other_alias,
}


def first_hit(gold: Gold, shelf: Shelf) -> Answer:
    """The fact that shares most content words with the question, whatever is asked."""
    about = content(gold.case.question)
    best = max(shelf.facts, key=lambda fact: (len(content(fact.statement) & about), -len(fact.statement)))
    return from_facts(gold.case, [best], shelf.library, "answered")


def always_abstain(gold: Gold, shelf: Shelf) -> Answer:
    """The same refusal to everything."""
    text = "The library holds nothing on this question."
    answer = replace(gold.answer, verdict="abstained", reason="not_in_library", text=text, statements=(), citations=())
    return replace(answer, disputes=(), standalone_question=gold.case.question)


def dump_all(gold: Gold, shelf: Shelf) -> Answer:
    """Every fact of the library, each with its citation."""
    return from_facts(gold.case, shelf.facts, shelf.library, "answered")


def random_citations(gold: Gold, shelf: Shelf) -> Answer:
    """The right text over citations drawn without looking."""
    drawn = {item.number: cite(item.number, shelf.facts[item.number % 7]) for item in gold.answer.citations}
    return replace(gold.answer, citations=tuple(drawn.values()))


# Answerer: how it answers, and the most it may pass of the answerable cases and of the unanswerable ones.
ANSWERERS: Mapping[str, tuple[Callable[[Gold, Shelf], Answer], float, float]] = {
    "always the first hit": (first_hit, 0.6, 0.0),
    "always abstain": (always_abstain, 0.0, 1.0),
    "dump everything": (dump_all, 0.0, 0.0),
    "random citations": (random_citations, 0.02, 1.0),
}
