"""A scratch library with edited facts: dates moved, statements negated, facts removed. The answers must follow.

This proves that answers come from the library and not from code. The edits are made in one copy of `knowledge/`, so that
one index serves them all; a fact is edited only when no other fact says the same.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.library import Library, load_library
from assistant.settings import Settings
from assistant.types import Answer, Fact
from evals.matching import states
from evals.report.terminal import Rows
from evals.support import content, unsupported
from evals.words import forms

EDITS = 20  # of each kind
MOVE = 7  # years


@dataclass(frozen=True)
class Edit:
    """One change to a fact: what it says afterwards (None: it is gone), and a question that it answered."""

    kind: str
    fact: str
    question: str
    before: str
    after: str | None


def moved(statement: str) -> str | None:
    """`statement` with its one year seven years later; None when it has no year or several."""
    years = re.findall(r"(?<![:\d])(?:19|20)\d{2}\b", statement)
    if len(set(years)) != 1 or re.search(r":(?:19|20)\d{2}", statement):
        return None
    return statement.replace(years[0], str(int(years[0]) + MOVE))


def reversed_(statement: str) -> str | None:
    """`statement` with its first verb denied; None when there is none or it is denied already."""
    if re.search(r"\b(?:not|no|never|neither|nor|without|none|cannot)\b", statement):
        return None
    match = re.search(r"\b(?:is|are|was|were|must|can|may|should|has to be)\b", statement)
    return f"{statement[: match.end()]} not{statement[match.end() :]}" if match else None


def plan(library: Library) -> list[Edit]:
    """The edits, chosen by hash: facts with a question that names what they are about, and no near double."""
    taken: set[str] = set()
    edits: list[Edit] = []
    changes: tuple[tuple[str, Callable[[str], str | None]], ...] = (("date moved", moved), ("negated", reversed_))
    for kind, change in changes:
        for fact in _in_order(library, kind):
            after = change(fact.statement)
            if after and fact.id not in taken and sum(edit.kind == kind for edit in edits) < EDITS:
                taken.add(fact.id)
                edits.append(Edit(kind, fact.id, _question(fact), fact.statement, after))
    for fact in _in_order(library, "removed"):
        if fact.id not in taken and sum(edit.kind == "removed" for edit in edits) < EDITS:
            taken.add(fact.id)
            edits.append(Edit("removed", fact.id, _question(fact), fact.statement, None))
    return edits


def _in_order(library: Library, name: str) -> list[Fact]:
    facts = [
        fact
        for fact in library.facts
        if fact.asked_as and not fact.group and not fact.valid_to and not _doubled(fact, library)
    ]
    return sorted(facts, key=lambda fact: hashlib.sha256(f"{name}/{fact.id}".encode()).digest())


def _doubled(fact: Fact, library: Library) -> bool:
    own = content(fact.statement)
    return any(other.id != fact.id and len(own & content(other.statement)) > 0.7 * len(own) for other in library.facts)


def _question(fact: Fact) -> str:
    """The way of asking that shares most with the subject."""
    about = content(f"{fact.subject} {fact.attribute}")
    return max(fact.asked_as, key=lambda text: (len(content(text) & about), len(text)))


def write_scratch(knowledge: Path, target: Path, edits: Sequence[Edit]) -> None:
    """A copy of `knowledge` in `target` with the edits made; dates beside a statement are dropped with its old words."""
    shutil.copytree(knowledge, target)
    by_fact = {edit.fact: edit for edit in edits}
    for path in sorted(target.glob("facts/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        kept = []
        for entry in data["facts"]:
            edit = by_fact.get(entry["id"])
            if edit is None:
                kept.append(entry)
            elif edit.after is not None:
                entry["statement"] = edit.after
                for field in (
                    "value",
                    "valid_from",
                    "valid_to",
                    "certificates_until",
                    "asked_yes",
                    "asked_no",
                    "corrects",
                ):
                    entry.pop(field, None)
                kept.append(entry)
        path.write_text(yaml.safe_dump({"facts": kept}, sort_keys=False, allow_unicode=True), encoding="utf-8")
    gone = {edit.fact for edit in edits if edit.after is None}
    for path in sorted(target.glob("sources/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for claim in data["claims"]:
            claim["refuted_by"] = [name for name in claim.get("refuted_by", []) if name not in gone]
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def follows(edit: Edit, answer: Answer) -> str | None:
    """Why `answer` does not follow `edit`, or None when it does.

    It must not say what the library no longer says. Citing the edited fact, it must say it in the new words; not citing
    it is right as well, since another fact may answer or the assistant abstain.
    """
    said = [item.text for item in answer.statements]
    if any(forms(text) == forms(edit.before) for text in said):
        return "still says what the library no longer says"
    cited = [item for item in answer.citations if item.passage_id == f"fact:{edit.fact}"]
    if edit.after is None:
        return "cites a fact that was removed" if cited else None
    if cited and not any(unsupported(edit.after, (text,)) is None for text in said):
        return "cites the edited fact without its new words"
    if edit.kind == "date moved":
        old = next(year for year in re.findall(r"(?:19|20)\d{2}", edit.before))
        if cited and any(states(old, text) for text in said if content(text) & content(edit.after)) and len(said) == 1:
            return f"still says {old}"
    return None


def benchmark(model: Mapping[str, object]) -> tuple[Rows, list[str]]:
    """Rows of edits, how many answers follow and how many state the new words; and each that does not follow."""
    from assistant import Assistant

    settings = Settings.from_environment(**model)
    library = load_library(settings.knowledge)
    edits = plan(library)
    with tempfile.TemporaryDirectory(prefix="counterfactual-") as folder:
        scratch = Path(folder) / "knowledge"
        write_scratch(settings.knowledge, scratch, edits)
        iso = Assistant.open(Settings.from_environment(**model, knowledge=scratch, index=Path(folder) / "index"))
        return judge_edits(edits, iso)


def judge_edits(edits: Sequence[Edit], iso: Any) -> tuple[Rows, list[str]]:
    """Ask each edit's question of an assistant on the scratch library."""
    problems, outcomes = [], []
    for edit in edits:
        answer: Answer = iso.ask(edit.question)
        fault = follows(edit, answer)
        used = any(item.passage_id == f"fact:{edit.fact}" for item in answer.citations)
        outcomes.append((edit.kind, fault is None, used, answer.verdict == "abstained"))
        if fault:
            problems.append(f"{edit.fact} ({edit.kind}): {fault}; asked {edit.question!r}, said {answer.text[:120]!r}")
    rows: Rows = [("edit", "n", "follow", "say the new words", "abstain")]
    for kind in dict.fromkeys(edit.kind for edit in edits):
        these = [outcome for outcome in outcomes if outcome[0] == kind]
        counts = [sum(bool(outcome[place]) for outcome in these) for place in (1, 2, 3)]
        rows.append((kind, str(len(these)), *(str(count) for count in counts)))
    return rows, problems
