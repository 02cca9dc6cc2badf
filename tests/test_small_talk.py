"""Greetings and thanks are answered without facts; a greeting before a question does not hide the question."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.small_talk import ABOUT, GOODBYE, HELLO, WELCOME, small_talk


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Hi!", HELLO), ("hello there", HELLO), ("Good morning", HELLO),
        ("thanks", WELCOME), ("Thank you very much!", WELCOME), ("ok, thanks a lot", WELCOME), ("got it", WELCOME),
        ("bye", GOODBYE), ("See you later", GOODBYE),
        ("What can you do?", ABOUT), ("Who are you?", ABOUT), ("help", ABOUT), ("Are you a bot?", ABOUT),
    ],
)  # fmt: skip
def test_small_talk_has_its_reply(text: str, reply: str) -> None:
    assert small_talk(text) == reply


@pytest.mark.parametrize(
    "text",
    [
        "Hi, what is ISO 99001?",
        "thanks, and who issues certificates?",
        "ok and 99002?",
        "help with clause 7.1.5",
        "What is an audit?",
        "why?",
    ],
)
def test_a_question_is_never_small_talk(text: str) -> None:
    assert small_talk(text) is None


def test_small_talk_is_an_answer_without_statements(small: Assistant) -> None:
    answer = small.ask("Hello!")
    assert (answer.verdict, answer.text) == ("small_talk", HELLO)
    assert answer.statements == answer.citations == ()
    assert answer.library == small.library.hash
