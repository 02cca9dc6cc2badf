"""The box and what is asked from it in a real browser: editing, asking again, stopping, failing, focus and place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
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


def test_what_is_sent_the_moment_an_answer_appears_is_asked_too(visit: Visit, served: Server) -> None:
    page = visit()
    count = len(served.iso.asked)
    # Quicker than any person, and before the event of the first question has ended.
    page.evaluate(
        """question => new MutationObserver((_, observer) => {
            if (!document.querySelector(".turn:not(.pending)")) return;
            observer.disconnect();
            window.sent = [window.isoAsked(), window.isoAsk(question)];
        }).observe(document.querySelector("#conversation"), { childList: true, subtree: true })""",
        AUDITS,
    )
    ask(page, RENEWAL)
    expect(page.locator(".turn:not(.pending) .question")).to_have_count(2)
    assert page.evaluate("window.sent") == [RENEWAL, True]
    assert [asked["question"] for asked in served.iso.asked[count:]] == [RENEWAL, AUDITS]
    assert served.iso.asked[-1]["history"] == [RENEWAL]


def test_a_question_clicked_twice_is_asked_once(visit: Visit, served: Server) -> None:
    page = visit()
    count = len(served.iso.asked)
    page.locator(".example").first.dblclick(no_wait_after=True)
    expect(page.locator(".turn:not(.pending)")).to_have_count(1)
    expect(page.locator("#ask")).to_be_visible()
    page.wait_for_timeout(500)
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


def test_an_edit_shows_and_is_left_by_button_or_escape(visit: Visit, served: Server) -> None:
    page = visit()
    box = page.locator("#question textarea")
    ask(page, RENEWAL)
    for leave in (lambda: page.click("#editing [data-cancel]"), lambda: page.keyboard.press("Escape")):
        page.locator("[data-action=edit]").first.click()
        expect(page.locator("#editing")).to_contain_text("Editing question 1.")
        leave()
        expect(page.locator("#editing .editing")).to_be_hidden()
        expect(box).to_have_value("")
        expect(box).to_be_focused()
    ask(page, AUDITS)
    expect(page.locator(".turn:not(.pending)")).to_have_count(2)


def test_what_is_typed_while_an_answer_is_on_its_way_stays(visit: Visit) -> None:
    with serving(ScriptedAssistant(pace=1), feedback="off") as address:
        page = visit(address=address)
        box = page.locator("#question textarea")
        box.fill(AUDITS)
        page.keyboard.press("Enter")
        page.keyboard.type("And then")
        expect(page.locator(".turn:not(.pending)")).to_have_count(1)
        expect(box).to_have_value("And then")
        box.fill(RENEWAL)
        page.keyboard.press("Enter")
        page.keyboard.type("the next")
        page.keyboard.press("Enter")
        page.click("#stop")
        expect(page.locator("#status")).to_contain_text("What you are writing stays")
        expect(page.locator("#ask")).to_be_visible()
        expect(box).to_have_value("the next")
        page.context.close()


@pytest.mark.parametrize("leave", ["new", "reopen"])
def test_leaving_a_conversation_gives_up_its_question(visit: Visit, leave: str) -> None:
    iso = ScriptedAssistant()
    with serving(iso, feedback="off") as address:
        page = visit(address=address)
        ask(page, RENEWAL)
        page.click("#new")
        expect(page.locator(".reopen")).to_have_count(1)
        iso.pace = 1
        page.fill("#question textarea", AUDITS)
        page.keyboard.press("Enter")
        expect(page.locator(".pending .stage")).to_contain_text("Searching")
        page.click("#new")
        expect(page.locator(".welcome")).to_be_visible()
        if leave == "reopen":
            page.locator(".reopen").click()
        expect(page.locator("#ask")).to_be_visible()
        # Longer than the answer would have taken.
        page.wait_for_timeout(4000)
        expect(page.locator("#conversation")).not_to_contain_text("internal audits")
        expect(page.locator(".question")).to_have_count(1 if leave == "reopen" else 0)
        iso.pace = 0
        ask(page, AUDITS)
        page.context.close()


def test_a_later_answer_on_a_phone_opens_at_its_question(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    for question in (AUDITS, RENEWAL, AUDITS):
        ask(page, question)
        expect(page.locator(".turn:last-child .question")).to_be_in_viewport(ratio=1)
        assert page.locator(".turn:last-child .question").evaluate("e => e.getBoundingClientRect().top") >= 0


def test_no_follow_up_is_offered_while_an_answer_is_on_its_way(visit: Visit) -> None:
    with serving(ScriptedAssistant(pace=2), feedback="off") as address:
        page = visit(address=address)
        ask(page, RENEWAL)
        expect(page.locator(".follow-up")).not_to_have_count(0)
        page.fill("#question textarea", AUDITS)
        page.keyboard.press("Enter")
        expect(page.locator(".pending .stage")).to_contain_text("Searching")
        expect(page.locator(".follow-up")).to_have_count(0)
        page.context.close()


@pytest.mark.parametrize("button", [".follow-up", "[data-action=retry]"])
def test_the_keyboard_goes_on_at_the_new_answer_after_a_button(visit: Visit, button: str) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.locator(button).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.turn:last-child:not(.pending) .answer')")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.turn:last-child'))")


def test_the_keyboard_stays_in_the_box_after_ask(visit: Visit) -> None:
    page = visit()
    page.fill("#question textarea", AUDITS)
    page.click("#ask")
    expect(page.locator(".turn:not(.pending)")).to_have_count(1)
    expect(page.locator("#question textarea")).to_be_focused()


def test_a_question_lost_with_the_connection_comes_back_and_can_be_asked(browser: Browser, served: Server) -> None:
    # Not by `visit`: here the console may say that there is no connection.
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_selector(".welcome")
    ask(page, RENEWAL)
    context.set_offline(True)
    page.fill("#question textarea", AUDITS)
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    context.set_offline(False)
    expect(page.locator("#question textarea")).to_have_value(AUDITS, timeout=15_000)
    expect(page.locator(".question")).to_have_count(1)
    page.focus("#question textarea")
    page.keyboard.press("Enter")
    expect(page.locator(".turn:not(.pending)")).to_have_count(2)
    context.close()
