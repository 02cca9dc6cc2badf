"""The index is a cache: built on first use, brought up to date, and rebuilt when it does not fit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from assistant import embedding
from assistant.embedding import SentenceEmbeddings
from assistant.errors import IndexFault, KnowledgeError, ModelError
from assistant.index import Index, open_index
from tests.scratch import FACTS, WordEmbeddings, write_facts

ROOT = Path(__file__).resolve().parent.parent
START = """
import sys
from pathlib import Path
from assistant.index import open_index
from tests.scratch import WordEmbeddings
index = open_index(Path(sys.argv[1]), Path(sys.argv[2]), WordEmbeddings())
print(len(index.phrases), index.nearest(index.embeddings.embed_question("Is ISO 99002 still valid?"), 1)[0].phrase.owner)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index goes; does not exist yet."""
    return tmp_path / "index"


def nearest(index: Index, question: str) -> str:
    return index.nearest(index.embeddings.embed_question(question), 3)[0].phrase.owner


def opened(knowledge: Path, folder: Path, identity: str = WordEmbeddings.identity) -> tuple[Index, list[str]]:
    """The index, and the texts that had to be embedded for it."""
    words = WordEmbeddings(identity)
    index = open_index(knowledge, folder, words)
    return index, words.embedded


def test_the_index_is_built_on_first_use_and_tells_its_progress(knowledge: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    index = open_index(knowledge, folder, WordEmbeddings(), lambda done, total: told.append((done, total)))
    assert told[0] == (0, len(index.phrases))
    assert told[-1] == (len(index.phrases), len(index.phrases))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert nearest(index, "Is ISO 99002 still valid?") == "fact:teapot-status"
    assert nearest(index, "How do I bake bread?") == "boundary:recipes"


def test_a_built_index_is_opened_and_nothing_is_embedded(knowledge: Path, folder: Path) -> None:
    first, _ = opened(knowledge, folder)
    again, embedded = opened(knowledge, folder)
    assert embedded == []
    assert again.phrases == first.phrases
    assert again.library == first.library


def test_the_same_question_always_has_the_same_neighbours(knowledge: Path, folder: Path, tmp_path: Path) -> None:
    vector = WordEmbeddings().embed_question("kettle management")
    one, _ = opened(knowledge, folder)
    other, _ = opened(knowledge, tmp_path / "another")
    assert one.nearest(vector, 50) == other.nearest(vector, 50)


def test_a_limit_beyond_the_library_gives_all_of_it(small: object, knowledge: Path, folder: Path) -> None:
    index, _ = opened(knowledge, folder)
    found = index.nearest(WordEmbeddings().embed_question("kettle"), 10_000)
    assert len(found) == len(index.phrases)
    assert all(-1.001 <= neighbour.similarity <= 1.001 for neighbour in found)


def test_after_a_small_edit_only_what_changed_is_embedded(knowledge: Path, folder: Path) -> None:
    opened(knowledge, folder)
    write_facts(
        knowledge,
        *FACTS[:-1],
        FACTS[-1] | {"asked_as": ["Is ISO 99002 still valid?", "Has the teapot standard ended?"]},
    )
    index, embedded = opened(knowledge, folder)
    assert embedded == ["Has the teapot standard ended?"]
    assert nearest(index, "Has the teapot standard ended?") == "fact:teapot-status"


def test_what_left_the_library_leaves_the_index(knowledge: Path, folder: Path) -> None:
    before, _ = opened(knowledge, folder)
    write_facts(knowledge, *FACTS[:2])
    index, embedded = opened(knowledge, folder)
    assert embedded == []
    assert len(index.phrases) < len(before.phrases)
    everything = index.nearest(index.embeddings.embed_question("Is ISO 99002 still valid?"), 1000)
    assert "fact:teapot-status" not in {neighbour.phrase.owner for neighbour in everything}


def test_another_model_gets_an_index_of_its_own(knowledge: Path, folder: Path) -> None:
    first, _ = opened(knowledge, folder)
    _, embedded = opened(knowledge, folder, identity="other weights")
    assert len(embedded) == len(first.phrases)


def test_old_indexes_do_not_pile_up(knowledge: Path, folder: Path) -> None:
    for count in (4, 3, 2, 1):
        write_facts(knowledge, *FACTS[:count])
        opened(knowledge, folder)
    assert len(list(folder.glob("index-*"))) == 2


def damage_wiped(folder: Path) -> None:
    shutil.rmtree(folder)


def damage_half(folder: Path) -> None:
    for path in folder.glob("index-*/chroma"):
        shutil.rmtree(path)


def damage_emptied(folder: Path) -> None:
    for path in folder.glob("index-*/*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def damage_garbled(folder: Path) -> None:
    for path in folder.glob("index-*/library.json"):
        path.write_bytes(b"{")


def damage_database(folder: Path) -> None:
    for path in folder.glob("index-*/chroma/chroma.sqlite3"):
        path.write_bytes(b"not a database, but as long as one might be" * 100)


def damage_stamp(folder: Path) -> None:
    for path in folder.glob("index-*/stamp.json"):
        path.write_text(json.dumps({"schema": 0, "model": "another", "library": "another"}), encoding="utf-8")


@pytest.mark.parametrize(
    "damage", [damage_wiped, damage_half, damage_emptied, damage_garbled, damage_database, damage_stamp]
)
def test_a_damaged_index_is_rebuilt(knowledge: Path, folder: Path, damage: object) -> None:
    # Another process built it: what this one holds open is not what is damaged.
    subprocess.run(
        [sys.executable, "-c", START, str(knowledge), str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    damage(folder)  # type: ignore[operator]
    index, _ = opened(knowledge, folder)
    assert nearest(index, "Is ISO 99002 still valid?") == "fact:teapot-status"
    assert list(folder.glob(".building-*")) == []


def test_other_files_in_the_folder_are_left_alone(knowledge: Path, folder: Path) -> None:
    (folder / "holiday").mkdir(parents=True)
    (folder / "holiday" / "photo.txt").write_text("sea", encoding="utf-8")
    (folder / "index.html").write_text("mine", encoding="utf-8")
    (folder / "index-of-my-books").mkdir()
    (folder / "index-of-my-books" / "list.txt").write_text("books", encoding="utf-8")
    for count in (4, 3, 2, 1):
        write_facts(knowledge, *FACTS[:count])
        opened(knowledge, folder)
    assert (folder / "holiday" / "photo.txt").read_text(encoding="utf-8") == "sea"
    assert (folder / "index.html").read_text(encoding="utf-8") == "mine"
    assert (folder / "index-of-my-books" / "list.txt").exists()


def test_two_starts_at_once_both_end_well(knowledge: Path, folder: Path) -> None:
    command = [sys.executable, "-c", START, str(knowledge), str(folder)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    results = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0], results
    assert results[0][0] == results[1][0]
    assert "fact:teapot-status" in results[0][0]
    assert len(list(folder.glob("index-*"))) == 1
    assert list(folder.glob(".building-*")) == []


def test_an_open_index_answers_as_before_while_another_is_built_beside_it(knowledge: Path, folder: Path) -> None:
    running, _ = opened(knowledge, folder)
    before = nearest(running, "Is ISO 99002 still valid?")
    write_facts(knowledge, *[{**fact, "asked_as": [*fact["asked_as"], f"Anew: {fact['id']}?"]} for fact in FACTS])
    building, built = Event(), Event()
    said: list[str] = []

    def keep_asking() -> None:
        building.wait(60)
        while not built.is_set():
            said.append(nearest(running, "Is ISO 99002 still valid?"))
            asked.set()

    def wait_for_an_answer(done: int, total: int) -> None:
        building.set()
        assert asked.wait(60)

    asked = Event()
    with ThreadPoolExecutor(1) as person:
        asking = person.submit(keep_asking)
        try:
            rebuilt = open_index(knowledge, folder, WordEmbeddings(), wait_for_an_answer)
        finally:
            built.set()
        asking.result(60)
    assert set(said) == {before}
    assert nearest(running, "Is ISO 99002 still valid?") == before
    assert len(rebuilt.phrases) > len(running.phrases)


def test_ctrl_c_during_the_first_build_leaves_nothing_half_made(knowledge: Path, folder: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_index(knowledge, folder, WordEmbeddings(), interrupt)
    assert [path.name for path in folder.iterdir() if path.name != "build.lock"] == []
    index, _ = opened(knowledge, folder)
    assert nearest(index, "Is ISO 99002 still valid?") == "fact:teapot-status"


def test_what_a_killed_build_left_is_cleared_away(knowledge: Path, folder: Path) -> None:
    (folder / ".building-999999" / "chroma").mkdir(parents=True)
    opened(knowledge, folder)
    assert list(folder.glob(".building-*")) == []


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(knowledge: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(IndexFault) as raised:
        open_index(knowledge, file / "index", WordEmbeddings())
    assert str(file / "index") in str(raised.value)
    assert "ISO_ASSISTANT_INDEX" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_knowledge_out_of_form_is_refused_and_the_old_index_stays(knowledge: Path, folder: Path) -> None:
    opened(knowledge, folder)
    before = sorted(path.name for path in folder.iterdir())
    (knowledge / "facts" / "broken.yaml").write_text("facts: [", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        opened(knowledge, folder)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_exchanged_model_weights_are_refused(
    knowledge: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(embedding, "default_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"SHA-256 is [0-9a-f]{64}, expected 53aa51172d142c89d9012cce15ae4d6c"):
        open_index(knowledge, folder, SentenceEmbeddings())
    assert not folder.exists()


def test_a_model_folder_without_weights_is_refused(knowledge: Path, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ISO_ASSISTANT_MODEL"):
        open_index(knowledge, folder, SentenceEmbeddings(str(tmp_path)))


def test_the_real_model_puts_a_paraphrase_nearer_than_another_matter() -> None:
    vectors = SentenceEmbeddings(adapter=None).embed(["How long is a certificate valid?", "For how many years does certification last?",
                                                      "Who bakes the bread?"])  # fmt: skip
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
