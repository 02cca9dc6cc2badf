"""Reach: keyboard only, screen readers, phones, dark mode, reduced motion, four languages; measured in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import Server, ask, serving

from assistant.page import text as page_text
from assistant.page.text import LANGUAGES, preferred_language, words
from assistant.passwords import hash_password

Visit = Callable[..., Page]
FOLDER = Path(page_text.__file__).parent / "languages"
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
    page.locator("[data-action=edit]").click()
    found += violations(page)
    page.click("#new")
    page.locator(".earlier [data-action=delete]").click()
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
    chip.tap()
    expect(sheet).to_be_visible()
    page.touchscreen.tap(20, 20)
    expect(sheet).to_be_hidden()
    for tab in ("Chat", "Library", "Editions", "Articles", "Reviews", "Quality"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(250)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab


@pytest.mark.parametrize("width", [1400, 1920])
def test_the_page_stands_in_the_middle_of_a_wide_screen(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 1000})
    left, right = page.evaluate(
        "(at => [at.left, document.documentElement.clientWidth - at.right])"
        "(document.querySelector('main.contain').getBoundingClientRect())"
    )
    assert abs(left - right) <= 1


def test_on_the_smallest_screen_the_composer_leaves_room_for_the_rest(visit: Visit) -> None:
    page = visit(viewport={"width": 320, "height": 256})
    ask(page, AUDITS)
    expect(page.locator(".turn:last-child .question")).to_be_in_viewport()
    expect(page.locator("#composer")).to_have_css("position", "static")
    page.locator(".chip").first.focus()
    page.locator("#question textarea").focus()
    expect(page.locator("#question textarea")).to_be_in_viewport(ratio=1)


def test_lines_of_the_library_stay_short_enough_to_read(visit: Visit) -> None:
    page = visit(viewport={"width": 1400, "height": 900})
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#found .entry-text")
    assert (
        page.evaluate("Math.max(...[...document.querySelectorAll('#found .entry-text')].map(e => e.offsetWidth))")
        <= 840
    )


def test_the_line_of_the_day_is_explained_beside_the_plot(visit: Visit) -> None:
    page = visit()
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("tab", name="Editions").click()
    expect(page.locator("#library .legend.day").first).to_have_text(re.compile(r"As of \d{4}-\d\d-\d\d"))


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
    english = own_words("en")
    for language in LANGUAGES:
        said = own_words(language)
        assert set(said) == set(english), language
        for name, text in said.items():
            assert isinstance(text, str), (language, name)
            assert text.strip(), (language, name)
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[name])), (language, name)


def own_words(language: str) -> dict[str, str]:
    """What the file of a language holds itself, without what it borrows from English."""
    read: dict[str, str] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_cut_off_or_widens_a_small_phone(visit: Visit, language: str) -> None:
    page = visit(locale=language, viewport={"width": 320, "height": 640}, has_touch=True)
    fits = "element => element.scrollWidth <= element.clientWidth"
    assert page.locator("#ask").evaluate(fits)
    ask(page, AUDITS)
    tabs = page.locator("#tabs > .tab-wrapper").get_by_role("tab")
    for number in range(tabs.count()):
        tabs.nth(number).click()
        page.wait_for_timeout(250)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (language, number)


def test_a_table_on_a_phone_is_read_row_by_row_in_whole_words(visit: Visit, served: Server) -> None:
    question = "scripted: a table"
    table = (
        "| | ISO 9001 | ISO 14001 |\n|---|---|---|\n| purpose | international requirements | environmental management |"
    )
    served.iso.script[question] = replace(served.iso.ask(AUDITS), text=table, citations=(), statements=())
    page = visit(**PHONE)
    ask(page, question)
    cells = page.locator(".answer .text tbody td")
    assert [cell.get_attribute("data-column") for cell in cells.all()] == [None, "ISO 9001", "ISO 14001"]
    expect(page.locator(".answer .text thead")).to_be_hidden()
    assert page.evaluate("new Set([...document.querySelectorAll('.answer .text td')].map(e => e.offsetLeft)).size") == 1


@pytest.mark.parametrize(("theme", "scheme", "is_dark"), [
    ("dark", "light", True), ("light", "dark", False), ("system", "dark", True), ("system", "light", False),
])  # fmt: skip
def test_the_theme_of_the_server_holds_until_a_person_chooses(
    visit: Visit, theme: str, scheme: str, is_dark: bool
) -> None:
    dark = "document.body.classList.contains('dark')"
    with serving(ScriptedAssistant(), feedback="off", theme=theme) as address:
        page = visit(address=address, color_scheme=scheme)
        assert page.evaluate(dark) == is_dark
        page.click(".theme-button")
        assert page.evaluate(dark) != is_dark
        page.reload()
        page.wait_for_selector(".welcome")
        assert page.evaluate(dark) != is_dark
        page.context.close()


def test_the_system_theme_follows_the_device_while_the_page_is_open(visit: Visit) -> None:
    page = visit(color_scheme="light")
    assert not page.evaluate("document.body.classList.contains('dark')")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.classList.contains('dark')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sheet_log_in_and_an_answer_in_trouble_have_no_serious_violation(
    visit: Visit, scheme: str, tmp_path: Path
) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce", **PHONE)
    ask(page, AUDITS)
    page.locator(".chip").first.tap()
    expect(page.locator("#evidence-column")).to_be_visible()
    found = violations(page)
    page.locator("[data-page=close-evidence]").tap()
    page.locator("[data-action=unhelpful]").tap()
    page.fill("#question textarea", "fail")
    page.keyboard.press("Enter")
    page.wait_for_selector(".badge.failed")
    found += violations(page)
    users = tmp_path / "users"
    users.write_text(f"anna:{hash_password('open sesame')}\n")
    with serving(ScriptedAssistant(), feedback="off", auth_file=str(users)) as address:
        entrance = visit("/login", address, "form", color_scheme=scheme)
        found += violations(entrance)
        entrance.context.close()
    assert found == []


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
