"""The word index finds texts by the words they share with a question; rare words count for more."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.words import WordIndex, terms

TEXTS = [
    "Kettles are descaled every month.",
    "Cups are washed every month.",
    "Clause 7.1.5 of ISO 99001:2031 speaks of kettles.",
]


def test_terms_leave_out_stop_words_and_join_forms_of_a_word() -> None:
    assert terms("What are the audits?") == terms("an audit")
    assert terms("the of and") == []


def test_numbers_keep_their_dots_and_their_year() -> None:
    assert terms("clause 7.1.5") == ["claus", "7.1.5"]
    assert terms("99001:2031") == ["99001:2031", "99001"]
    assert terms("ISO9001") == terms("ISO 9001")


@pytest.mark.parametrize(
    ("question", "best"), [("descaling of a kettle", 0), ("washing cups", 1), ("7.1.5?", 2), ("99001", 2)]
)
def test_the_text_with_the_shared_words_is_first(question: str, best: int) -> None:
    assert int(np.argmax(WordIndex(TEXTS).scores(question))) == best


@pytest.mark.parametrize("question", ["", "the of", "zeppelin", "???"])
def test_a_question_without_known_words_scores_nothing(question: str) -> None:
    scores = WordIndex(TEXTS).scores(question)
    assert scores.shape == (3,)
    assert not scores.any()


def test_coverage_is_the_share_of_the_questions_words_that_a_text_has() -> None:
    coverage = WordIndex(TEXTS).coverage("kettles descaled")
    assert coverage(0) == pytest.approx(1)
    assert coverage(1) == 0
    assert 0 < coverage(2) < 1


def test_familiarity_falls_with_every_word_that_no_text_has() -> None:
    words = WordIndex(TEXTS)
    assert words.familiarity("kettles descaled") == pytest.approx(1)
    assert words.familiarity("zeppelin") == 0
    assert words.familiarity("") == 0
    assert 0 < words.familiarity("kettles in a zeppelin") < 1
