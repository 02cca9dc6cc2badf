"""Reach: keyboard only, screen readers, phones, dark mode, reduced motion, four languages; measured in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from serving import ask

from assistant.page.text import LANGUAGES, preferred_language, words

Visit = Callable[..., Page]
AUDITS = "How often do we have to do internal audits?"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
# The rules of WCAG 2.2 at levels A and AA.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{item['id']}: {node['target']} {node['html'][:160]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_tab_has_a_serious_violation(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    found = violations(page)
    ask(page, "How do I renew our ISO 9002 certificate?")
    found += violations(page)
    page.get_by_role("tab", name="Library").click()
    for tab in ("Browse", "Editions", "Articles", "Reviews"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(300)
        found += violations(page)
    page.get_by_role("tab", name="Quality").click()
    found += violations(page)
    assert found == []


def test_everything_works_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.locator("body").press("Tab")
    reached = []
    for _ in range(40):
        reached.append(page.evaluate("document.activeElement.className + ' ' + document.activeElement.id"))
        if "example" in reached[-1]:
            break
        page.keyboard.press("Tab")
    assert "example" in reached[-1]
    page.keyboard.press("Enter")
    chip = page.locator(".turn:not(.pending) .chip").first
    chip.wait_for()
    chip.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .card.chosen")).to_be_focused()


def test_the_skip_link_leads_to_the_question(visit: Visit) -> None:
    page = visit()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_be_focused()


def test_screen_readers_hear_the_outcome_and_citations_have_names(visit: Visit) -> None:
    page = visit()
    ask(page, AUDITS)
    expect(page.get_by_role("status").filter(has_text="Citations:")).to_have_text(
        re.compile(r"Answered\. Citations: \d")
    )
    expect(page.get_by_role("link", name=re.compile("^Citation 1: .*Opens the evidence")).first).to_be_visible()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()


def test_on_a_phone_nothing_scrolls_sideways_and_the_evidence_is_a_sheet(visit: Visit) -> None:
    page = visit(**PHONE)
    ask(page, AUDITS)
    sheet = page.locator("#evidence-column")
    expect(sheet).to_be_hidden()
    chip = page.locator(".chip").first
    chip.tap()
    expect(sheet).to_be_visible()
    expect(page.locator("#evidence mark").first).to_be_in_viewport()
    page.locator("[data-page=close-evidence]").tap()
    expect(sheet).to_be_hidden()
    expect(chip).to_be_focused()
    for tab in ("Chat", "Library", "Editions", "Articles", "Reviews", "Quality"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(250)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab


def test_dark_mode_follows_the_system_and_the_choice_is_kept(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    assert sum(map(int, re.findall(r"\d+", dark)[:3])) < 150
    page.click(".theme-button")
    light = page.evaluate(background)
    assert sum(map(int, re.findall(r"\d+", light)[:3])) > 600
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_selector(".welcome")
    assert page.evaluate(background) == light


def test_reduced_motion_stops_animation(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    page.evaluate("document.querySelector('#conversation').innerHTML = '<p class=stage><i></i></p>'")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.stage i')).animationDuration)") < 0.001


@pytest.mark.parametrize(("locale", "language"), [("de-DE", "de"), ("es-ES", "es"), ("fr-FR", "fr"), ("ja-JP", "en")])
def test_static_labels_speak_the_language_of_the_browser(visit: Visit, locale: str, language: str) -> None:
    page = visit(locale=locale)
    said = words(language)
    expect(page.locator("#ask")).to_have_text(said["ask"])
    expect(page.get_by_role("tab", name=said["tab_library"])).to_be_visible()
    expect(page.locator(".welcome h2")).to_have_text(said["greeting"])
    assert page.evaluate("document.documentElement.lang") == language
    ask(page, AUDITS)
    expect(page.locator(".badge.answered")).to_have_text(said["answered"])
    expect(page.locator(".answer .text")).to_have_attribute("lang", "en")


def test_every_language_has_every_word_with_the_same_places() -> None:
    english = words("en")
    for language in LANGUAGES:
        said = words(language)
        assert set(said) == set(english)
        for name, text in said.items():
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[name])), (language, name)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("it", "en"),
        ("fr-CA, en;q=0.9", "fr"),
        ("en;q=0.2, es;q=0.9", "es"),
        ("de;q=x, fr", "fr"),
    ],
)
def test_the_preferred_language_is_the_best_known_one(header: str | None, language: str) -> None:
    assert preferred_language(header) == language
