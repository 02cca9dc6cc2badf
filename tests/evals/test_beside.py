"""A run with a language model is shown beside the default's answers to the same cases."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from langchain_core.messages import BaseMessage

from assistant import Assistant
from assistant.drafting import Drafter
from assistant.language_model import LanguageModel
from evals.beside import answers_wrongly, beside_default, says_false
from evals.cases import load_cases
from evals.runner import asker, run_cases, sample
from evals.scripted_model import ScriptedModel


def copies(messages: Sequence[BaseMessage]) -> str:
    shown = re.findall(r'<passage id="(\d+)"[^>]*>(.*?)</passage>', str(messages[-1].content))
    return json.dumps({"claims": [{"text": text, "passage_id": number, "quote": text} for number, text in shown]})


def invents(messages: Sequence[BaseMessage]) -> str:
    quote = re.findall(r'<passage id="1"[^>]*>(.*?)</passage>', str(messages[-1].content))[0]
    said = ["Yes.", "ISO 9002 can still be certified in 2026.", "All organizations must be certified by 1 May 2031."]
    return json.dumps({"claims": [{"text": text, "passage_id": "1", "quote": quote} for text in said]})


def test_a_sample_is_always_the_same_and_does_not_depend_on_the_order() -> None:
    cases = load_cases()
    assert len(sample(cases, 30)) == 30
    assert sample(cases, 30) == sample(list(reversed(cases)), 30)
    assert {case.id for case in sample(cases, 20)} <= {case.id for case in sample(cases, 30)}


def test_a_model_that_copies_or_invents_makes_no_answer_false(iso: Assistant) -> None:
    cases = sample(load_cases(), 80)
    for script, worded in ((copies, True), (invents, False)):
        drafter = Drafter(LanguageModel(ScriptedModel(script=script), "scripted:model"))
        asked = Assistant(iso.index, iso.settings, iso._today, drafter)
        done = run_cases(cases, asker(asked), iso.library)
        default = run_cases(cases, asker(iso), iso.library)
        rows = {row[0]: row[1:] for row in beside_default(done, cases, asked)}
        assert asked.drafter is drafter
        assert sum(map(says_false, done.results)) <= sum(map(says_false, default.results))
        assert sum(map(answers_wrongly, done.results)) <= sum(map(answers_wrongly, default.results))
        assert sum(item.passed for item in done.results) >= sum(item.passed for item in default.results)
        assert rows["pass every check"] == (
            "80",
            str(sum(item.passed for item in done.results)),
            str(sum(item.passed for item in default.results)),
        )
        assert (int(rows["hold sentences of the model"][1]) > 40) is worded
