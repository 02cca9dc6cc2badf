"""The vectors of an index, read from a Chroma folder: how many there are, and those nearest to a question.

Chroma's Python client loads web servers and tracing that a query has no use for: most of a second of every start. So a
folder is read through the engine beneath the client; where that engine's interface is not the one known here, the client
is loaded after all. Both read the same files and give the same neighbours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

COLLECTION = "library"
_PLACE = ("default_tenant", "default_database")
# Collections kept open; an index has one.
_OPEN = 4


class Vectors(Protocol):
    """An open collection."""

    def count(self) -> int:
        """How many vectors it holds."""

    def nearest(self, vector: NDArray[Any], limit: int) -> list[tuple[str, float]]:
        """The ids of at most `limit` vectors near `vector`, each with its cosine distance, 0…2; nearest first."""

    def close(self) -> None:
        """Let go of the files."""


def open_vectors(folder: Path) -> Vectors:
    """The collection in a Chroma folder.

    Raises ValueError when there is none, or when it is damaged.
    """
    if not (folder / "chroma.sqlite3").is_file():
        raise ValueError(f"{folder}: holds no Chroma database")
    try:
        try:
            return Engine(folder)
        except (ImportError, AttributeError, TypeError):
            return Client(folder)
    except Exception as error:
        # Imported only when something is wrong: it takes as long as everything else together.
        from chromadb.errors import ChromaError

        if isinstance(error, ChromaError):
            raise ValueError(f"{folder}: {error}") from error
        raise


class Engine:
    """A collection, read through the engine."""

    def __init__(self, folder: Path) -> None:
        import chromadb_rust_bindings as chroma

        database = chroma.SqliteDBConfig(
            hash_type=chroma.MigrationHash.MD5,
            migration_mode=chroma.MigrationMode.Apply,
            url=str(folder / "chroma.sqlite3"),
        )
        self._engine = chroma.Bindings(
            allow_reset=False, sqlite_db_config=database, persist_path=str(folder), hnsw_cache_size=_OPEN
        )
        self._id = str(self._engine.get_collection(COLLECTION, *_PLACE).id)
        self._size = int(self._engine.count(self._id, *_PLACE))

    def count(self) -> int:
        """How many vectors it holds."""
        return self._size

    def nearest(self, vector: NDArray[Any], limit: int) -> list[tuple[str, float]]:
        """Ids and distances, nearest first."""
        found = self._engine.query(self._id, None, [vector], limit, None, None, ["distances"], *_PLACE)
        return list(zip(found.ids[0], found.distances[0], strict=True))

    def close(self) -> None:
        """Let go of the files."""
        del self._engine


class Client:
    """A collection, read through the Python client."""

    def __init__(self, folder: Path) -> None:
        self._client = open_client(folder)
        self._collection = self._client.get_collection(COLLECTION)

    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._collection.count())

    def nearest(self, vector: NDArray[Any], limit: int) -> list[tuple[str, float]]:
        """Ids and distances, nearest first."""
        found = self._collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        return list(zip(found["ids"][0], found["distances"][0], strict=True))

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def open_client(folder: Path) -> Any:
    """Chroma's Python client on a folder; it reports nothing to anyone."""
    import chromadb

    return chromadb.PersistentClient(path=str(folder), settings=chromadb.Settings(anonymized_telemetry=False))
