"""What is worked out from the library is kept beside the index, and worked out anew when it does not fit."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from assistant import Assistant, kept
from assistant.embedding import SentenceEmbeddings
from assistant.index import Index, open_index
from assistant.ledger import Ledger
from assistant.retrieval import Retrieval
from tests.scratch import WordEmbeddings


class Counted:
    """A value, and how often it had to be worked out."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


@pytest.fixture
def index(knowledge: Path, tmp_path: Path, embeddings: SentenceEmbeddings) -> Index:
    """An index of the made-up library."""
    return open_index(knowledge, tmp_path / "index", embeddings)


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "index").glob("index-*/kept/numbers-*.pickle"))


def test_a_second_start_reads_what_the_first_worked_out(index: Index, knowledge: Path, tmp_path: Path) -> None:
    value = Counted({"fact": index.library.facts[0], "years": frozenset({2024, 2031})})
    assert index.kept("years", value) == value.value
    again = open_index(knowledge, tmp_path / "index", WordEmbeddings())
    found = again.kept("years", value)
    assert (found, value.times) == (value.value, 1)
    assert found["fact"] is again.library.facts[0]  # type: ignore[index]


def test_all_that_an_answer_needs_is_read_at_the_next_start(small: Assistant, knowledge: Path, tmp_path: Path) -> None:
    small.ask("How often must kettles be descaled?")
    again = open_index(knowledge, tmp_path / "index", WordEmbeddings())
    names = {path.name.split("-")[0] for path in (again.folder / "kept").glob("*.pickle")}
    assert names >= {"ledger", "library", "profiles", "spelling", "words"}
    for name in names - {"library"}:
        again.kept(name, lambda name=name: pytest.fail(f"{name} was worked out again"))  # type: ignore[misc]


def test_ranking_is_the_same_with_what_was_kept(index: Index) -> None:
    ledger = Ledger(index.library.facts)
    fresh, kept_one = Retrieval(index, ledger), Retrieval(index, ledger)
    assert fresh.profiles == kept_one.profiles
    for question in ("How often must kettles be descaled?", "teapot", "nothing of that"):
        assert fresh.words.scores(question).tolist() == kept_one.words.scores(question).tolist()
        assert fresh.words.familiarity(question) == kept_one.words.familiarity(question)


def test_other_code_works_it_out_anew(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    value = Counted([1, 2])
    index.kept("numbers", value)
    monkeypatch.setattr(kept, "code_hash", lambda: "0123456789ab")
    index.kept("numbers", value)
    assert value.times == 2
    assert [path.name for path in files(tmp_path)] == ["numbers-0123456789ab.pickle"]


@pytest.mark.parametrize("content", [b"", b"not a pickle", pickle.dumps([1, 2])[:-3]])
def test_a_damaged_file_is_written_anew(index: Index, tmp_path: Path, content: bytes) -> None:
    value = Counted([1, 2])
    index.kept("numbers", value)
    files(tmp_path)[0].write_bytes(content)
    assert index.kept("numbers", value) == [1, 2]
    assert value.times == 2
    assert pickle.loads(files(tmp_path)[0].read_bytes()) == [1, 2]


class Harmful:
    """What someone who can write to the cache might put there."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("harmed"),)  # type: ignore[return-value]


def test_a_file_that_would_run_code_is_not_read(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    value = Counted([1, 2])
    index.kept("numbers", value)
    files(tmp_path)[0].write_bytes(pickle.dumps(Harmful()))
    assert index.kept("numbers", value) == [1, 2]
    assert value.times == 2
    assert not (tmp_path / "harmed").exists()


def test_a_folder_that_cannot_be_written_still_gives_the_value(index: Index, tmp_path: Path) -> None:
    folder = next((tmp_path / "index").glob("index-*")) / "kept"
    shutil.rmtree(folder)
    folder.write_text("in the way", encoding="utf-8")
    assert index.kept("numbers", Counted([1, 2])) == [1, 2]
