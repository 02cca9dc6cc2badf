"""The index: every phrasing of the library as a vector in Chroma. The only room that knows Chroma.

An index is a cache. It lives in a folder named after its stamp (schema, model weights, library content), is built
beside the one in use and moved into place in one step, so a start never meets a half-built one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import chromadb
from filelock import FileLock

from assistant.embedding import SentenceEmbeddings
from assistant.errors import IndexFault
from assistant.kept import keep
from assistant.library import Library, content_hash, load_library, phrasings

if TYPE_CHECKING:
    from langchain_chroma import Chroma

SCHEMA = 3
COLLECTION = "library"
ENCODER = "encoder"
KEPT = "kept"
# Phrases on which an exported model must agree with the reference.
SAMPLES = 200
# Chroma refuses batches above 5461 records.
WRITE_BATCH = 2000
# A graph dense enough, and built by one thread, that the same library always gives the same neighbours.
HNSW: dict[str, Any] = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 800,
    "max_neighbors": 32,
    "num_threads": 1,
}
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
    for fact in library.facts:
        for name, text in phrasings(fact):
            yield _phrase(fact.passage_id, name, text)
    for passage_id, (_, claim) in library.claims_by_passage_id.items():
        yield _phrase(passage_id, "claim", claim.claim)
    for boundary in library.boundaries:
        for text in boundary.examples:
            yield _phrase(f"boundary:{boundary.id}", "example", text)


def _phrase(owner: str, field: str, text: str) -> Phrase:
    return Phrase(f"{owner}|{field}|{hashlib.sha256(text.encode()).hexdigest()[:12]}", owner, field, text)


class Index:
    """An opened index: the library it was built from, and nearest-neighbour search over its phrases."""

    def __init__(self, folder: Path, library: Library, embeddings: SentenceEmbeddings) -> None:
        self.library = library
        self.embeddings = embeddings
        self._folder = folder
        self._client = chromadb.PersistentClient(path=str(folder / "chroma"), settings=_chroma_settings())
        try:
            self._open(folder)
        except BaseException:
            # A client left open would meet the rebuilt folder with what it remembers of the damaged one.
            self._client.close()
            raise

    def _open(self, folder: Path) -> None:
        self._collection = self._client.get_collection(COLLECTION)
        self.embeddings.use_export(folder / ENCODER)
        self.phrases = {phrase.id: phrase for phrase in library_phrases(self.library)}
        if self._collection.count() != len(self.phrases):
            raise ValueError(f"{self._collection.count()} phrases stored, {len(self.phrases)} expected")

    def nearest(self, vector: Any, limit: int) -> list[Neighbour]:
        """The `limit` phrases nearest to a question's vector, best first; equal ones in order of their ids."""
        limit = min(limit, len(self.phrases))
        found = self._collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        distances = found["distances"]
        assert distances is not None
        pairs = zip(found["ids"][0], distances[0], strict=True)
        neighbours = [Neighbour(self.phrases[name], 1.0 - float(distance)) for name, distance in pairs]
        return sorted(neighbours, key=lambda neighbour: (-neighbour.similarity, neighbour.phrase.id))

    def kept(self, name: str, make: Callable[[], Value]) -> Value:
        """What `make` works out from the library, kept beside this index under `name`."""
        return keep(self._folder / KEPT, name, self.library, make)

    @cached_property
    def vector_store(self) -> Chroma:
        """The same collection as a LangChain vector store, for those who compose their own chains."""
        from langchain_chroma import Chroma

        return Chroma(collection_name=COLLECTION, client=self._client, embedding_function=self.embeddings)

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def open_index(
    knowledge: Path, folder: Path, embeddings: SentenceEmbeddings, progress: Progress | None = None
) -> Index:
    """The index of the library in `knowledge`, built or brought up to date in `folder` when needed.

    `progress` is told (phrases embedded, phrases to embed). Raises KnowledgeError, ModelError, IndexFault.
    """
    if not knowledge.is_dir():
        load_library(knowledge)  # raises with the right sentence
    stamp = {"schema": SCHEMA, "model": embeddings.identity, "library": content_hash(knowledge)}
    target = folder / f"index-{_short_hash(stamp)}"
    opened = _try_open(target, stamp, embeddings)
    if opened is not None:
        return opened
    library = load_library(knowledge)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "build.lock")
        with lock:
            # Another process may have built it while this one waited for the lock.
            opened = _try_open(target, stamp, embeddings)
            if opened is None:
                _build(library, target, stamp, embeddings, progress)
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
        if json.loads((target / "stamp.json").read_text(encoding="utf-8")) != stamp:
            return None
        library = Library.from_json((target / "library.json").read_bytes())
        return Index(target, library, embeddings)
    except (OSError, ValueError, AttributeError, chromadb.errors.ChromaError):
        # Wiped, damaged or written by another version: a cache is not repaired, it is rebuilt.
        return None


