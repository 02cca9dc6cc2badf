"""Conversations in a real browser: kept for the person alone, taken up again, linked to, saved as files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import Server, ask, serving

from assistant.page import chat
from assistant.record import check_record

Visit = Callable[..., Page]
RENEWAL = "How do I renew our ISO 9002 certificate?"
AUDITS = "How often do we have to do internal audits?"
FOREIGN = "Recommend wine with grilled trout, please"


def test_a_reload_keeps_the_conversation_and_two_people_see_only_their_own(visit: Visit) -> None:
    mine, other = visit(), visit()
    ask(mine, RENEWAL)
    ask(other, AUDITS)
    for page, own, foreign in ((mine, RENEWAL, AUDITS), (other, AUDITS, RENEWAL)):
        page.wait_for_timeout(500)
        page.reload()
        expect(page.locator(".question")).to_contain_text(own)
        assert foreign not in page.content()
        expect(page.locator("#evidence mark").first).to_be_visible()


def test_the_conversation_survives_a_restart_of_the_server(visit: Visit) -> None:
    iso = ScriptedAssistant()
    with serving(iso, feedback="off") as address:
        page = visit(address=address)
        ask(page, RENEWAL)
        page.wait_for_timeout(500)
        stored = page.evaluate("Object.entries(localStorage).map(([name, value]) => ({name, value}))")
        page.context.close()
    with serving(iso, feedback="off") as address:
        again = visit(address=address, storage_state={"origins": [{"origin": address, "localStorage": stored}]})
        expect(again.locator(".question")).to_contain_text(RENEWAL)
        again.context.close()


def test_a_new_conversation_leaves_the_old_one_to_be_reopened_or_deleted(visit: Visit) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.click("#new")
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, AUDITS)
    page.click("#new")
    expect(page.locator(".reopen")).to_have_count(2)
    page.locator(".reopen", has_text=RENEWAL).click()
    expect(page.locator(".question")).to_contain_text(RENEWAL)
    page.click("#new")
    page.locator(".earlier [data-action=delete]").first.click()
    page.locator(".sure [data-answer=yes]").click()
    expect(page.locator(".reopen")).to_have_count(1)
    page.locator(".holds [data-action=delete]").click()
    page.locator(".sure [data-answer=yes]").click()
    expect(page.locator(".reopen")).to_have_count(0)
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".reopen")).to_have_count(0)


def test_a_link_opens_with_its_question_and_keeps_the_persons_own_conversation(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.wait_for_timeout(500)
    page.goto(served.address + "/?q=How%20often%20do%20we%20have%20to%20do%20internal%20audits%3F")
    expect(page.locator(".turn:not(.pending) .question")).to_contain_text(AUDITS)
    assert served.iso.asked[-1] == {**served.iso.asked[-1], "question": AUDITS, "history": []}
    page.wait_for_function("!location.search.includes('q=')")
    page.click("#new")
    expect(page.locator(".reopen")).to_have_count(2)


def test_the_record_can_be_checked_again(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, AUDITS)
    with page.expect_download() as download:
        page.locator("[data-action=record]").click()
    record = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert record["question"] == AUDITS
    assert record["citations"]
    assert check_record(record, served.iso.library) == []


def test_the_conversation_is_exported_with_citations_and_day(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, AUDITS)
    citation = served.iso.ask(AUDITS).citations[0]
    for button, ending in (("#export-markdown", ".md"), ("#export-html", ".html")):
        with page.expect_download() as download:
            page.click(button)
        assert download.value.suggested_filename.endswith(ending)
        text = download.value.path().read_text(encoding="utf-8")
        for expected in (AUDITS, citation.passage_id, citation.references[0], "as of 2", "[1]"):
            assert expected in text


def test_without_a_conversation_there_is_nothing_to_save_and_the_page_says_so(visit: Visit) -> None:
    page = visit()
    page.click("#export-markdown")
    expect(page.locator("#status")).to_contain_text("nothing to save yet")


def test_two_tabs_keep_a_conversation_each_and_lose_none(visit: Visit, served: Server) -> None:
    one = visit()
    ask(one, RENEWAL)
    other = one.context.new_page()
    other.goto(served.address + "/?q=How%20often%20do%20we%20have%20to%20do%20internal%20audits%3F")
    expect(other.locator(".turn:not(.pending) .question")).to_contain_text(AUDITS)
    other.wait_for_function("!location.search.includes('q=')")
    ask(one, FOREIGN)
    other.reload()
    expect(other.locator(".turn:not(.pending) .question")).to_have_count(1)
    expect(other.locator(".question")).to_contain_text(AUDITS)
    other.click("#new")
    expect(other.locator(".reopen")).to_have_count(2)
    other.locator(".reopen", has_text=RENEWAL).click()
    expect(other.locator(".question")).to_have_count(2)


def test_what_two_tabs_add_to_one_conversation_is_kept_twice_rather_than_lost(visit: Visit, served: Server) -> None:
    one = visit()
    ask(one, RENEWAL)
    other = one.context.new_page()
    other.goto(served.address)
    expect(other.locator(".question")).to_contain_text(RENEWAL)
    ask(one, AUDITS)
    ask(other, FOREIGN)
    for page, own in ((one, AUDITS), (other, FOREIGN)):
        page.reload()
        expect(page.locator(".turn:last-child .question")).to_contain_text(own)
    one.click("#new")
    expect(one.locator(".reopen")).to_have_count(2)


def test_what_is_asked_right_after_new_is_asked_in_the_new_conversation(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.evaluate(
        "document.querySelector('#new').click(); window.isoAsk('How often do we have to do internal audits?')"
    )
    expect(page.locator(".turn:not(.pending) .question")).to_have_text(re.compile(AUDITS[:20]))
    assert served.iso.asked[-1]["history"] == []


@pytest.mark.parametrize("button", [".earlier [data-action=delete]", ".holds [data-action=delete]"])
def test_nothing_is_deleted_before_it_is_confirmed(visit: Visit, button: str) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.click("#new")
    page.locator(button).click()
    expect(page.locator(".sure")).to_contain_text("Delete for good?")
    expect(page.locator(".sure [data-answer=no]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".sure")).to_have_count(0)
    expect(page.locator(button)).to_be_focused()
    page.reload()
    expect(page.locator(".reopen")).to_have_count(1)


def test_what_asking_again_replaces_stays_among_the_earlier_conversations(visit: Visit) -> None:
    page = visit()
    for question in (RENEWAL, AUDITS, FOREIGN):
        ask(page, question)
    page.locator(".turn[data-turn='0'] [data-action=retry]").click()
    expect(page.locator(".turn:not(.pending)")).to_have_count(1)
    page.click("#new")
    expect(page.locator(".reopen")).to_have_count(2)
    page.locator(".reopen").last.click()
    expect(page.locator(".question")).to_have_count(3)


def test_asking_again_without_a_new_answer_keeps_no_second_conversation(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    count = len(served.iso.asked)
    page.locator("[data-action=retry]").click()
    page.wait_for_function("window.isoAsked() === ''")
    assert len(served.iso.asked) == count + 1
    page.click("#new")
    expect(page.locator(".reopen")).to_have_count(1)


def test_a_link_to_an_answer_of_another_day_opens_as_of_that_day(visit: Visit, served: Server) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, AUDITS)
    page.locator("[data-action=link]").click()
    assert "as_of" not in page.evaluate("navigator.clipboard.readText()")
    page.fill("#as-of input", "1998-05-01")
    ask(page, RENEWAL)
    page.locator("[data-action=link]").last.click()
    expect(page.locator("[data-action=link]").last).to_contain_text("copied")
    address = page.evaluate("navigator.clipboard.readText()")
    opened = visit(address.removeprefix(served.address))
    expect(opened.locator(".turn:not(.pending) .badge.day")).to_contain_text("1998-05-01")
    assert served.iso.asked[-1] == {"question": RENEWAL, "history": [], "as_of": "1998-05-01"}
    expect(opened.locator("#as-of input")).to_have_value("1998-05-01")
    opened.wait_for_function("location.search === ''")


def test_a_link_with_a_day_that_is_none_opens_as_of_today(visit: Visit, served: Server) -> None:
    page = visit("/?q=How%20often%20do%20we%20have%20to%20do%20internal%20audits%3F&as_of=%22%3E1998")
    expect(page.locator(".turn:not(.pending) .badge.day")).to_contain_text(date.today().isoformat())


def test_a_full_conversation_goes_on_in_a_new_one_and_says_so(
    visit: Visit, served: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "LONGEST_CONVERSATION", 2)
    page = visit()
    for question in (RENEWAL, AUDITS):
        ask(page, question)
    page.fill("#question textarea", FOREIGN)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("This conversation had 2 answers")
    expect(page.locator(".turn:not(.pending)")).to_have_count(1)
    assert served.iso.asked[-1]["history"] == [RENEWAL, AUDITS]
    page.click("#new")
    expect(page.locator(".reopen")).to_have_count(2)
    page.locator(".reopen", has_text=RENEWAL).click()
    expect(page.locator(".question")).to_have_count(2)


def test_a_full_browser_drops_the_oldest_conversation_and_says_so(visit: Visit) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.click("#new")
    page.wait_for_selector(".welcome")
    ask(page, AUDITS)
    # Fills the store to the last byte, so that the next turn has no room.
    page.evaluate(
        """() => { let part = "x".repeat(1 << 20); let number = 0;
        while (part) try { localStorage.setItem(`other-${number++}`, part); } catch { part = part.slice(0, part.length >> 1); } }"""
    )
    ask(page, FOREIGN)
    expect(page.locator("#status")).to_contain_text("no room left")
    page.reload()
    expect(page.locator(".question")).to_have_count(2)
    page.click("#new")
    expect(page.locator(".reopen")).to_have_count(1)


def test_earlier_conversations_show_their_day(visit: Visit) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.click("#new")
    expect(page.locator(".reopen time")).to_have_text(datetime.now(UTC).date().isoformat())
