"""How fast texts are embedded and stored, and what becomes of everything as the library grows."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Sequence
from functools import partial

import numpy as np

from assistant.building import add, build, make_collection
from assistant.chain import Chain
from assistant.embedding import SentenceEmbeddings, default_folder
from assistant.index import SCHEMA, Index, Phrase, library_phrases
from assistant.vectors import open_client
from evals.speed import textbook
from evals.speed.bench import QUESTION, Bench, Numbers, milliseconds, timed
from evals.speed.growth import GivenVectors, library_of
from evals.speed.processes import run, spread


def ingest(bench: Bench) -> Numbers:
    """Passages a second, embedded and stored, by length: the library's phrases, about 60 and about 250 tokens."""
    phrases = [phrase.text for phrase in library_phrases(bench.iso.library)]
    random.Random(8).shuffle(phrases)
    scale = 1 if bench.quick else 3
    lengths = {
        "library phrases": phrases[: 1200 * scale],
        "about 60 tokens": _joined(phrases, 60, 400 * scale),
        "about 250 tokens": _joined(phrases, 250, 260 * scale),
    }
    embeddings = SentenceEmbeddings()
    theirs = textbook.open_store(str(bench.folder / "ingested"), textbook.open_embeddings(str(default_folder())))
    embeddings.embed(phrases[:300])
    textbook.add(theirs, phrases[:300])
    found: Numbers = {}
    for number, (name, texts) in enumerate(lengths.items()):
        ours: list[float] = []
        others: list[float] = []
        for turn in range(2):
            client = open_client(bench.folder / f"ingested-{number}-{turn}")
            make_collection(client)
            batch = [Phrase(f"{n}", "benchmark", "text", text) for n, text in enumerate(texts)]
            ours.append(len(texts) / timed(partial(add, client, embeddings=embeddings), batch))
            client.close()
            others.append(len(texts) / timed(partial(textbook.add, theirs), texts))
        ratio = spread([one / other for one, other in zip(ours, others, strict=True)])
        found[name] = {"n": len(texts), "ours": spread(ours), "textbook": spread(others), "ratio": ratio}
    return found


def whole_index(bench: Bench) -> Numbers:
    """The index of the whole library from nothing, as a process of its own."""
    folder = bench.folder / "whole"
    measured = run(["-m", "assistant.cli", "library", "sync"], bench.environment | {"ISO_ASSISTANT_INDEX": str(folder)})
    passages = len(bench.iso.index.phrases)
    shutil.rmtree(folder, ignore_errors=True)
    return {"passages": passages, "wall": measured.wall, "cpu": measured.cpu, "memory": measured.memory}


def growth(bench: Bench) -> Numbers:
    """1,000, 10,000 and 100,000 passages: time to store, size, time to open, warm answers."""
    real = bench.iso.index
    stored = open_client(real.folder / "chroma").get_collection("library").get(include=["embeddings", "documents"])
    vectors = {text: np.asarray(vector) for text, vector in zip(stored["documents"], stored["embeddings"], strict=True)}
    embeddings = GivenVectors(vectors, real.embeddings)
    found: Numbers = {}
    for passages in (1_000, 10_000) if bench.quick else (1_000, 10_000, 100_000):
        library = library_of(bench.iso.library, passages)
        folder = bench.folder / f"growth-{passages}" / "index-000000000000"
        stamp = {"schema": SCHEMA, "model": "given", "library": library.hash}
        folder.parent.mkdir(parents=True)
        store = partial(build, target=folder, stamp=stamp, embeddings=embeddings, progress=None)
        built = timed(store, library)
        size = json.loads((folder / "stamp.json").read_text(encoding="utf-8"))["phrases"]
        started = time.perf_counter()
        chain = Chain(Index(folder, library, embeddings, size), bench.iso.settings)
        chain.ask(QUESTION)
        first = time.perf_counter() - started
        for question in bench.questions[:150]:
            embeddings.embed_question(chain.understand(question).text)
        seconds = [timed(chain.ask, question) for question in bench.questions[:150]]
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        found[str(passages)] = {
            "passages": size, "stored in": built, "first answer": first, "megabytes": disk / 1e6,
            "search and answer": milliseconds(seconds),
        }  # fmt: skip
        chain.index.close()
        shutil.rmtree(folder.parent, ignore_errors=True)
    return found


def _joined(phrases: Sequence[str], tokens: int, count: int) -> list[str]:
    """Passages of about so many tokens (1.35 to a word), made of phrases in turn."""
    made: list[str] = []
    words: list[str] = []
    for phrase in [*phrases, *phrases, *phrases]:
        words += phrase.split()
        if len(words) * 1.35 >= tokens:
            made.append(" ".join(words))
            words = []
        if len(made) == count:
            break
    return made
