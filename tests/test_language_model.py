"""Whatever a model's server does, the asker gets the default answer in time, with a note, and nothing leaks."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator

import pytest

from assistant import Assistant, Settings
from assistant.cli import main
from assistant.drafting import Drafter, open_drafter
from assistant.errors import SettingsError
from assistant.language_model import open_language_model
from tests import fault_server as faults
from tests.fault_server import Behaviour, FaultServer, serving

QUESTION = "Is ISO 99002 still valid?"
KEY = "sk-kettle-secret"


@pytest.fixture(scope="module", autouse=True)
def _client_is_loaded() -> None:
    """One call before the tests, so that loading the client does not count against their short limits."""
    with serving() as running, pytest.MonkeyPatch.context() as patch:
        patch.delenv("OPENAI_API_KEY", raising=False)
        open_drafter(settings_for(running))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    """A server of chat completions, and the key for it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving() as running:
        yield running


def settings_for(server: FaultServer, seconds: int = 60) -> Settings:
    return Settings(llm="openai:tiny", llm_base_url=server.address, llm_timeout=seconds)


def worded_by(server: FaultServer, small: Assistant, seconds: int = 60) -> Assistant:
    """The assistant over the made-up library, worded by that server's model within so many seconds."""
    settings = settings_for(server, seconds)
    return Assistant(small.index, settings, small._today, Drafter(open_language_model(settings)))


@pytest.fixture
def asked(small: Assistant, server: FaultServer) -> Assistant:
    """The same with time enough."""
    return worded_by(server, small)


def claim(text: str, quote: str, number: int = 1) -> dict[str, object]:
    return {"text": text, "passage_id": str(number), "quote": quote}


