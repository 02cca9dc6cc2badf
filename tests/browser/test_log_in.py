"""Log-in: a page that works on a phone and without a script, tickets that last, and patience with guessers."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import ask, serving

from assistant.page import log_in
from assistant.page.text import words
from assistant.passwords import Attempts, hash_password

Visit = Callable[..., Page]
AUDITS = "How often do we have to do internal audits?"
PASSWORD = "open sesame"


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users"
    path.write_text(f"anna:{hash_password(PASSWORD)}\nbert:{hash_password('another one')}\n")
    return path


@pytest.fixture
def guarded(users: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A page with log-in on which no time passes between attempts."""
    monkeypatch.setattr(log_in, "Attempts", partial(Attempts, clock=lambda: 0.0))
    with serving(ScriptedAssistant(), feedback="off", auth_file=str(users)) as address:
        yield address


def enter(page: Page, user: str, password: str) -> None:
    page.get_by_label("User name").fill(user)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def test_only_users_of_the_file_enter_and_they_can_leave(visit: Visit, guarded: str) -> None:
    assert httpx.get(guarded + "/config").status_code == 401
    assert httpx.post(guarded + "/gradio_api/call/ask", json={"data": ["x", "", []]}).status_code == 401
    assert httpx.get(guarded + "/health").status_code == 200
    page = visit(address=guarded, wait_for="form")
    expect(page).to_have_url(guarded + "/login")
    enter(page, "anna", PASSWORD)
    page.wait_for_selector(".welcome")
    ask(page, AUDITS)
    page.get_by_role("link", name="Log out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.goto(guarded)
    expect(page).to_have_url(guarded + "/login")
    page.context.close()


def test_a_link_with_a_question_survives_the_log_in(visit: Visit, guarded: str) -> None:
    page = visit("/?q=How%20often%20do%20we%20have%20to%20do%20internal%20audits%3F", guarded, "form")
    enter(page, "anna", PASSWORD)
    expect(page.locator(".turn:not(.pending) .question")).to_contain_text(AUDITS)
    page.context.close()


@pytest.mark.parametrize(("user", "password"), [("anna", "wrong"), ("nobody", PASSWORD), ("bert", PASSWORD)])
def test_a_wrong_password_is_said_and_lets_nobody_in(guarded: str, user: str, password: str) -> None:
    with httpx.Client(headers={"Accept": "text/html", "Accept-Language": "de"}) as browser:
        refused = browser.post(guarded + "/login", data={"username": user, "password": password})
        assert refused.status_code == 401
        assert words("de")["wrong_password"] in refused.text
        assert not browser.cookies


def test_who_guesses_waits_longer_each_time_and_others_do_not(guarded: str) -> None:
    wrong = {"username": "anna", "password": "guess"}
    answers = [httpx.post(guarded + "/login", data=wrong) for _ in range(log_in.SLIPS + 1)]
    assert [answer.status_code for answer in answers] == [401] * log_in.SLIPS + [429]
    assert "Try again in 1\u00a0s" in answers[-1].json()["error"]
    assert answers[-1].headers["retry-after"] == "1"
    # Also the right password has to wait, or guessing would go on; another user is not held up.
    assert httpx.post(guarded + "/login", data={"username": "anna", "password": PASSWORD}).status_code == 429
    assert httpx.post(guarded + "/login", data={"username": "bert", "password": "another one"}).status_code == 200


def test_the_wait_is_shown_on_the_log_in_page(visit: Visit, guarded: str) -> None:
    for _ in range(log_in.SLIPS + 1):
        httpx.post(guarded + "/login", data={"username": "anna", "password": "guess"})
    page = visit("/login", guarded, "form", viewport={"width": 320, "height": 640})
    # The browser reports the status of a refusal as an error; here it is what we want.
    page.route("**/login", lambda route: route.fulfill(response=(got := route.fetch()), status=200, body=got.text()))
    enter(page, "anna", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("Too many attempts. Try again in")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_a_ticket_survives_a_restart_and_a_forged_one_opens_nothing(users: Path) -> None:
    with serving(ScriptedAssistant(), feedback="off", auth_file=str(users)) as address:
        entered = httpx.post(address + "/login", data={"username": "anna", "password": PASSWORD})
    ticket = entered.cookies[log_in.COOKIE]
    assert "httponly" in entered.headers["set-cookie"].lower()
    assert "samesite=lax" in entered.headers["set-cookie"].lower()
    with serving(ScriptedAssistant(), feedback="off", auth_file=str(users)) as address:
        for cookie, status in ((ticket, 200), (ticket[:-1] + "x", 401), ("YW5uYQ==.9999999999.", 401), ("", 401)):
            assert httpx.get(address + "/config", cookies={log_in.COOKIE: cookie}).status_code == status


def test_programs_log_in_as_gradio_client_does(guarded: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        client = Client(guarded, auth=("anna", PASSWORD), verbose=False)
        assert client.predict(question=AUDITS, api_name="/ask")["question"] == AUDITS
        client.close()
        with pytest.raises(Exception, match=r"(?i)log ?in|credentials|401"):
            Client(guarded, auth=("anna", "wrong"), verbose=False)


def test_hostile_text_on_the_log_in_page_stays_text() -> None:
    page = log_in.log_in_html(words("en"), "en", "system", '"><script>x</script>', "<img src=x>")
    assert "<script" not in page
    assert "<img" not in page