def _build(
    library: Library, target: Path, stamp: dict[str, Any], embeddings: SentenceEmbeddings, progress: Progress | None
) -> None:
    for leftover in target.parent.glob(".building-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    building = target.parent / f".building-{os.getpid()}"
    # One that stands where this one belongs could not be opened.
    shutil.rmtree(target, ignore_errors=True)
    previous = _newest_with(target.parent, stamp["model"])
    try:
        if previous is not None:
            with contextlib.suppress(OSError):
                shutil.copytree(previous / "chroma", building / "chroma")
        building.mkdir(exist_ok=True)
        try:
            _sync(library, building / "chroma", embeddings, progress)
        except (chromadb.errors.ChromaError, ValueError, AttributeError):
            if previous is None:
                raise
            # The older index was damaged; nothing of it is worth keeping.
            shutil.rmtree(building / "chroma", ignore_errors=True)
            _sync(library, building / "chroma", embeddings, progress)
        if previous is not None and (previous / ENCODER).is_dir():
            shutil.copytree(previous / ENCODER, building / ENCODER)
        else:
            phrases = [phrase.text for phrase in library_phrases(library)]
            embeddings.export(building / ENCODER, phrases[:: max(1, len(phrases) // SAMPLES)])
        (building / "library.json").write_bytes(library.to_json())
        (building / "stamp.json").write_text(json.dumps(stamp), encoding="utf-8")
        building.replace(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _forget_old(target)


def _sync(library: Library, folder: Path, embeddings: SentenceEmbeddings, progress: Progress | None) -> None:
    """Make the collection in `folder` hold exactly the phrases of `library`: add, skip, delete, count."""
    wanted = {phrase.id: phrase for phrase in library_phrases(library)}
    client = chromadb.PersistentClient(path=str(folder), settings=_chroma_settings())
    try:
        store = _store(client)
        present = set(store.get(include=[])["ids"])
        stale = sorted(present - wanted.keys())
        missing = [phrase for name, phrase in wanted.items() if name not in present]
        for start in range(0, len(stale), WRITE_BATCH):
            store.delete(stale[start : start + WRITE_BATCH])
        if progress:
            progress(0, len(missing))
        for start in range(0, len(missing), WRITE_BATCH):
            batch = missing[start : start + WRITE_BATCH]
            told = (lambda done, start=start: progress(start + done, len(missing))) if progress else None
            vectors = embeddings.embed([phrase.text for phrase in batch], told)
            client.get_collection(COLLECTION).add(
                ids=[phrase.id for phrase in batch],
                embeddings=vectors,
                documents=[phrase.text for phrase in batch],
                metadatas=[{"owner": phrase.owner, "field": phrase.field} for phrase in batch],
            )
        count = client.get_collection(COLLECTION).count()
        if count != len(wanted):
            raise IndexFault(f"{folder}: holds {count} phrases after the build, expected {len(wanted)}.")
    finally:
        client.close()


def _store(client: Any) -> Chroma:
    from langchain_chroma import Chroma

    return Chroma(collection_name=COLLECTION, client=client, collection_configuration={"hnsw": HNSW})


def _chroma_settings() -> chromadb.Settings:
    return chromadb.Settings(anonymized_telemetry=False)


def _newest_with(folder: Path, model: str) -> Path | None:
    fitting = []
    for path in folder.glob("index-*/stamp.json"):
        with contextlib.suppress(OSError, ValueError):
            stamp = json.loads(path.read_text(encoding="utf-8"))
            if stamp.get("schema") == SCHEMA and stamp.get("model") == model:
                fitting.append((path.stat().st_mtime, path.parent))
    return max(fitting)[1] if fitting else None


def _forget_old(target: Path, keep: int = 2) -> None:
    """Delete all but the newest indexes; a running page may still read the one before. Other folders are not ours."""
    ours = [path for path in target.parent.glob("index-*") if re.fullmatch(r"index-[0-9a-f]{12}", path.name)]
    others = sorted(ours, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in [path for path in others if path != target][keep - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _short_hash(stamp: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(stamp, sort_keys=True).encode()).hexdigest()[:12]
