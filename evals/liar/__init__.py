"""The liar: drafted claims with one subtle fault each, none of which may be shown, and faithful ones, which must be.

faults.yaml    claims that say something else than their quotes
faithful.yaml  claims that say it in other words
passages.yaml  the passages they quote
held_out/      the same, written without sight of the rules and never used to change them: what to expect of a model
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.types import Passage
from assistant.verification import Claim, find_quote, verify
from evals.cases import CasesError
from evals.report.terminal import Rows

FOLDER = Path(__file__).resolve().parent
HELD_OUT = FOLDER / "held_out"
# Share of the faithful claims that must be shown.
SHOWN = 0.9
# Faults that are in the quote itself: it is not in the passage, or the passage is another.
OF_THE_QUOTE = frozenset({"merged-quotes", "quote-altered", "wrong-passage-id"})


@dataclass(frozen=True)
class Draft:
    """A claim as a model drafted it, the passage it names, and which set it is of."""

    id: str
    kind: str
    set: str
    claim: Claim


@dataclass(frozen=True)
class Outcome:
    """A draft, and why it was held back; None when it was shown."""

    draft: Draft
    reason: str | None


def read_passages(folder: Path = FOLDER) -> dict[str, Passage]:
    """The quoted passages by id."""
    data = yaml.safe_load((folder / "passages.yaml").read_text(encoding="utf-8"))
    return {name: Passage(name, "fact", item["title"], item["text"], "trusted", ()) for name, item in data.items()}


def read_drafts(name: str, folder: Path = FOLDER) -> list[Draft]:
    """The drafts of faults.yaml or faithful.yaml. Raises CasesError for a quote that should be verbatim and is not."""
    path, passages = folder / f"{name}.yaml", read_passages(folder)
    drafts = []
    for item in yaml.safe_load(path.read_text(encoding="utf-8"))["claims"]:
        claim = Claim(item["text"], item["passage_id"], item["quote"])
        passage = passages.get(claim.passage_id)
        if item["kind"] not in OF_THE_QUOTE and (passage is None or find_quote(claim.quote, passage.text) is None):
            raise CasesError(f"{path}: {item['id']}: its quote is not in {claim.passage_id}; correct the quote.")
        drafts.append(Draft(item["id"], item["kind"], item["set"], claim))
    return drafts


def judge(drafts: Sequence[Draft], passages: dict[str, Passage]) -> list[Outcome]:
    """Each draft with what verification says of it."""
    outcomes = []
    for draft in drafts:
        _, rejected = verify([draft.claim], passages)
        outcomes.append(Outcome(draft, rejected[0].reason if rejected else None))
    return outcomes


def table_of(outcomes: Sequence[Outcome]) -> Rows:
    """A row for each kind: kind, n, shown."""
    total = Counter(outcome.draft.kind for outcome in outcomes)
    shown = Counter(outcome.draft.kind for outcome in outcomes if outcome.reason is None)
    rows: Rows = [("kind", "n", "shown")]
    rows += [(kind, str(total[kind]), str(shown[kind])) for kind in sorted(total)]
    return [*rows, ("all", str(len(outcomes)), str(sum(shown.values())))]


def shown(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those that a person would see."""
    return [outcome for outcome in outcomes if outcome.reason is None]


def passes(faults: Sequence[Outcome], faithful: Sequence[Outcome]) -> bool:
    """Whether no fault is shown and enough of the faithful claims are."""
    return not shown(faults) and len(shown(faithful)) >= SHOWN * len(faithful)
