"""The benchmarks' own arithmetic, and that an edited library is followed."""

import random
from pathlib import Path

import pytest
from made_up import FACTS, a_case, right, write_knowledge

from assistant.library import Library, load_library
from assistant.types import Answer, Hit
from evals import counterfactual, robustness
from evals.counterfactual import Edit, follows, judge_edits, moved, plan, reversed_, write_scratch
from evals.retrieval import benchmark, first_place, ndcg, reciprocal_rank, same_as, words_only
from evals.robustness import KINDS, sample, variant


def ranked(*names: str) -> list[frozenset[str]]:
    return [frozenset({name}) for name in names]


def test_ranks_are_counted_from_one() -> None:
    wanted = frozenset({"a"})
    assert first_place(ranked("x", "a"), wanted) == 2
    assert first_place(ranked("x"), wanted) is None
    assert reciprocal_rank(ranked("x", "y", "a"), wanted) == pytest.approx(1 / 3)
    assert reciprocal_rank(ranked(*"xyzuvwrstq", "a"), wanted) == 0


def test_ndcg_is_one_when_the_wanted_facts_come_first_and_counts_each_once() -> None:
    wanted = frozenset({"a", "b"})
    assert ndcg(ranked("a", "b", "x"), wanted) == pytest.approx(1)
    assert ndcg(ranked("a", "a", "a"), wanted) < 0.7
    assert ndcg(ranked("x"), wanted) == 0


def test_facts_of_a_group_count_as_found(library: Library) -> None:
    assert same_as(["register"], library) == {"register", "register-again"}


def test_words_alone_find_a_statement_by_its_words(library: Library) -> None:
    (ranking,) = words_only(["Which clause is about controlled conditions for production?"], library)
    assert ranking[0] == {"controlled-conditions"}


def test_the_benchmark_has_a_row_for_each_search(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    class Iso:
        def __init__(self) -> None:
            self.library = library

        def search(self, question: str, as_of: str | None = None, limit: int = 10) -> list[Hit]:
            return [Hit(library.facts_by_id["withdrawal"], 1.0)]

    monkeypatch.setattr("evals.retrieval._nearest", lambda questions, texts: [[0] for _ in questions])
    rows = benchmark([a_case(), a_case(id="other", facts=["manual"])], Iso())
    assert [row[0] for row in rows[1:]] == ["this assistant", "dense only", "BM25 only", "fixed-size chunks"]
    assert rows[1][1:3] == ("2", "0.500")


@pytest.mark.parametrize("kind", KINDS)
def test_a_variant_asks_otherwise_and_is_the_same_every_time(kind: str) -> None:
    case = a_case(question="Can our company still be certified to ISO 99002:1994 under ISO 99001?")
    asked = variant(case, kind)
    assert asked.question != case.question
    assert asked == variant(case, kind)
    assert "99002" in asked.question
    assert (asked.key_facts, asked.cluster) == (case.key_facts, case.id)


def test_a_question_without_long_words_survives_typos() -> None:
    assert robustness.typo("ISO 99002?", random.Random(1)) == "ISO 99002?"


def test_the_worst_variant_counts(library: Library) -> None:
    cases = [a_case(), a_case(id="again", question="Is certification to ISO 99002 possible today?")]
    rows = robustness.benchmark(
        cases, lambda case: right(library, case, "manual" if case.question.isupper() else "withdrawal"), library
    )
    by_name = {row[0]: row for row in rows}
    assert by_name["as written"][2] == "2"
    assert by_name["upper case"][2] == "0"
    assert by_name["worst of each"][2] == "0"
    assert len(sample(cases)) == 2


def test_dates_move_and_statements_are_denied() -> None:
    assert moved("It was published in May 2024.") == "It was published in May 2031."
    assert moved("From 2024 to 2026.") is None
    assert reversed_("It is valid.") == "It is not valid."
    assert reversed_("It is no longer valid.") is None


def test_a_scratch_library_says_the_new_and_lacks_the_removed(tmp_path: Path) -> None:
    knowledge = write_knowledge(tmp_path / "knowledge")
    edits = [
        Edit("date moved", "withdrawal", "q", FACTS["withdrawal"], FACTS["withdrawal"].replace("2029", "2036")),
        Edit("removed", "count", "q", FACTS["count"], None),
    ]
    write_scratch(knowledge, tmp_path / "scratch", edits)
    scratch = load_library(tmp_path / "scratch")
    assert "2036" in scratch.facts_by_id["withdrawal"].statement
    assert "count" not in scratch.facts_by_id
    assert load_library(knowledge).facts_by_id["withdrawal"].statement == FACTS["withdrawal"]


def test_an_answer_from_memory_does_not_follow_the_edited_library(library: Library, tmp_path: Path) -> None:
    after = FACTS["withdrawal"].replace("2029", "2036")
    edits = [Edit("date moved", "withdrawal", "When was it?", FACTS["withdrawal"], after)]
    scratch = load_library(write_knowledge(tmp_path / "k", FACTS | {"withdrawal": after}))

    class Iso:
        def __init__(self, known: Library) -> None:
            self.known = known

        def ask(self, question: str) -> Answer:
            return right(self.known, a_case(question=question))

    rows, problems = judge_edits(edits, Iso(scratch))
    assert problems == []
    assert rows[1] == ("date moved", "1", "1", "1", "0")
    _, problems = judge_edits(edits, Iso(library))
    assert "still says what the library no longer says" in problems[0]


def test_a_removed_fact_may_not_be_cited(library: Library) -> None:
    answer = right(library, a_case())
    assert follows(Edit("removed", "withdrawal", "q", "Other words.", None), answer) == "cites a fact that was removed"
    assert follows(Edit("removed", "manual", "q", FACTS["manual"], None), answer) is None


def test_the_plan_edits_each_fact_once_and_none_that_is_said_twice(library: Library) -> None:
    edits = plan(library)
    names = [edit.fact for edit in edits]
    assert len(set(names)) == len(names)
    assert {edit.kind for edit in edits} == {"date moved", "negated", "removed"} - (
        {"removed"} if len(names) < 3 else set()
    )
    assert not {"register", "register-again"} & set(names)
    assert counterfactual.EDITS == 20
