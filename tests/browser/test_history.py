"""Conversations in a real browser: kept for the person alone, taken up again, linked to, saved as files."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import Server, ask, serving

from assistant.record import check_record

Visit = Callable[..., Page]
RENEWAL = "How do I renew our ISO 9002 certificate?"
AUDITS = "How often do we have to do internal audits?"


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
    expect(page.locator(".reopen")).to_have_count(1)
    page.locator("[data-action=delete][data-turn='-1']").click()
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
