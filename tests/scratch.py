"""Small made-up knowledge and an embedder without a model, for tests that need no truth."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.embedding import SentenceEmbeddings
from assistant.words import terms

DIMENSION = 256

Entry = dict[str, Any]


class WordEmbeddings(SentenceEmbeddings):
    """Embeddings in which shared words bring vectors nearer; notes what it was asked to embed."""

    identity = "words, one dimension each"  # type: ignore[assignment]

    def __init__(self, identity: str = identity) -> None:
        super().__init__(adapter=None)
        self.identity = identity
        self.embedded: list[str] = []

    def known_identity(self, memory: Path) -> str:
        """The given name; there are no weights."""
        return self.identity

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors that count the words of each text."""
        self.embedded += texts
        vectors = np.full((len(texts), DIMENSION), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in terms(text):
                vectors[row, zlib.crc32(word.encode()) % DIMENSION] += 1
            if progress:
                progress(row + 1)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def export(self, folder: Path, samples: Sequence[str]) -> None:
        """Nothing to export."""


def fact(
    name: str = "beta-edition", statement: str = "ISO 99001:2031 was published on 3 May 2031.", **fields: Any
) -> Entry:
    """One made-up fact as it is written in YAML, with `fields` in place of the usual ones; None leaves one out."""
    entry: Entry = {
        "id": name,
        "subject": "ISO 99001",
        "attribute": name,
        "statement": statement,
        "references": [{"address": f"https://example.org/{name}", "shows": "the statement"}],
        "support": "direct",
        "verified_on": "2026-06-01",
        "review_by": "2027-06-01",
        "confidence": "high",
    }
    return {key: value for key, value in (entry | fields).items() if value is not None}


FACTS = [
    fact("kettle-editions", "ISO 99001 has had two editions: 2024 and 2031.", attribute="editions", value=[2024, 2031],
         asked_as=["How many editions has ISO 99001 had?"]),
    fact("kettle-purpose", "ISO 99001 specifies requirements for kettle management systems.", attribute="purpose",
         asked_as=["What is ISO 99001 for?", "What is kettle management?"]),
    fact("kettle-descaling", "ISO 99001:2031 requires organizations to descale their kettles every month.", attribute="descaling",
         asked_as=["How often must kettles be descaled?"], asked_yes=["Does ISO 99001 require descaling?"],
         corrects=["ISO 99001 leaves descaling to the cook."]),
    fact("teapot-status", "ISO 99002 was withdrawn on 4 June 2029; organizations can no longer be certified to ISO 99002.",
         subject="ISO 99002", attribute="status", asked_as=["Is ISO 99002 still valid?"],
         corrects=["How do we renew our ISO 99002 certificate?"]),
]  # fmt: skip
CLAIM = {
    "id": "c1", "claim": "Organizations can be certified to ISO 99002.", "verdict": "outdated",
    "refuted_by": ["teapot-status"], "why": "It was withdrawn in 2029.",
}  # fmt: skip
ARTICLE = {"id": "old-teapots", "title": "Two teapots", "publisher": "Example", "sha256": "0" * 64, "claims": [CLAIM]}
BOUNDARY = {
    "id": "recipes", "reason": "out_of_field", "says": "Recipes lie outside this library.", "examples": ["How do I bake bread?"],
}  # fmt: skip


def write_facts(folder: Path, *entries: Entry, file: str = "made-up.yaml") -> Path:
    """The file `facts/FILE` of a knowledge folder, holding `entries` and nothing else."""
    path = folder / "facts" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({"facts": list(entries)}, sort_keys=False), encoding="utf-8")
    return path


def write_article(folder: Path, *claims: Entry, **fields: Any) -> Path:
    """The file of one made-up article with these claims."""
    path = folder / "sources" / "old-teapots.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    article = {**ARTICLE, "claims": list(claims), **fields}
    path.write_text(yaml.safe_dump(article, sort_keys=False), encoding="utf-8")
    return path


def write_knowledge(folder: Path, *entries: Entry) -> Path:
    """A whole knowledge folder: these facts (or the usual ones), an article and a boundary."""
    write_facts(folder, *(entries or FACTS))
    write_article(folder, CLAIM)
    (folder / "boundaries.yaml").write_text(yaml.safe_dump({"boundaries": [BOUNDARY]}), encoding="utf-8")
    return folder
