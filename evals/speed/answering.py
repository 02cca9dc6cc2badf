"""How fast answers come, one function each; every figure of the assistant beside the textbook chain's from the same minutes."""

from __future__ import annotations

import os
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

from assistant.chain import Chain
from assistant.embedding import default_folder
from assistant.index import ENCODER
from assistant.query_encoder import QueryEncoder
from assistant.vectors import open_vectors
from evals.speed import textbook
from evals.speed.bench import QUESTION, Bench, Numbers, milliseconds, timed
from evals.speed.processes import run, spread

# Questions that one side answers before it is the other's turn.
AT_A_TIME = 100


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
            seconds[name] += [timed(ask, question) for question in bench.questions[start : start + AT_A_TIME]]
    again = [timed(asks["ours"], question) for question in bench.questions]
    vectors.close()
    found: Numbers = {name: milliseconds(values) for name, values in seconds.items()}
    found["asked again"] = milliseconds(again)
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
    found = {"alone": milliseconds([timed(ask, question) for question in questions])}
    long = (" ".join(bench.questions) * 20)[: bench.iso.settings.question_limit]
    ask = _fresh(bench)
    stop = _repeat(lambda number: ask(f"{long[:-9]} {number}"))
    found["beside long questions"] = milliseconds([timed(ask, question) for question in questions])
    stop()
    ask = _fresh(bench)
    with _building(bench):
        time.sleep(8)
        found["while an index is built"] = milliseconds([timed(ask, question) for question in questions])
    return found


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


def _fresh(bench: Bench) -> Callable[[str], object]:
    """An assistant that has met none of the questions but has everything loaded."""
    chain = Chain.open(bench.iso.settings)
    chain.ask(QUESTION)
    return chain.ask


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


def _served(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False
