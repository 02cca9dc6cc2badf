"""The box and what is asked from it in a real browser: editing, asking again, stopping, failing, focus and place."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import Server, ask, serving

Visit = Callable[..., Page]
RENEWAL = "How do I renew our ISO 9002 certificate?"
AUDITS = "How often do we have to do internal audits?"
FOREIGN = "Recommend wine with grilled trout, please"


def test_editing_replaces_the_question_and_what_followed(visit: Visit) -> None:
    page = visit()
    ask(page, RENEWAL)
    ask(page, FOREIGN)
    page.locator(".turn[data-turn='0'] [data-action=edit]").click()
    expect(page.locator("#question textarea")).to_have_value(RENEWAL)
    expect(page.locator("#question textarea")).to_be_focused()
    page.fill("#question textarea", AUDITS)
    page.keyboard.press("Enter")
    expect(page.locator(".turn:not(.pending) .question")).to_have_count(1)
    expect(page.locator(".question")).to_contain_text(AUDITS)


def test_asking_again_keeps_one_turn(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    count = len(served.iso.asked)
    page.locator("[data-action=retry]").click()
    page.wait_for_timeout(800)
    expect(page.locator(".turn:not(.pending)")).to_have_count(1)
    assert len(served.iso.asked) == count + 1


def test_stopping_brings_the_question_back(visit: Visit) -> None:
    with serving(ScriptedAssistant(pace=3), feedback="off") as address:
        page = visit(address=address)
        page.fill("#question textarea", AUDITS)
        page.keyboard.press("Enter")
        page.click("#stop")
        expect(page.locator("#question textarea")).to_have_value(AUDITS)
        expect(page.locator(".turn")).to_have_count(0)
        expect(page.locator("#ask")).to_be_visible()
        page.context.close()


def test_a_question_that_cannot_be_taken_says_so_and_comes_back(visit: Visit) -> None:
    page = visit()
    page.fill("#question textarea", "fail")
    page.keyboard.press("Enter")
    expect(page.locator(".badge.failed")).to_be_visible()
    expect(page.locator(".turn.pending")).to_contain_text("cannot be taken")
    expect(page.locator("#question textarea")).to_have_value("fail")


def test_the_page_opens_at_its_top_and_a_new_conversation_does_too(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    assert page.evaluate("scrollY") == 0
    for _ in range(3):
        ask(page, RENEWAL)
    page.click("#new")
    page.wait_for_selector(".welcome")
    page.wait_for_function("scrollY === 0")


def test_the_box_fits_its_question_and_is_small_again_afterwards(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    height = "document.querySelector('#ask-row').offsetHeight"
    small = page.evaluate(height)
    page.fill("#question textarea", RENEWAL * 4)
    assert page.evaluate(height) > small
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn:not(.pending)")
    page.wait_for_function(f"{height} === {small}")
