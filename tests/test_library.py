"""Knowledge that is not as the schema says is refused, naming file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import KnowledgeError
from assistant.library import Library, content_hash, load_library, read_library
from tests.scratch import ARTICLE, CLAIM, FACTS, fact, write_article, write_facts, write_knowledge


def complaint(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as raised:
        load_library(folder)
    return str(raised.value)


def test_a_knowledge_folder_becomes_facts_articles_and_boundaries(knowledge: Path) -> None:
    library = load_library(knowledge)
    assert [fact.id for fact in library.facts] == [entry["id"] for entry in FACTS]
    assert library.facts[0].family == "made-up"
    assert library.articles[0].claims[0].refuted_by == ("teapot-status",)
    assert library.boundaries[0].reason == "out_of_field"


def test_passages_are_found_by_their_ids_and_say_how_far_to_trust_them(knowledge: Path) -> None:
    library = load_library(knowledge)
    known = library.passage("fact:teapot-status")
    claimed = library.passage("source:old-teapots#c1")
    assert known is not None
    assert (known.kind, known.standing) == ("fact", "trusted")
    assert known.references == ("https://example.org/teapot-status",)
    assert claimed is not None
    assert (claimed.kind, claimed.standing, claimed.text) == ("source", "outdated", CLAIM["claim"])
    assert library.passage("fact:no-such") is None
    assert library.passage("source:old-teapots#c9") is None


def test_a_library_survives_its_json_form(knowledge: Path) -> None:
    library = load_library(knowledge)
    assert Library.from_json(library.to_json()) == library


def test_the_hash_names_the_content(knowledge: Path) -> None:
    before = content_hash(knowledge)
    assert load_library(knowledge).hash == before
    write_facts(knowledge, *FACTS[:-1])
    assert content_hash(knowledge) != before
    write_facts(knowledge, *FACTS)
    assert content_hash(knowledge) == before


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"references": None}, "references"),
        ({"statement": None}, "statement"),
        ({"verified_on": None}, "verified_on"),
        ({"confidence": "certain"}, "confidence"),
        ({"subject": 9001}, "subject"),
        ({"valid_from": "in May"}, "valid_from"),
        ({"valid_from": "2031-13-01"}, "valid_from"),
        ({"asked_as": "a single text"}, "asked_as"),
        ({"colour": "blue"}, "colour"),
        ({"references": [{"address": "not an address", "shows": "nothing"}]}, "address"),
        ({"references": [{"address": "javascript:alert(1)", "shows": "nothing"}]}, "address"),
        ({"statement": "x" * 1201}, "statement"),
    ],
)
def test_a_malformed_fact_is_named_by_file_and_line(tmp_path: Path, fields: dict[str, Any], names: str) -> None:
    path = write_facts(tmp_path / "knowledge", FACTS[0], fact("malformed", **fields))
    said = complaint(tmp_path / "knowledge")
    place, _, rest = said.partition(": ")
    file, line = place.split(":")
    assert file == "knowledge/facts/made-up.yaml"
    assert names in rest
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [number for number, text in enumerate(lines, 1) if text.startswith("- ")]
    assert entries[1] <= int(line) <= len(lines)


def test_a_duplicate_id_is_named_with_both_places(tmp_path: Path) -> None:
    write_facts(tmp_path / "knowledge", fact("twin"), file="a.yaml")
    write_facts(tmp_path / "knowledge", fact("twin"), file="b.yaml")
    said = complaint(tmp_path / "knowledge")
    assert said.startswith("knowledge/facts/b.yaml:2: ")
    assert "'twin'" in said
    assert "knowledge/facts/a.yaml:2" in said


def test_duplicate_claims_and_articles_are_problems(knowledge: Path) -> None:
    write_article(knowledge, CLAIM, CLAIM)
    (knowledge / "sources" / "again.yaml").write_bytes((knowledge / "sources" / "old-teapots.yaml").read_bytes())
    _, problems = read_library(knowledge)
    assert any("'c1' is already used" in problem for problem in problems)
    assert any(f"{ARTICLE['id']!r} is already used" in problem for problem in problems)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("facts:\n  - id: a\n   bad: [", 3),
        ("facts:\n- {id: a, id\n", 3),
        ("facts: nothing\n", 1),
        ("- 1\n", 1),
        ("", 1),
        ("fact:\n- 1\n", 1),
    ],
)
def test_a_file_that_is_not_as_expected_is_named_with_a_line(tmp_path: Path, text: str, line: int) -> None:
    write_facts(tmp_path / "knowledge", *FACTS)
    (tmp_path / "knowledge" / "facts" / "broken.yaml").write_text(text, encoding="utf-8")
    said = complaint(tmp_path / "knowledge")
    assert said.startswith("knowledge/facts/broken.yaml:")
    assert abs(int(said.split(":")[1]) - line) <= 1


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    write_facts(tmp_path / "knowledge", *FACTS)
    (tmp_path / "knowledge" / "facts" / "broken.yaml").write_bytes(b"\xff\xfe\x00facts")
    assert complaint(tmp_path / "knowledge").startswith("knowledge/facts/broken.yaml: cannot be read")


def test_yaml_never_runs_code(tmp_path: Path) -> None:
    write_facts(tmp_path / "knowledge", *FACTS)
    trap = tmp_path / "trap"
    (tmp_path / "knowledge" / "facts" / "broken.yaml").write_text(
        f"facts: !!python/object/apply:os.mkdir ['{trap}']\n", encoding="utf-8"
    )
    assert "not valid YAML" in complaint(tmp_path / "knowledge")
    assert not trap.exists()


def test_an_empty_folder_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no facts" in complaint(tmp_path / "empty")
    said = complaint(tmp_path / "missing")
    assert "no such folder" in said
    assert "ISO_ASSISTANT_KNOWLEDGE" in said


def test_the_first_problem_is_raised_with_the_number_of_others(tmp_path: Path) -> None:
    write_facts(tmp_path / "knowledge", fact("one", confidence="x"), fact("two", confidence="x"), fact("three"))
    assert "(1 more; `iso-assistant library check` lists them all)" in complaint(tmp_path / "knowledge")
    library, problems = read_library(tmp_path / "knowledge")
    assert [fact.id for fact in library.facts] == ["three"]
    assert len(problems) == 2


def test_a_claim_or_boundary_out_of_form_is_named(knowledge: Path) -> None:
    write_article(knowledge, CLAIM | {"verdict": "odd"})
    (knowledge / "boundaries.yaml").write_text(
        "boundaries:\n  - {id: x, reason: mood, says: abc, examples: [abc]}\n"
        "  - {id: y, mark: colour, says: abc, examples: [abc]}\n",
        encoding="utf-8",
    )
    _, problems = read_library(knowledge)
    assert any(problem.startswith("knowledge/sources/old-teapots.yaml:8: verdict") for problem in problems)
    assert any(problem.startswith("knowledge/boundaries.yaml:2: reason") for problem in problems)
    assert any(problem.startswith("knowledge/boundaries.yaml:3: mark") for problem in problems)


def test_days_may_be_written_as_a_year_or_a_month(tmp_path: Path) -> None:
    folder = write_knowledge(tmp_path / "knowledge", fact("teapot-status", valid_from=2031, valid_to="2032-05"))
    known = load_library(folder).facts[0]
    assert str(known.valid_from) == "2031-01-01"
    assert str(known.valid_to) == "2032-05-01"


def test_validity_begins_on_its_first_day_and_ends_before_its_last(tmp_path: Path) -> None:
    from datetime import date

    known = load_library(
        write_knowledge(tmp_path / "k", fact("teapot-status", valid_from="2031-05-03", valid_to="2033-05-03"))
    ).facts[0]
    days = [date(2031, 5, 2), date(2031, 5, 3), date(2033, 5, 2), date(2033, 5, 3)]
    assert [known.holds_on(day) for day in days] == [False, True, True, False]


def test_the_real_knowledge_loads_without_a_problem(iso: Any) -> None:
    assert len(iso.library.facts) > 500
    assert len(iso.library.articles) == 5
    assert sum(len(article.claims) for article in iso.library.articles) >= 160
