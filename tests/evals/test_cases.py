"""Cases are checked when they are read, and locked against silent edits."""

from pathlib import Path

import pytest
from made_up import a_case

from assistant.library import Library
from evals.cases import CasesError, load_cases, read_cases
from evals.lock import SplitLock, lock_of, lock_problems, read_lock, write_lock

GOOD = """
cases:
  - id: certifiable
    question: Can we be certified to ISO 99002?
    as_of: 2031-05-01
    verdicts: [answered, premise_corrected]
    key_facts: [[withdrawn, no longer], [2029]]
    forbidden: [[can be certified], it is valid]
    polarity: no
    facts: [withdrawal]
    disputes: none
  - id: bread
    question: How do I bake bread?
    verdicts: [abstained]
    reasons: [out_of_field]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "some.yaml").write_text(text, encoding="utf-8")
    return folder


def test_yaml_shorthand_is_understood(tmp_path: Path, library: Library) -> None:
    bread, certifiable = load_cases(write(tmp_path, GOOD), library)
    assert bread.reasons == ("out_of_field",)
    assert certifiable.polarity == "no"
    assert certifiable.key_facts == (("withdrawn", "no longer"), ("2029",))
    assert certifiable.forbidden == ("can be certified", "it is valid")
    assert str(certifiable.as_of) == "2031-05-01"


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("verdicts: [abstained]", "verdicts: [refused]", 14, "verdicts.0"),
        ("id: bread", "id: certifiable", 12, "already used"),
        ("facts: [withdrawal]", "facts: [withdrawel]", 3, "Did you mean 'withdrawal'?"),
        ("question: How do I bake bread?", "questoin: How?", 12, "question"),
        ("disputes: none", "disputes: [new-article]", 3, "no article or claim"),
        ("polarity: no", "standalone: [x]", 3, "follow-ups"),
        ("facts: [withdrawal]", "severity: urgent", 10, "severity"),
    ],
    ids=["unknown-verdict", "id-twice", "unknown-fact", "misspelt-field", "unknown-article", "no-history", "severity"],
)
def test_a_mistake_is_reported_with_file_and_line(
    tmp_path: Path, library: Library, before: str, after: str, line: int, says: str
) -> None:
    _, problems = read_cases(write(tmp_path, GOOD.replace(before, after)), library)
    assert any(problem.startswith(f"{tmp_path.name}/some.yaml:{line}:") and says in problem for problem in problems), (
        problems
    )


def test_a_case_that_expects_nothing_but_an_answer_is_refused(tmp_path: Path) -> None:
    text = "cases:\n  - {id: empty, question: What now?, verdicts: [answered]}\n"
    with pytest.raises(CasesError, match="its verdict alone says nothing"):
        load_cases(write(tmp_path, text))


def test_a_folder_without_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="holds no cases"):
        load_cases(tmp_path)


def test_the_split_follows_the_primary_fact_so_that_paraphrases_stay_together() -> None:
    split = {a_case(id=f"case-{number}", facts=["withdrawal", f"other-{number}"]).split for number in range(20)}
    assert len(split) == 1


def test_about_two_fifths_of_the_facts_are_for_tuning() -> None:
    splits = [a_case(facts=[f"fact-{number}"]).split for number in range(1000)]
    assert 350 <= splits.count("tune") <= 450


def test_the_lock_notices_a_deleted_an_added_and_an_edited_case(tmp_path: Path) -> None:
    cases = [a_case(id=f"case-{number}", facts=[f"fact-{number}"]) for number in range(10)]
    locks = lock_of(cases)
    assert lock_problems(cases, locks) == []
    assert lock_problems(cases[::-1], locks) == []
    assert "the lock says" in lock_problems(cases[1:], locks)[0]
    assert lock_problems([*cases, a_case(id="new")], locks)
    edited = cases[0].model_copy(update={"key_facts": (("anything",),)})
    assert "was edited" in lock_problems([edited, *cases[1:]], locks)[0]


def test_moving_a_case_to_another_line_is_no_edit() -> None:
    case = a_case()
    assert lock_problems([case.model_copy(update={"place": "elsewhere.yaml:9"})], lock_of([case])) == []


def test_locking_again_keeps_the_bars(tmp_path: Path) -> None:
    path = tmp_path / "cases.lock"
    write_lock([a_case()], path)
    path.write_text(path.read_text().replace('"pass_rate": 0.0', '"pass_rate": 0.75'))
    write_lock([a_case(), a_case(id="second")], path)
    assert {split.bars["pass_rate"] for split in read_lock(path).values()} == {0.75}


def test_a_missing_or_damaged_lock_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="python -m evals lock"):
        read_lock(tmp_path / "none.lock")
    (tmp_path / "bad.lock").write_text("{}")
    with pytest.raises(CasesError, match="not a lock"):
        read_lock(tmp_path / "bad.lock")
    assert SplitLock(1, "x").bars == {}
