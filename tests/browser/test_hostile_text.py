"""Hostile text wherever text comes in: none of it runs, changes the page, or asks another host for anything."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, expect
from scripted import ScriptedAssistant
from serving import ask, serving, watch

from assistant.library import Library
from assistant.record import read_record
from assistant.types import Answer, Article, Citation, Dispute, Fact, Reference, SourceClaim, Statement

MARK = "window.__taken=(window.__taken||0)+1"
PAYLOADS = [
    f"<script>{MARK}</script>",
    f"<ScRiPt>{MARK}</sCrIpT>",
    f"<script src=https://elsewhere.example/x.js></script><script>{MARK}</script>",
    f'<img src=x onerror="{MARK}">',
    f"<img src=x onerror={MARK} //",
    f'"><img src=x onerror="{MARK}">',
    f"'><img src=x onerror='{MARK}'>",
    f"`><img src=x onerror=`{MARK}`>",
    f'<svg onload="{MARK}"></svg>',
    f"<svg><script>{MARK}</script></svg>",
    f'<svg><animate onbegin="{MARK}" attributeName=x dur=1s></svg>',
    f'<math><mtext></form><form><mglyph><style></math><img src onerror="{MARK}">',
    f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe>',
    f'<iframe src="javascript:parent.{MARK}"></iframe>',
    f'<object data="data:text/html,<script>{MARK}</script>"></object>',
    '<embed src="https://elsewhere.example/x.swf">',
    f'<details open ontoggle="{MARK}">x</details>',
    f'<video><source onerror="{MARK}"></video>',
    f'<audio src=x onerror="{MARK}">',
    f'<body onload="{MARK}">',
    f'<input autofocus onfocus="{MARK}">',
    f'<select autofocus onfocus="{MARK}"></select>',
    f'<textarea autofocus onfocus="{MARK}"></textarea>',
    f'<marquee onstart="{MARK}">x</marquee>',
    '<link rel=stylesheet href="https://elsewhere.example/x.css">',
    "<style>body{display:none!important}</style>",
    '<style>@import "https://elsewhere.example/x.css";</style>',
    '<div style="position:fixed;inset:0;background:url(https://elsewhere.example/x.png)">covered</div>',
    '<base href="https://elsewhere.example/">',
    '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
    f'<a href="javascript:{MARK}">click</a>',
    f"[click](javascript:{MARK})",
    f"[click](data:text/html;base64,PHNjcmlwdD4=)<!-- {MARK} -->",
    "![x](https://elsewhere.example/pixel.png)",
    "[![x](https://elsewhere.example/p.png)](https://elsewhere.example)",
    "<https://elsewhere.example/auto> https://elsewhere.example/bare",
    "[ref]: https://elsewhere.example/ref\n\n![ref]",
    f"${{{MARK}}}",
    f"`+({MARK})+`",
    f"{{{{constructor.constructor('{MARK}')()}}}}",
    f"</textarea></title></style></script><img src=x onerror={MARK}>",
    f"&lt;img src=x onerror={MARK}&gt;&#60;img src=x onerror={MARK}&#62;",
    f"\u202e<img src=x\u2028onerror={MARK}>\x00\x0b",
    f"<form action=javascript:{MARK}><button>press</button></form>",
    '<form action="https://elsewhere.example/"><input name=q></form>',
    f'<x onclick="{MARK}" style="all:initial" class="badge answered" data-action="delete" data-turn="-1">click</x>',
    f"\\<img src=x onerror={MARK}\\>",
    f"```html\n<img src=x onerror={MARK}>\n```",
    f"| a |\n|---|\n| <img src=x onerror={MARK}> |",
]


def hostile_library(payload: str) -> Library:
    """A library in which every field that a text can hold holds the payload."""
    fact = Fact(
        id="hostile", subject=payload, attribute=payload, statement=payload,
        references=(Reference("https://example.org/" + payload, payload), Reference(f"javascript:{MARK}", payload)),
        verified_on=date(2026, 1, 1), review_by=date(2027, 1, 1), confidence="high", support="direct", note=payload,
        asked_as=(payload,),
    )  # fmt: skip
    claim = SourceClaim(
        "c1", payload, "wrong", payload, (f"javascript:{MARK}", "https://example.org/" + payload), ("hostile",)
    )
    return Library((fact,), (Article("hostile", payload, payload, "0" * 64, (claim,)),), (), payload)


def hostile_answer(payload: str) -> Answer:
    """An answer in which every text, also one that a model may have written, holds the payload."""
    addresses = (f"javascript:{MARK}", "https://example.org/" + payload)
    citations = (
        Citation(1, "fact:hostile", "fact", payload, payload, 0, len(payload), addresses, payload),
        Citation(2, payload, "source", payload, payload, 0, 3, addresses, None),
    )
    dispute = Dispute("source:hostile#c1", payload, payload, payload, payload)
    return Answer(
        payload, payload + " in full", "2026-11-22", "answered", f"Cited. [1] [2]\n\n{payload}\n\n{payload} [1]",
        (Statement(payload, (1, 2)),), citations, (dispute,), None, 0.5, "llm:" + payload, payload, 0.1, None,
        (payload,), (payload, "a harmless follow-up"),
    )  # fmt: skip


class HostileAssistant(ScriptedAssistant):
    """Answers every question with the hostile answer of the payload it was made with."""

    def __init__(self, payload: str) -> None:
        super().__init__(hostile_library(payload))
        self.answer = hostile_answer(payload)

    def stream(self, asked: dict[str, object]) -> Iterator[tuple[str, object]]:
        yield "stage", self.answer.composer
        yield "statement", self.answer.statements[0]
        yield "answer", replace(self.answer, question=str(asked["question"]))


@pytest.fixture(scope="module")
def everything() -> Iterator[tuple[str, HostileAssistant]]:
    """One server whose library holds all payloads at once, and whose answer changes with each test."""
    iso = HostileAssistant(" ".join(PAYLOADS)[:8000])
    with serving(iso, feedback="off") as address:
        yield address, iso


def unharmed(page: Page, exported: str = "") -> None:
    """Nothing ran, nothing was added, the page still looks like itself."""
    assert page.evaluate("window.__taken") is None
    strange = "script[src*=elsewhere],link[href*=elsewhere],#conversation :is(img,iframe,object,embed,form,style,script,math,base,meta)"
    assert page.locator(strange).count() == 0
    assert page.locator("#evidence :is(img,iframe,object,embed,form,style,script,math,base,meta)").count() == 0
    assert page.locator("#conversation a:not(.chip), [href^='javascript' i]").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('#desk *')].every(e => [...e.attributes].every(a => !/^on/i.test(a.name)))"
    )
    assert page.locator("#desk .card [data-action]").count() == 0
    expect(page.locator("#ask")).to_be_visible()


GROUPS = [PAYLOADS[start : start + 7] for start in range(0, len(PAYLOADS), 7)]


@pytest.mark.parametrize("payloads", GROUPS, ids=[f"from-{7 * number}" for number in range(len(GROUPS))])
def test_payloads_in_question_answer_and_evidence_stay_text(
    everything: tuple[str, HostileAssistant], browser: Browser, payloads: list[str]
) -> None:
    address, iso = everything
    faults: list[str] = []
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(45_000)
    page = context.new_page()
    watch(page, address, faults)
    iso.answer = hostile_answer(payloads[0])
    page.goto(address + "/?q=" + quote(payloads[0], safe=""))
    page.wait_for_selector(".turn:not(.pending) .chip")
    for turn, payload in enumerate(payloads):
        iso.answer = hostile_answer(payload)
        if turn:
            ask(page, payload)
        shown = page.locator(".question").nth(turn).inner_text()
        assert letters(payload) in letters(shown), payload
        chip = page.locator(f".turn[data-turn='{turn}'] .chip").first
        chip.click()
        page.locator("#evidence .card.chosen").wait_for()
        chip.hover()
        unharmed(page)
    assert len(set(PAYLOADS)) >= 40
    context.close()
    assert faults == []


def letters(text: str) -> str:
    """Letters and digits only; what a text field may change in white space does not count."""
    return "".join(character for character in text if character.isalnum())


def test_all_payloads_at_once_in_the_library_stay_text(
    everything: tuple[str, HostileAssistant], browser: Browser
) -> None:
    address, _ = everything
    faults: list[str] = []
    page = browser.new_page(locale="en-GB")
    watch(page, address, faults)
    page.goto(address)
    page.wait_for_selector(".welcome")
    page.get_by_role("tab", name="Library").click()
    for tab in ("Browse", "Editions", "Articles", "Reviews"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(200)
    page.get_by_role("tab", name="Browse").click()
    for summary in page.locator("#found summary").all():
        summary.click()
    for tab in ("Articles", "Reviews"):
        page.get_by_role("tab", name=tab).click()
        for line in page.locator(".opening:visible summary").all():
            line.click()
            line.locator("xpath=..").locator(".card").wait_for()
    page.get_by_role("tab", name="Browse").click()
    assert page.evaluate("window.__taken") is None
    assert (
        page.locator(
            "#library .html-container :is(img,iframe,object,embed,form,style,script,base,meta,input:not([type=date]))"
        ).count()
        == 0
    )
    assert page.locator("[href^='javascript' i]").count() == 0
    page.close()
    assert faults == []


# Short enough for one conversation each.
CONVERSATIONS = [PAYLOADS[:25], PAYLOADS[25:]]


@pytest.fixture(params=CONVERSATIONS, ids=["first-half", "second-half"])
def hostile_conversation(
    request: pytest.FixtureRequest, everything: tuple[str, HostileAssistant], browser: Browser
) -> Iterator[tuple[Page, list[str]]]:
    """A page on which each of some payloads was asked and answered, and those payloads."""
    address, iso = everything
    payloads: list[str] = request.param
    faults: list[str] = []
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(45_000)
    page = context.new_page()
    watch(page, address, faults)
    page.goto(address)
    page.wait_for_selector(".welcome")
    for payload in payloads:
        iso.answer = hostile_answer(payload)
        ask(page, payload)
    yield page, payloads
    context.close()
    assert faults == []


def saved(page: Page, button: str, path: Path) -> Path:
    """What the browser saves when `button` is clicked."""
    with page.expect_download() as download:
        page.locator(button).click()
    name = download.value.suggested_filename
    assert name.startswith("iso-assistant-")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    download.value.save_as(path / name)
    return path / name


def harmless(page: Page, address: str, html: str = "") -> None:
    """Opens a file in a new tab, or `html` in its place: nothing runs, nothing is fetched, no link but to the web."""
    faults: list[str] = []
    opened = page.context.new_page()
    watch(opened, address, faults)
    opened.goto(address)
    if html:
        opened.set_content(html)
    assert opened.evaluate("window.__taken") is None
    assert opened.locator("img,iframe,object,embed,form,script,base,input,svg,math,video,audio").count() == 0
    assert opened.locator("link[href*=elsewhere], meta[http-equiv=refresh]").count() == 0
    targets = opened.evaluate("[...document.querySelectorAll('[href]')].map(link => link.protocol)")
    assert set(targets) <= {"http:", "https:"}
    assert opened.evaluate(
        "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/i.test(a.name)))"
    )
    opened.close()
    assert faults == []


def test_exported_files_and_records_of_hostile_conversations_are_harmless(
    hostile_conversation: tuple[Page, list[str]], tmp_path: Path
) -> None:
    page, payloads = hostile_conversation
    printable = saved(page, "#export-html", tmp_path)
    harmless(page, printable.as_uri())
    exported = printable.read_text(encoding="utf-8")
    assert exported.count("<style") == 1
    headings = [html.unescape(heading) for heading in re.findall(r"<h2>(.*?)</h2>", exported, re.DOTALL)]
    assert [letters(heading) for heading in headings] == [letters(payload) for payload in payloads]

    markdown = saved(page, "#export-markdown", tmp_path).read_text(encoding="utf-8")
    # As a reader of Markdown shows it that lets HTML, links and images pass.
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    harmless(page, "about:blank", f"<!doctype html><body>{shown}")
    assert shown.count("<h1>") == 1
    assert shown.count("<hr") == len(payloads) - 1

    for turn, payload in enumerate(payloads):
        record = saved(page, f"[data-action=record][data-turn='{turn}']", tmp_path)
        assert letters(read_record(record)["question"]) == letters(payload)
        assert read_record(record)["citations"][0]["quote"] == payload
        harmless(page, record.as_uri())
