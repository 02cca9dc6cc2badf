"""Limits: who asks too much is told so, on the page in words and as a program with status 429; nobody else is held up."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import ask, serving
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from assistant.errors import LimitReached
from assistant.page.limits import LONGEST_ANSWER, LimitGuard, Limits
from assistant.page.request import address_of

Visit = Callable[..., Page]
AUDITS = "How often do we have to do internal audits?"
RENEWAL = "How do I renew our ISO 9002 certificate?"


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minute_holds_so_many_questions_of_one_visitor() -> None:
    clock = Clock()
    limits = Limits(2, 0, clock)
    for _ in range(2):
        with limits.asking("anna"):
            clock.now += 10
    with pytest.raises(LimitReached, match="ask again in 40 seconds") as raised, limits.asking("anna"):
        pass
    assert raised.value.wait == 40
    with limits.asking("bert"):
        pass
    clock.now += 40
    with limits.asking("anna"):
        pass


def test_so_many_questions_of_one_visitor_are_answered_at_once() -> None:
    clock = Clock()
    limits = Limits(0, 2, clock)
    with limits.asking("anna"), limits.asking("anna"):
        with pytest.raises(LimitReached, match="2 of your questions are still being answered"):
            limits.check("anna")
        limits.check("bert")
        clock.now += LONGEST_ANSWER + 1
        limits.check("anna")
    limits.check("anna")


def test_an_answer_that_fails_frees_its_place() -> None:
    limits = Limits(0, 1)
    with pytest.raises(ValueError, match="broken"), limits.asking("anna"):
        raise ValueError("broken")
    limits.check("anna")


def test_visitors_are_forgotten_after_a_minute() -> None:
    clock = Clock()
    limits = Limits(5, 5, clock)
    for number in range(100):
        with limits.asking(str(number)):
            pass
    clock.now += 61
    limits.check("anna")
    assert not limits._asked
    assert not limits._running


@pytest.mark.parametrize(
    ("host", "counted"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("testclient", "testclient")],
)
def test_one_address_counts_as_one_visitor(host: str, counted: str) -> None:
    class Asked:
        class client:
            pass

    Asked.client.host = host  # type: ignore[attr-defined]
    assert address_of(Asked) == counted


def test_the_page_says_how_long_to_wait_and_keeps_the_question(visit: Visit) -> None:
    with serving(ScriptedAssistant(), feedback="off", questions_per_minute=1) as address:
        page = visit(address=address)
        ask(page, AUDITS)
        page.fill("#question textarea", RENEWAL)
        page.keyboard.press("Enter")
        expect(page.locator(".turn.pending")).to_contain_text("Ask again in")
        expect(page.locator("#question textarea")).to_have_value(RENEWAL)
        expect(page.locator(".turn:not(.pending)")).to_have_count(1)
        page.context.close()


def test_programs_get_429_and_health_is_never_limited() -> None:
    with serving(ScriptedAssistant(), feedback="off", questions_per_minute=1) as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        client = Client(address, verbose=False)
        assert client.predict(question=AUDITS, api_name="/ask")["question"] == AUDITS
        with pytest.raises(Exception, match="ask again in"):
            client.predict(question=AUDITS, api_name="/ask")
        refused = httpx.post(address + "/gradio_api/call/ask", json={"data": [AUDITS, "", []]})
        assert refused.status_code == 429
        assert "ask again in" in refused.json()["error"]
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        passage = client.predict("fact:iso-9002-status", api_name="/show_passage")
        assert passage["id"] == "fact:iso-9002-status"
        assert {httpx.get(address + "/health").status_code for _ in range(5)} == {200}
        client.close()


def test_what_the_mcp_server_asks_of_itself_carries_the_address_of_who_asked() -> None:
    seen: list[list[str]] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(Request(scope).headers.getlist("x-forwarded-for"))

    async def ask_it(path: str) -> None:
        headers = [(b"x-forwarded-for", b"198.51.100.9"), (b"accept", b"*/*")]
        scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "client": ("192.0.2.7", 5)}
        await LimitGuard(page, Limits(1, 1), lambda request: "")(scope, None, None)  # type: ignore[arg-type]

    # In a thread of its own: the browser's driver keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, ask_it("/gradio_api/mcp/")).result(10)
    assert seen == [["192.0.2.7"]]


def test_each_person_who_is_logged_in_has_a_limit_of_their_own() -> None:
    settings = {"feedback": "off", "questions_per_minute": 1, "auth_header": "X-User"}
    with serving(ScriptedAssistant(), **settings) as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        anna, bert = (Client(address, headers={"X-User": name}, verbose=False) for name in ("anna", "bert"))
        for client in (anna, bert):
            assert client.predict(question=AUDITS, api_name="/ask")["question"] == AUDITS
        for name in ("anna", "bert"):
            headers = {"X-User": name}
            refused = httpx.post(address + "/gradio_api/call/ask", json={"data": [AUDITS, "", []]}, headers=headers)
            assert refused.status_code == 429
        for client in (anna, bert):
            client.close()
