"""A made-up library and right answers to it: nothing in these tests can be taken for a real standard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.library import Library
from assistant.types import Answer
from evals.cases import Case
from evals.controls.gold import from_facts

FACTS = {
    "edition": "ISO 99001:2031 was published on 3 May 2031 and replaced ISO 99001:2024.",
    "withdrawal": "ISO 99002 was withdrawn on 4 June 2029; organizations can no longer be certified to ISO 99002.",
    "controlled-conditions": "Clause 8.5.1 of ISO 99001:2031 requires controlled conditions for production.",
    "manual": "ISO 99001:2031 does not require a quality manual.",
    "count": "In 2030 there were 1 250 000 certificates to ISO 99001, 25 % of them in services.",
    "register": "Organizations should consider keeping a register of risks under ISO 99001:2031.",
    "register-again": "A register of risks should be considered under ISO 99001:2031.",
}
ENTRY = """
  - id: {id}
    subject: ISO 99001
    attribute: {attribute}
    statement: "{statement}"
    asked_as: ["What about {id}?"]
    {group}
    references: [{{address: "https://example.org/{id}", shows: the statement}}]
    support: direct
    verified_on: 2031-06-01
    review_by: 2032-06-01
    confidence: high
"""
ARTICLE = """
id: old-article
title: Two certificates
publisher: Example
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
claims:
  - {id: c1, claim: Companies can be certified to ISO 99002., verdict: outdated, refuted_by: [withdrawal], why: It ended.}
  - {id: c2, claim: ISO 99001 is about quality., verdict: correct, why: So it is.}
"""
BOUNDARIES = """
boundaries:
  - {id: recipes, reason: out_of_field, says: Recipes are not what this library is about., examples: [How do I bake bread?]}
"""


def write_knowledge(folder: Path, facts: dict[str, str] = FACTS) -> Path:
    """A knowledge folder with these statements."""
    for name in ("facts", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    entries = [
        ENTRY.format(
            id=name,
            statement=statement,
            attribute=name,
            group="group: registers" if name.startswith("register") else "",
        )
        for name, statement in facts.items()
    ]
    (folder / "facts" / "made-up.yaml").write_text("facts:" + "".join(entries), encoding="utf-8")
    (folder / "sources" / "old.yaml").write_text(ARTICLE, encoding="utf-8")
    (folder / "boundaries.yaml").write_text(BOUNDARIES, encoding="utf-8")
    return folder


def a_case(**fields: object) -> Case:
    """A case on the withdrawal unless told otherwise."""
    given: dict[str, object] = {
        "id": "certifiable",
        "question": "Can we be certified to ISO 99002?",
        "verdicts": ["answered", "premise_corrected"],
        "key_facts": [["withdrawn", "no longer"]],
        "facts": ["withdrawal"],
    }
    return Case.model_validate(given | fields)


def right(library: Library, case: Case, *names: str, **changes: object) -> Answer:
    """The right answer to `case` from its facts (or from `names`), with `changes`."""
    chosen = [library.facts_by_id[name] for name in (names or case.wanted[:1])]
    return replace(from_facts(case, chosen, library), **changes)  # type: ignore[arg-type]
