"""The real library with an index built once, and a made-up one that builds in a moment; no network but loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.embedding import SentenceEmbeddings
from assistant.index import open_index
from assistant.settings import PREFIX
from evals.offline import offline
from tests.scratch import WordEmbeddings, write_knowledge

# The day on which questions to the real library are asked, so that the tests do not age.
TODAY = date(2026, 11, 22)
BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With pytest-xdist's `--dist loadgroup`: the browser, which mostly waits, beside all that shares one built index."""
    for item in items:
        name = "browser" if BROWSER in item.path.parents else "index"
        item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Every connection that would leave this machine is an error."""
    with offline():
        yield


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real knowledge, with an index in ISO_ASSISTANT_INDEX or in a folder of this session."""
    given = os.environ.get(f"{PREFIX}INDEX")
    return Settings.from_environment(index=None if given else tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="session")
def iso(settings: Settings) -> Assistant:
    """The assistant over the real library, on a fixed day."""
    index = open_index(settings.knowledge, settings.index, SentenceEmbeddings())
    return Assistant(index, settings, today=lambda: TODAY)


@pytest.fixture
def environment(iso: Assistant, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The variables under which commands find the real library and its built index, and nothing else."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}KNOWLEDGE", str(iso.settings.knowledge))
    monkeypatch.setenv(f"{PREFIX}INDEX", str(iso.settings.index))
    return monkeypatch


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A folder with a few made-up facts, an article and a boundary."""
    return write_knowledge(tmp_path / "knowledge")


@pytest.fixture
def embeddings() -> WordEmbeddings:
    """Embeddings that need no model."""
    return WordEmbeddings()


@pytest.fixture
def small(knowledge: Path, tmp_path: Path, embeddings: WordEmbeddings) -> Iterator[Assistant]:
    """An assistant over the made-up library."""
    index = open_index(knowledge, tmp_path / "index", embeddings)
    yield Assistant(index, Settings(knowledge=knowledge, index=tmp_path / "index"), today=lambda: TODAY)
    index.close()
