"""Vectors are read through Chroma's engine, and through its client where the engine is not as expected: with one result."""

from __future__ import annotations

from pathlib import Path

import chromadb_rust_bindings
import numpy as np
import pytest

from assistant import vectors
from assistant.index import open_index
from assistant.vectors import Client, Engine, open_vectors
from tests.scratch import WordEmbeddings

QUESTIONS = ["Is ISO 99002 still valid?", "How often must kettles be descaled?", "bread"]


@pytest.fixture
def folder(knowledge: Path, tmp_path: Path) -> Path:
    """The Chroma folder of an index of the made-up library."""
    index = open_index(knowledge, tmp_path / "index", WordEmbeddings())
    index.close()
    return index.folder / "chroma"


def test_engine_and_client_give_the_same_neighbours(folder: Path) -> None:
    engine, client = Engine(folder), Client(folder)
    assert engine.count() == client.count()
    for question in QUESTIONS:
        vector = WordEmbeddings().embed_question(question)
        ours, theirs = engine.nearest(vector, 5), client.nearest(vector, 5)
        assert [name for name, _ in ours] == [name for name, _ in theirs]
        assert np.allclose([distance for _, distance in ours], [distance for _, distance in theirs])
    engine.close()
    client.close()


@pytest.mark.parametrize("fault", [TypeError, AttributeError, ImportError])
def test_an_engine_of_another_make_is_replaced_by_the_client(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def changed(*_: object, **__: object) -> None:
        raise fault("another interface")

    monkeypatch.setattr(chromadb_rust_bindings, "Bindings", changed)
    # The client stands on the same engine: it is given one that still works.
    real = Engine.__new__(Engine)
    monkeypatch.setattr(vectors, "Client", lambda _: real)
    assert open_vectors(folder) is real


def test_no_database_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no Chroma database"):
        open_vectors(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_said_so(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    with pytest.raises(ValueError, match="chroma"):
        open_vectors(folder)


def test_langchain_searches_the_same_collection(knowledge: Path, tmp_path: Path) -> None:
    index = open_index(knowledge, tmp_path / "index", WordEmbeddings())
    found = index.vector_store.similarity_search("Is ISO 99002 still valid?", k=1)
    assert found[0].metadata["owner"] == "fact:teapot-status"