FAULTS: dict[str, tuple[Behaviour, str]] = {
    "killed mid-answer": (faults.dies, "broke off"),
    "hanging": (faults.hangs, "did not answer in time"),
    "slow drip": (faults.drips, "did not answer in time"),
    "signs of life only": (faults.breathes, "did not answer in time"),
    "garbage": (faults.babbles, "cannot be read"),
    "a web page": (faults.sends_a_page, "cannot be read"),
    "nothing at all": (faults.sends_nothing, "cannot be read"),
    "400": (faults.fails(400), "HTTP 400"),
    "401": (faults.fails(401), "refused the key (HTTP 401)"),
    "404": (faults.fails(404), "knows no such model (HTTP 404)"),
    "429": (faults.fails(429), "HTTP 429"),
    "500": (faults.fails(500), "HTTP 500"),
    "empty reply": (faults.says(""), "Nothing that"),
    "white space": (faults.says(" \n \n"), "Nothing that"),
    "1 MB": (faults.floods, "more than"),
    "prose": (faults.says("I am happy to help with kettles of all kinds!"), "Nothing that"),
    "cut off": (faults.says('{"claims": [{"text": "ISO 99002', "length"), "Nothing that"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_gives_the_default_answer_with_a_note_and_leaks_nothing(
    name: str,
    small: Assistant,
    server: FaultServer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    server.behaviour, why = FAULTS[name]
    caplog.set_level(logging.DEBUG)
    asked = worded_by(server, small, seconds=2 if "in time" in why else 60)
    answer, default = asked.ask(QUESTION), small.ask(QUESTION)
    assert server.requests
    assert (answer.text, answer.verdict, answer.citations) == (default.text, default.verdict, default.citations)
    assert answer.composer == "default"
    assert [note for note in answer.notes if "openai:tiny" in note and why in note], answer.notes
    seen = "".join([caplog.text, *capfd.readouterr(), *answer.notes])
    assert KEY not in seen
    assert QUESTION not in seen
    assert faults.LEAK not in seen


def test_a_server_that_is_gone_is_named_in_the_note(small: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving() as server:
        iso = worded_by(server, small)
    answer = iso.ask(QUESTION)
    assert answer.text == small.ask(QUESTION).text
    assert "could not be reached" in answer.notes[0]


def test_a_good_answer_is_shown_in_the_words_of_the_model(asked: Assistant, server: FaultServer) -> None:
    passage = asked.library.facts_by_id["teapot-status"].statement
    reply = {"claims": [claim(passage, passage)]}
    server.behaviour = faults.says(json.dumps(reply))
    answer = asked.ask(QUESTION)
    assert (answer.composer, answer.notes) == ("llm:openai:tiny", ())
    assert answer.citations[0].quote == passage
    request = server.requests[0]
    assert request["authorization"] == f"Bearer {KEY}"
    assert request["response_format"]["type"] == "json_schema"
    assert "tools" not in request
    assert 0 < request["max_completion_tokens"] <= 4000


def test_a_reply_that_was_cut_off_keeps_its_whole_claims(asked: Assistant, server: FaultServer) -> None:
    passage = asked.library.facts_by_id["teapot-status"].statement
    whole = json.dumps({"claims": [claim(passage, passage)]}).removesuffix("]}")
    server.behaviour = faults.says(f'{whole}, {{"text": "ISO 99002 is st', "length")
    assert asked.ask(QUESTION).composer == "llm:openai:tiny"


def test_a_server_of_ones_own_needs_no_key(small: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with serving() as server:
        server.behaviour = faults.says("hello")
        assert open_drafter(settings_for(server)).as_data is False


def test_a_model_that_keeps_to_json_is_found_out_at_the_start(server: FaultServer) -> None:
    sentence = "Kettles are descaled every 12 months."
    server.behaviour = faults.says(json.dumps({"claims": [claim(sentence, sentence)]}))
    assert open_drafter(settings_for(server)).as_data is True


def test_a_server_that_takes_no_schema_is_asked_without(server: FaultServer) -> None:
    sentence = "Kettles are descaled every 12 months."

    def behave(handler: faults.Handler) -> None:
        refused = "response_format" in server.requests[-1]
        (faults.fails(400) if refused else faults.says(json.dumps({"claims": [claim(sentence, sentence)]})))(handler)

    server.behaviour = behave
    drafter = open_drafter(settings_for(server))
    assert (drafter.as_data, drafter.schema) == (True, None)


@pytest.mark.parametrize(
    ("status", "said"), [(401, "refused the key"), (404, "knows no such model"), (429, "overloaded"), (500, "failed")]
)
def test_a_server_that_refuses_at_the_start_is_one_clear_sentence(server: FaultServer, status: int, said: str) -> None:
    server.behaviour = faults.fails(status)
    with pytest.raises(SettingsError) as raised:
        open_drafter(settings_for(server))
    message = str(raised.value)
    assert message.startswith("--llm openai:tiny: the language model at 127.0.0.1:")
    assert said in message
    assert KEY not in message


@pytest.mark.parametrize("behaviour", [faults.hangs, faults.drips])
def test_a_server_that_hangs_at_the_start_is_one_clear_sentence(server: FaultServer, behaviour: Behaviour) -> None:
    server.behaviour = behaviour
    with pytest.raises(SettingsError, match="did not answer in time"):
        open_drafter(settings_for(server, seconds=2))


@pytest.mark.parametrize(
    ("llm", "said"),
    [
        ("gpt", "write provider:model"),
        ("openai:", "write provider:model"),
        ("kettles:large", "is 'kettles' a provider"),
        ("openai:gpt-5.5", "set OPENAI_API_KEY"),
        ("anthropic:claude", "set ANTHROPIC_API_KEY"),
        ("groq:some-model", "pip install 'langchain-groq'"),
    ],
)
def test_a_model_that_cannot_be_opened_is_one_clear_sentence(
    llm: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    with pytest.raises(SettingsError) as raised:
        open_language_model(Settings(llm=llm))
    assert str(raised.value).startswith(f"--llm {llm}: ")
    assert said in str(raised.value)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, server: FaultServer) -> None:
    import sys

    from langchain.chat_models import base

    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    base._get_chat_model_creator.cache_clear()
    with pytest.raises(SettingsError, match=r"pip install 'iso-assistant\[openai\]'"):
        open_language_model(settings_for(server))
    base._get_chat_model_creator.cache_clear()


@pytest.fixture
def command(environment: pytest.MonkeyPatch, server: FaultServer) -> list[str]:
    """`ask` with that server's model, over the real library."""
    return ["ask", "--llm", "openai:tiny", "--llm-base-url", server.address, "--llm-timeout", "60"]


def test_the_command_line_names_the_model_that_worded_an_answer(
    command: list[str], server: FaultServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.behaviour = copies_the_first_passage
    assert main([*command, "When was ISO 9002 withdrawn?"]) == 0
    out, err = capsys.readouterr()
    assert "Worded by openai:tiny" in out
    assert err == ""


def test_a_model_that_cannot_be_reached_stops_the_command_in_one_sentence(
    command: list[str], server: FaultServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.behaviour = faults.fails(401)
    assert main([*command, "When was ISO 9002 withdrawn?"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("iso-assistant: --llm openai:tiny: ")
    assert err.count("\n") == 1
    assert KEY not in err


def copies_the_first_passage(handler: faults.Handler) -> None:
    """Answers as an honest model would that only copies."""
    told = str(handler.server.requests[-1]["messages"][-1]["content"])
    passage = re.search(r'<passage id="1"[^>]*>(.*?)</passage>', told)
    text = html.unescape(passage[1]) if passage else ""
    faults.says(json.dumps({"claims": [claim(text, text)]}))(handler)
