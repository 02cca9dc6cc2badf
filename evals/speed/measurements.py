"""What is measured, one function each; every figure of the assistant beside the textbook chain's from the same minutes."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant import Assistant
from assistant.building import add, build, make_collection
from assistant.chain import Chain
from assistant.embedding import SentenceEmbeddings, default_folder
from assistant.index import ENCODER, SCHEMA, Index, Phrase, library_phrases
from assistant.query_encoder import QueryEncoder
from assistant.settings import Settings
from assistant.vectors import open_client, open_vectors
from evals.peer import chunk
from evals.speed import textbook
from evals.speed.growth import GivenVectors, library_of
from evals.speed.processes import percentiles, run, spread

# Questions that one side answers before it is the other's turn.
AT_A_TIME = 100
QUESTION = "Is ISO 9002 still valid?"
Numbers = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """What every measurement works with: an opened assistant, the textbook's store, questions, a scratch folder."""

    iso: Assistant
    store: Any
    stored_in: Path
    questions: Sequence[str]
    folder: Path
    quick: bool

    @property
    def environment(self) -> dict[str, str]:
        """Variables under which a process finds the same index."""
        settings = self.iso.settings
        return {"ISO_ASSISTANT_INDEX": str(settings.index), "ISO_ASSISTANT_KNOWLEDGE": str(settings.knowledge)}


def prepare(questions: Sequence[str], folder: Path, quick: bool) -> Bench:
    """Both sides opened over the same texts."""
    iso = Assistant.open(Settings.from_environment())
    stored_in = folder / "textbook"
    store = textbook.open_store(str(stored_in), textbook.open_embeddings(str(default_folder())))
    textbook.add(store, [piece.text for piece in chunk(iso.library)])
    return Bench(iso, store, stored_in, questions, folder, quick)


def cold(bench: Bench) -> Numbers:
    """One question as a whole process, in turns; the first round only warms the disk's cache."""
    ours, theirs = [], []
    command = ["-m", "evals.speed.textbook", str(bench.stored_in), str(default_folder()), QUESTION]
    for number in range(3 if bench.quick else 8):
        one = run(["-m", "assistant.cli", "ask", QUESTION], bench.environment)
        other = run(command)
        if number:
            ours.append(one)
            theirs.append(other)
    return {
        "ours": {name: spread([getattr(m, name) for m in ours]) for name in ("wall", "cpu", "memory")},
        "textbook": {name: spread([getattr(m, name) for m in theirs]) for name in ("wall", "cpu", "memory")},
        "ratio": spread([b.wall / a.wall for a, b in zip(ours, theirs, strict=True)]),
        "ratio_cpu": spread([b.cpu / a.cpu for a, b in zip(ours, theirs, strict=True)]),
    }


def warm(bench: Bench) -> Numbers:
    """Each question to the assistant, to a bare encoder and Chroma, and to the textbook chain: some at a time, in turns."""
    encoder = QueryEncoder(bench.iso.index.folder / ENCODER)
    vectors = open_vectors(bench.iso.index.folder / "chroma")
    asks: dict[str, Callable[[str], object]] = {
        "ours": Chain(bench.iso.index, bench.iso.settings).ask,
        "bare": lambda question: vectors.nearest(encoder.embed(question), textbook.NEAREST),
        "textbook": lambda question: bench.store.similarity_search(question, k=textbook.NEAREST),
    }
    for ask in asks.values():
        ask(QUESTION)
    seconds: dict[str, list[float]] = {name: [] for name in asks}
    for start in range(0, len(bench.questions), AT_A_TIME):
        for name, ask in asks.items():
            # The threads of torch go on spinning for a while after a text and would disturb whoever comes next.
            time.sleep(0.3)
            seconds[name] += [_timed(ask, question) for question in bench.questions[start : start + AT_A_TIME]]
    again = [_timed(asks["ours"], question) for question in bench.questions]
    vectors.close()
    found: Numbers = {name: _milliseconds(values) for name, values in seconds.items()}
    found["asked again"] = _milliseconds(again)
    found["n"] = len(bench.questions)
    found["ratio to bare"] = found["ours"]["p50"] / found["bare"]["p50"]
    found["ratio"] = found["textbook"]["p50"] / found["ours"]["p50"]
    return found


