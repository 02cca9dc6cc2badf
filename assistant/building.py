"""Building an index, or bringing one up to date: the phrases embedded and written to Chroma."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb

from assistant.embedding import SentenceEmbeddings
from assistant.errors import IndexFault
from assistant.index import ENCODER, SCHEMA, Phrase, Progress, library_phrases
from assistant.library import Library
from assistant.vectors import COLLECTION, open_client

if TYPE_CHECKING:
    from langchain_chroma import Chroma

# Phrases on which an exported model must agree with the reference.
SAMPLES = 200
# Chroma refuses batches above 5461 records.
WRITE_BATCH = 1000
# A graph dense enough, and built by one thread, that the same library always gives the same neighbours. A search of this
# width finds 99.7 % of the 180 nearest and 99.9 % of the 20 nearest; one twice as carefully built and a quarter wider finds
# 99.9 % of either, in a seventh more time and twice the time to build.
HNSW: dict[str, Any] = {
    "space": "cosine",
    "ef_construction": 100,
    "ef_search": 240,
    "max_neighbors": 32,
    "num_threads": 1,
    # What is not written to the graph would be entered anew by every start: less than a batch, that is.
    "batch_size": 100,
    "sync_threshold": 100,
}


def build(
    library: Library, target: Path, stamp: dict[str, Any], embeddings: SentenceEmbeddings, progress: Progress | None
) -> None:
    """Build the index of `library` in the folder `target`, from the newest one of the same model if there is one."""
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
        size = len({phrase.id for phrase in library_phrases(library)})
        (building / "stamp.json").write_text(json.dumps({**stamp, "phrases": size}), encoding="utf-8")
        building.replace(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _forget_old(target)


def _sync(library: Library, folder: Path, embeddings: SentenceEmbeddings, progress: Progress | None) -> None:
    """Make the collection in `folder` hold exactly the phrases of `library`: add, skip, delete, count."""
    wanted = {phrase.id: phrase for phrase in library_phrases(library)}
    client = open_client(folder)
    try:
        store = make_collection(client)
        present = set(store.get(include=[])["ids"])
        stale = sorted(present - wanted.keys())
        missing = [phrase for name, phrase in wanted.items() if name not in present]
        for start in range(0, len(stale), WRITE_BATCH):
            store.delete(stale[start : start + WRITE_BATCH])
        add(client, missing, embeddings, progress)
        count = client.get_collection(COLLECTION).count()
        if count != len(wanted):
            raise IndexFault(f"{folder}: holds {count} phrases after the build, expected {len(wanted)}.")
    finally:
        client.close()


def add(
    client: Any, phrases: Sequence[Phrase], embeddings: SentenceEmbeddings, progress: Progress | None = None
) -> None:
    """Embed `phrases` and write them to the collection, a batch at a time, so that memory stays bounded."""
    if progress:
        progress(0, len(phrases))
    collection = client.get_collection(COLLECTION)
    # One batch is written while the next is embedded: Chroma's graph grows in one thread.
    with ThreadPoolExecutor(1) as writer:
        written: Future[None] | None = None
        for start in range(0, len(phrases), WRITE_BATCH):
            batch = phrases[start : start + WRITE_BATCH]
            told = (lambda done, start=start: progress(start + done, len(phrases))) if progress else None
            vectors = embeddings.embed([phrase.text for phrase in batch], told)
            if written:
                written.result()
            written = writer.submit(
                collection.add,
                ids=[phrase.id for phrase in batch],
                embeddings=vectors,
                documents=[phrase.text for phrase in batch],
                metadatas=[{"owner": phrase.owner, "field": phrase.field} for phrase in batch],
            )
        if written:
            written.result()


def make_collection(client: Any) -> Chroma:
    """The collection as a LangChain vector store, made when it is not there."""
    from langchain_chroma import Chroma

    return Chroma(collection_name=COLLECTION, client=client, collection_configuration={"hnsw": HNSW})


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
