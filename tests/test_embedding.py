"""Texts become vectors: many at a time, one question at a time, by the same verified weights."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from pathlib import Path

import numpy as np
import pytest

from assistant import bulk_encoder, embedding
from assistant.embedding import SentenceEmbeddings, as_langchain_embeddings, file_hash, remembered_hash

TEXTS = [
    "How long is a certificate valid?",
    "audit",
    "",
    "Who bakes the bread? " * 9,
    "Überwachung, naïve – “quoted” 质量",
]


@pytest.fixture(scope="module")
def embeddings() -> SentenceEmbeddings:
    """The real model, as it comes."""
    return SentenceEmbeddings(adapter=None)


def test_many_texts_get_the_vectors_they_get_alone_in_the_order_given(
    embeddings: SentenceEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = np.vstack([embeddings.embed([text]) for text in TEXTS])
    monkeypatch.setattr(bulk_encoder, "BATCH", 2)
    told: list[int] = []
    together = embeddings.embed(TEXTS, told.append)
    assert np.allclose(together, alone, atol=1e-5)
    assert told == sorted(told)
    assert told[-1] == len(TEXTS)


def test_an_interrupt_from_the_progress_ends_the_work(
    embeddings: SentenceEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_encoder, "BATCH", 1)

    def interrupt(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embeddings.embed(TEXTS, interrupt)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of threads")
def test_the_threads_that_embed_stand_back_and_the_one_that_asked_does_not(
    embeddings: SentenceEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before = priority()
    seen: list[int] = []
    embed = bulk_encoder._encode

    def noting(model: object, texts: list[str]) -> object:
        seen.append(priority())
        return embed(model, texts)

    monkeypatch.setattr(bulk_encoder, "_encode", noting)
    embeddings.embed(TEXTS)
    assert set(seen) == {max(before, bulk_encoder.STAND_BACK)}
    assert priority() == before


def test_quick_arithmetic_is_used_only_where_it_is_exact_enough(
    embeddings: SentenceEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = embeddings.embed(TEXTS[:1])
    checked: list[list[str]] = []
    agrees = bulk_encoder._agrees

    def counting(model: object, texts: list[str]) -> bool:
        checked.append(texts)
        return agrees(model, texts)

    monkeypatch.setattr(bulk_encoder, "_agrees", counting)
    monkeypatch.setattr(bulk_encoder, "_exact_enough", weakref.WeakKeyDictionary())
    monkeypatch.setattr(bulk_encoder, "MANY", 1)
    monkeypatch.setattr(bulk_encoder, "CHECKED", 2)
    monkeypatch.setattr(bulk_encoder, "_has_bfloat16", lambda: True)
    quick = embeddings.embed(TEXTS)[:1]
    assert float((exact * quick).sum()) >= bulk_encoder.AGREEMENT
    embeddings.embed(TEXTS)
    assert len(checked) == 1
    monkeypatch.setattr(bulk_encoder, "_exact_enough", weakref.WeakKeyDictionary())
    monkeypatch.setattr(bulk_encoder, "AGREEMENT", 1.1)
    assert np.allclose(embeddings.embed(TEXTS)[:1], exact, atol=1e-5)


def test_the_exported_model_gives_the_vectors_of_the_reference(embeddings: SentenceEmbeddings, tmp_path: Path) -> None:
    reference = embeddings.embed(TEXTS)
    embeddings.export(tmp_path / "encoder", TEXTS)
    exported = SentenceEmbeddings(adapter=None)
    exported.use_export(tmp_path / "encoder")
    vectors = np.vstack([exported.embed_question(text) for text in TEXTS])
    assert float((vectors * reference).sum(axis=1).min()) >= 0.9999


def test_what_was_learned_changes_the_weights_and_is_exported_with_them(
    embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    name = "encoder.layer.5.output.dense.weight"
    rows, columns = embeddings.model[0].auto_model.get_parameter(name).shape
    change = {f"{name}/out": np.full((rows, 1), 0.05, np.float16), f"{name}/in": np.ones((1, columns), np.float16)}
    change[f"{name}/out"][::2] = -0.05
    np.savez(tmp_path / "adapter.npz", matrix=np.eye(rows, dtype=np.float16)[::-1], **change)
    learned = SentenceEmbeddings(adapter=tmp_path / "adapter.npz")
    reference = learned.embed(TEXTS)
    assert learned.identity != embeddings.identity
    assert not np.allclose(reference[:, ::-1], embeddings.embed(TEXTS), atol=0.01)
    learned.export(tmp_path / "encoder", TEXTS)
    exported = SentenceEmbeddings(adapter=tmp_path / "adapter.npz")
    exported.use_export(tmp_path / "encoder")
    vectors = np.vstack([exported.embed_question(text) for text in TEXTS])
    assert float((vectors * reference).sum(axis=1).min()) >= 0.9999


def test_an_export_that_does_not_agree_is_not_used(
    embeddings: SentenceEmbeddings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.query_encoder.AGREEMENT", 1.1)
    embeddings.export(tmp_path / "encoder", TEXTS)
    assert list((tmp_path / "encoder").iterdir()) == []


def test_opening_an_exported_model_reports_nothing_to_its_makers(
    embeddings: SentenceEmbeddings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    embeddings.export(tmp_path / "encoder", TEXTS)
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_weights_are_read_again_only_when_they_were_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights, memory = tmp_path / "model.safetensors", tmp_path / "memory.json"
    weights.write_bytes(b"weights")
    read: list[Path] = []

    def counting(path: Path) -> str:
        read.append(path)
        return file_hash(path)

    monkeypatch.setattr(embedding, "file_hash", counting)
    first = remembered_hash(weights, memory)
    assert remembered_hash(weights, memory) == first
    assert len(read) == 1
    weights.write_bytes(b"Weights")
    assert remembered_hash(weights, memory) == file_hash(weights) != first


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"file": 1}'])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, content: str) -> None:
    weights, memory = tmp_path / "model.safetensors", tmp_path / "memory.json"
    weights.write_bytes(b"weights")
    memory.write_text(content, encoding="utf-8")
    assert remembered_hash(weights, memory) == file_hash(weights)


def test_langchain_gets_lists_of_numbers(embeddings: SentenceEmbeddings) -> None:
    adapted = as_langchain_embeddings(embeddings)
    one = adapted.embed_query(TEXTS[0])
    assert adapted.embed_documents([]) == []
    assert np.allclose(adapted.embed_documents([TEXTS[0]])[0], one, atol=1e-4)
    assert isinstance(one[0], float)
