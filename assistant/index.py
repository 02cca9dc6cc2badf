"""The index: every phrasing of the library as a vector in Chroma, opened, and built first when it is not there.

An index is a cache. It lives in a folder named after its stamp (schema, model weights, library content), is built
beside the one in use and moved into place in one step, so a start never meets a half-built one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.embedding import SentenceEmbeddings, as_langchain_embeddings
from assistant.errors import IndexFault
from assistant.kept import keep
from assistant.library import Library, content_hash, load_library, phrasings
from assistant.vectors import COLLECTION, open_client, open_vectors

if TYPE_CHECKING:
    from langchain_chroma import Chroma

SCHEMA = 7
ENCODER = "encoder"
KEPT = "kept"
# Where the hash of the model's weights is remembered, so that a start need not read them.
WEIGHTS_SEEN = "weights.json"
Progress = Callable[[int, int], None]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One indexed text: the fact, claim or boundary it belongs to, and the field it stands in."""

    id: str
    owner: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A phrase near a question, with their cosine similarity, −1…1."""

    phrase: Phrase
    similarity: float


def library_phrases(library: Library) -> Iterator[Phrase]:
    """Every text of the library that is indexed, under an id that depends on nothing but its content."""
    owners = chain(
        (fact.passage_id for fact in library.facts),
        library.claims_by_passage_id,
        (f"boundary:{boundary.id}" for boundary in library.boundaries),
    )
    for owner in owners:
        yield from phrases_of(library, owner)


def phrases_of(library: Library, owner: str) -> Iterator[Phrase]:
    """The indexed texts of one fact, claim or boundary."""
    kind, _, name = owner.partition(":")
    if kind == "fact":
        texts: list[tuple[str, str]] = list(phrasings(library.facts_by_id[name]))
    elif kind == "source":
        texts = [("claim", library.claims_by_passage_id[owner][1].claim)]
    else:
        texts = [("example", text) for text in library.boundaries_by_id[name].examples]
    for field, text in texts:
        yield Phrase(f"{owner}|{field}|{hashlib.sha256(text.encode()).hexdigest()[:12]}", owner, field, text)


class Index:
    """An opened index: the library it was built from, and nearest-neighbour search over its phrases."""

    def __init__(self, folder: Path, library: Library, embeddings: SentenceEmbeddings, size: int) -> None:
        self.library = library
        self.embeddings = embeddings
        self.size = size
        self.folder = folder
        self._by_owner: dict[str, dict[str, Phrase]] = {}
        self._vectors = open_vectors(folder / "chroma")
        if self._vectors.count() != size:
            found = self._vectors.count()
            # One left open would meet the rebuilt folder with what it remembers of the damaged one.
            self._vectors.close()
            raise ValueError(f"{found} phrases stored, {size} expected")
        self.embeddings.use_export(folder / ENCODER)

    @cached_property
    def phrases(self) -> dict[str, Phrase]:
        """All phrases by id; a search looks only at those it needs."""
        return {phrase.id: phrase for phrase in library_phrases(self.library)}

    def nearest(self, vector: Any, limit: int) -> list[Neighbour]:
        """The `limit` phrases nearest to a question's vector, best first; equal ones in order of their ids."""
        found = self._vectors.nearest(vector, min(limit, self.size))
        neighbours = [Neighbour(self._phrase(name), 1.0 - float(distance)) for name, distance in found]
        return sorted(neighbours, key=lambda neighbour: (-neighbour.similarity, neighbour.phrase.id))

    def _phrase(self, name: str) -> Phrase:
        owner = name.split("|", 1)[0]
        known = self._by_owner.get(owner)
        if known is None:
            known = self._by_owner[owner] = {phrase.id: phrase for phrase in phrases_of(self.library, owner)}
        return known[name]

    def kept(self, name: str, make: Callable[[], Value]) -> Value:
        """What `make` works out from the library, kept beside this index under `name`."""
        return keep(self.folder / KEPT, name, make, self.library.facts_by_id)

    @cached_property
    def vector_store(self) -> Chroma:
        """The same collection as a LangChain vector store, for those who compose their own chains."""
        from langchain_chroma import Chroma

        return Chroma(
            collection_name=COLLECTION,
            client=open_client(self.folder / "chroma"),
            embedding_function=as_langchain_embeddings(self.embeddings),
        )

    def close(self) -> None:
        """Let go of the files."""
        self._vectors.close()


def open_index(
    knowledge: Path, folder: Path, embeddings: SentenceEmbeddings, progress: Progress | None = None
) -> Index:
    """The index of the library in `knowledge`, built or brought up to date in `folder` when needed.

    `progress` is told (phrases embedded, phrases to embed). Raises KnowledgeError, ModelError, IndexFault.
    """
    if not knowledge.is_dir():
        load_library(knowledge)  # raises with the right sentence
    model = embeddings.known_identity(folder / WEIGHTS_SEEN)
    stamp = {"schema": SCHEMA, "model": model, "library": content_hash(knowledge)}
    target = folder / f"index-{_short_hash(stamp)}"
    opened = _try_open(target, stamp, embeddings)
    if opened is not None:
        return opened
    library = load_library(knowledge)
    from filelock import FileLock

    from assistant.building import build

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "build.lock"):
            # Another process may have built it while this one waited for the lock.
            opened = _try_open(target, stamp, embeddings)
            if opened is None:
                build(library, target, stamp, embeddings, progress)
    except OSError as error:
        raise IndexFault(
            f"{folder}: the index cannot be written there ({error.strerror or error}); "
            "set ISO_ASSISTANT_INDEX to a folder that can be written."
        ) from error
    opened = opened or _try_open(target, stamp, embeddings)
    if opened is None:
        raise IndexFault(f"{target}: was built but cannot be opened; delete the folder and start again.")
    return opened


def _try_open(target: Path, stamp: dict[str, Any], embeddings: SentenceEmbeddings) -> Index | None:
    """The index in `target`, or None when there is none that fits: it is then built anew."""
    try:
        found = json.loads((target / "stamp.json").read_text(encoding="utf-8"))
        size = found.pop("phrases")
        if found != stamp:
            return None
        written = target / "library.json"
        library = keep(target / KEPT, "library", lambda: Library.from_json(written.read_bytes()))
        return Index(target, library, embeddings, size)
    except (OSError, ValueError, LookupError, AttributeError):
        # Wiped, damaged or written by another version: a cache is not repaired, it is rebuilt.
        return None


def _short_hash(stamp: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(stamp, sort_keys=True).encode()).hexdigest()[:12]