def concurrency(bench: Bench) -> Numbers:
    """Answers a second of one process with 1, 4 and 16 threads; every question is new to the cache."""
    found: Numbers = {"ours": {}, "textbook": {}}
    questions = bench.questions[: 150 if bench.quick else 400]
    for threads in (1, 4, 16):
        found["ours"][str(threads)] = _rate(_fresh(bench), questions, threads)
        found["textbook"][str(threads)] = _rate(
            lambda question: bench.store.similarity_search(question, k=textbook.NEAREST), questions[:150], threads
        )
    return found


def undisturbed(bench: Bench) -> Numbers:
    """Short questions alone, beside endless long ones, and while another process builds an index."""
    questions = bench.questions[:100]
    ask = _fresh(bench)
    found = {"alone": _milliseconds([_timed(ask, question) for question in questions])}
    long = (" ".join(bench.questions) * 20)[: bench.iso.settings.question_limit]
    ask = _fresh(bench)
    stop = _repeat(lambda number: ask(f"{long[:-9]} {number}"))
    found["beside long questions"] = _milliseconds([_timed(ask, question) for question in questions])
    stop()
    ask = _fresh(bench)
    with _building(bench):
        time.sleep(8)
        found["while an index is built"] = _milliseconds([_timed(ask, question) for question in questions])
    return found


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
            ours.append(len(texts) / _timed(partial(add, client, embeddings=embeddings), batch))
            client.close()
            others.append(len(texts) / _timed(partial(textbook.add, theirs), texts))
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


def page(bench: Bench) -> Numbers:
    """From starting `chat` to the page served, in a process of its own."""
    seconds = []
    for _ in range(2 if bench.quick else 4):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        started = time.perf_counter()
        command = [sys.executable, "-m", "assistant.cli", "chat", "--port", str(port), "--feedback", "off"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not _served(f"http://127.0.0.1:{port}/"):
                if process.poll() is not None:
                    raise RuntimeError("the page ended before it was up")
                time.sleep(0.02)
            seconds.append(time.perf_counter() - started)
        finally:
            process.terminate()
            process.wait(20)
    return {"start to served": spread(seconds)}


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
        built = _timed(store, library)
        size = json.loads((folder / "stamp.json").read_text(encoding="utf-8"))["phrases"]
        started = time.perf_counter()
        chain = Chain(Index(folder, library, embeddings, size), bench.iso.settings)
        chain.ask(QUESTION)
        first = time.perf_counter() - started
        for question in bench.questions[:150]:
            embeddings.embed_question(chain.understand(question).text)
        seconds = [_timed(chain.ask, question) for question in bench.questions[:150]]
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        found[str(passages)] = {
            "passages": size, "stored in": built, "first answer": first, "megabytes": disk / 1e6,
            "search and answer": _milliseconds(seconds),
        }  # fmt: skip
        chain.index.close()
        shutil.rmtree(folder.parent, ignore_errors=True)
    return found


def _fresh(bench: Bench) -> Callable[[str], object]:
    """An assistant that has met none of the questions but has everything loaded."""
    chain = Chain.open(bench.iso.settings)
    chain.ask(QUESTION)
    return chain.ask


def _timed(call: Callable[[Any], object], argument: Any) -> float:
    started = time.perf_counter()
    call(argument)
    return time.perf_counter() - started


def _milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    return {name: 1000 * value for name, value in percentiles(seconds).items()}


def _rate(ask: Callable[[str], object], questions: Sequence[str], threads: int) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(ask, questions))
    return len(questions) / (time.perf_counter() - started)


def _repeat(call: Callable[[int], object]) -> Callable[[], None]:
    """Calls again and again in a thread, until what is returned is called."""
    ended = threading.Event()

    def work() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            call(number)

    thread = threading.Thread(target=work)
    thread.start()

    def stop() -> None:
        ended.set()
        thread.join()

    return stop


@contextmanager
def _building(bench: Bench) -> Iterator[None]:
    """Another process that builds the whole index, ended when it has served."""
    folder = bench.folder / "beside"
    environment = bench.environment | {"ISO_ASSISTANT_INDEX": str(folder)}
    command = [sys.executable, "-m", "assistant.cli", "library", "sync"]
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


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


def _served(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False
