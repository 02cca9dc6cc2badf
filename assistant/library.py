"""The library: all that the assistant may say, with where it comes from, and its content hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from assistant.errors import KnowledgeError
from assistant.types import Article, Boundary, Fact, Passage, SourceClaim


@dataclass(frozen=True)
class Library:
    """All that the assistant may say, with where it comes from. `hash` names this content."""

    facts: tuple[Fact, ...]
    articles: tuple[Article, ...]
    boundaries: tuple[Boundary, ...]
    hash: str

    @cached_property
    def facts_by_id(self) -> dict[str, Fact]:
        """Facts by their id (without the `fact:` of passage ids)."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def boundaries_by_id(self) -> dict[str, Boundary]:
        """Boundaries by their id."""
        return {boundary.id: boundary for boundary in self.boundaries}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The things of two words or more that facts are about ("Internal audit"), by their stems; no standard as such."""
        # Imported only here: `--help` shows a library's commands without loading what counts words.
        from assistant.words import terms

        things = [terms(fact.subject) for fact in self.facts if not re.search(r"\b(?:and|or|versus)\b", fact.subject)]
        return frozenset(" ".join(words) for words in things if len(words) > 1 and words[-1].isalpha())

    @cached_property
    def claims_by_passage_id(self) -> dict[str, tuple[Article, SourceClaim]]:
        """Each claim with its article, by passage id."""
        return {article.passage_id(claim): (article, claim) for article in self.articles for claim in article.claims}

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """The words of all subjects, in small letters: standards, bodies and terms, but hardly the name of a firm."""
        return frozenset(word for fact in self.facts for word in re.findall(r"[\w-]+", fact.subject.lower()))

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id, or None."""
        if passage_id.startswith("fact:"):
            fact = self.facts_by_id.get(passage_id.removeprefix("fact:"))
            return _fact_passage(fact) if fact else None
        found = self.claims_by_passage_id.get(passage_id)
        if not found:
            return None
        article, claim = found
        title = f"{article.title} ({article.publisher})"
        return Passage(passage_id, "source", title, claim.claim, claim.verdict, claim.references, note=claim.why)

    def to_json(self) -> bytes:
        """The library in a form that opens without reading YAML."""
        from pydantic import TypeAdapter

        return TypeAdapter(Library).dump_json(self)

    @staticmethod
    def from_json(data: bytes) -> Library:
        """The library that `to_json` wrote."""
        from pydantic import TypeAdapter

        return TypeAdapter(Library).validate_json(data)


def _fact_passage(fact: Fact) -> Passage:
    addresses = tuple(reference.address for reference in fact.references)
    title = f"{fact.subject}: {fact.attribute}"
    return Passage(
        fact.passage_id,
        "fact",
        title,
        fact.statement,
        "trusted",
        addresses,
        fact.verified_on,
        fact.review_by,
        fact.note,
    )


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of the YAML files of `folder`, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in yaml_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def read_library(folder: Path) -> tuple[Library, list[str]]:
    """What can be read of `folder`, and every problem of form met on the way (`file:line: …`)."""
    # The schema takes a tenth of a second to load, which a question to a built index need not wait for.
    from assistant.library_files import read

    return read(folder)


def load_library(folder: Path) -> Library:
    """The library in `folder`.

    Raises KnowledgeError, naming file and line, for the first thing that is not as the schema says.
    """
    if not folder.is_dir():
        raise KnowledgeError(
            f"{folder}: there is no such folder; point ISO_ASSISTANT_KNOWLEDGE at the knowledge folder."
        )
    library, problems = read_library(folder)
    if problems:
        more = f" ({len(problems) - 1} more; `iso-assistant library check` lists them all)" if len(problems) > 1 else ""
        raise KnowledgeError(problems[0] + more)
    return library


def yaml_files(folder: Path) -> list[Path]:
    """The files of a knowledge folder, by name."""
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


FieldName = Literal["statement", "asked_as", "asked_yes", "asked_no", "corrects"]


def phrasings(fact: Fact) -> Iterable[tuple[FieldName, str]]:
    """Every text under which `fact` can be found, with the field it stands in."""
    yield "statement", fact.statement
    for text in fact.asked_as:
        yield "asked_as", text
    for text in fact.asked_yes:
        yield "asked_yes", text
    for text in fact.asked_no:
        yield "asked_no", text
    for text in fact.corrects:
        yield "corrects", text
