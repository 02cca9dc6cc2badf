"""The library and quality tabs in a real browser: filters, editions over time, claims with verdicts, the report."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import Server, ask, serving

from assistant.library import Library
from assistant.page import quality_tab
from assistant.page.catalogue import Catalogue, Filter
from assistant.page.text import words
from assistant.page.trend import read_runs, trend_html
from assistant.standards import find_designations
from assistant.types import Fact

Visit = Callable[..., Page]


def open_library(visit: Visit, tab: str, **context: object) -> Page:
    page = visit(**context)
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("tab", name=tab).click()
    return page


def test_search_and_filters_narrow_the_list(visit: Visit) -> None:
    page = open_library(visit, "Browse")
    expect(page.locator("#found .entry")).to_have_count(30)
    page.fill("#search textarea, #search input", "ISO 9002 withdrawn")
    expect(page.locator("#found .entry").first).to_contain_text("9002")
    page.click("#filter-kind input")
    page.get_by_role("option", name="Article").click()
    expect(page.locator("#found .entry").first).to_contain_text("Article")
    expect(page.locator("#found .standing-trusted")).to_have_count(0)
    page.fill("#search textarea, #search input", "no such words anywhere")
    expect(page.locator("#found")).to_contain_text("Nothing matches")


def test_an_entry_opens_to_its_references(visit: Visit) -> None:
    page = open_library(visit, "Browse")
    entry = page.locator("#found .entry").first
    entry.locator("summary").click()
    expect(entry.locator(".references a").first).to_be_visible()
    expect(entry).to_contain_text("Verified on")


def test_more_entries_come_on_demand(visit: Visit) -> None:
    page = open_library(visit, "Browse")
    page.click("#more")
    expect(page.locator("#found .entry")).to_have_count(60)


def test_the_timeline_shows_status_on_the_day_and_opens_the_fact(visit: Visit) -> None:
    page = open_library(visit, "Editions")
    bar = page.get_by_role("button", name="ISO 9001:2015", exact=False)
    expect(bar).to_have_class("bar transition")
    bar.click()
    expect(page.locator("#edition")).to_contain_text("ISO 9001:2015")
    page.fill("#timeline-day input", "2020-01-01")
    expect(page.get_by_role("button", name="ISO 9001:2015", exact=False)).to_have_class("bar current")


def test_articles_show_claims_with_verdicts_and_can_be_narrowed(visit: Visit, served: Server) -> None:
    page = open_library(visit, "Articles")
    articles = served.iso.library.articles
    expect(page.locator("#articles .article")).to_have_count(len(articles))
    expect(page.locator("#articles .claims li")).to_have_count(sum(len(article.claims) for article in articles))
    page.click("#filter-verdict input")
    page.get_by_role("option", name="outdated").click()
    outdated = sum(claim.verdict == "outdated" for article in articles for claim in article.claims)
    expect(page.locator("#articles .claims li")).to_have_count(outdated)


def test_a_review_opens_to_the_whole_fact(visit: Visit, served: Server) -> None:
    page = open_library(visit, "Reviews")
    rows = page.locator("#reviews tbody tr")
    for number in (0, 1):
        rows.nth(number).locator("summary").click()
    for number in (0, 1):
        fact = served.iso.library.facts_by_id[rows.nth(number).locator("summary code").inner_text()]
        expect(rows.nth(number).locator("blockquote")).to_have_text(fact.statement)
        expect(rows.nth(number).locator(".references a").first).to_be_visible()


def test_what_a_claim_rests_on_and_what_holds_instead_can_be_opened(visit: Visit, served: Server) -> None:
    page = open_library(visit, "Articles")
    article = served.iso.library.articles[0]
    number, claim = next((number, claim) for number, claim in enumerate(article.claims) if claim.refuted_by)
    shown = page.locator("#articles .article").first.locator(".claims > li").nth(number)
    shown.get_by_text("References").click()
    expect(shown.locator(".references a").first).to_have_attribute("href", claim.references[0])
    instead = shown.locator("details", has_text="Instead:").first
    instead.locator("summary").click()
    expect(instead.locator(".identity")).to_have_text("fact:" + claim.refuted_by[0])
    expect(instead.locator(".references a").first).to_be_visible()


def test_opened_entries_stay_open_when_more_are_shown(visit: Visit) -> None:
    page = open_library(visit, "Browse")
    entries = page.locator("#found .entry")
    entries.nth(1).locator("summary").click()
    page.click("#more")
    expect(entries).to_have_count(60)
    expect(page.locator("#found .entry[open]")).to_have_count(1)
    expect(entries.nth(1).locator(".references a").first).to_be_visible()


def test_on_a_phone_a_tapped_edition_comes_into_view(visit: Visit) -> None:
    page = open_library(visit, "Editions", viewport={"width": 390, "height": 700}, has_touch=True)
    page.get_by_role("button", name="ISO 9001:2015", exact=False).tap()
    expect(page.locator("#edition .card h3")).to_be_in_viewport()


def test_filters_by_day_and_standing(served: Server) -> None:
    catalogue = Catalogue(served.iso.library)
    then, now = (
        {entry.passage_id for entry in catalogue.entries if Filter(standard="9002", day=day).admits(entry)}
        for day in (date(1998, 1, 1), date(2026, 11, 22))
    )
    assert then - now
    wrong = [entry for entry in catalogue.entries if Filter(standing="wrong").admits(entry)]
    assert wrong
    assert {entry.kind for entry in wrong} == {"source"}


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("fact:iso-9002-status", "fact:iso-9002-status"),
        ("iso-9002-status", "fact:iso-9002-status"),
        ("source:what-is-iso-9002#c2", "source:what-is-iso-9002#c2"),
        ("ISO9001:2026 certificates first", "fact:iso-9001-2026-first-certificates"),
    ],
)
def test_an_id_or_a_designation_however_written_is_found(served: Server, sought: str, first: str) -> None:
    assert Catalogue(served.iso.library).find(Filter(sought))[0].passage_id == first


def test_what_is_about_the_words_comes_before_what_only_mentions_them(served: Server) -> None:
    catalogue = Catalogue(served.iso.library)
    found = catalogue.find(Filter("9002"))
    about = ["9002" in (entry.fact.subject if entry.fact else entry.passage_id + entry.text) for entry in found]
    subjects = [entry.fact.subject for entry in found[:20] if entry.fact]
    assert subjects == ["ISO 9002"] * 20
    assert about.index(False) > 30
    assert {entry.passage_id for entry in catalogue.find(Filter("ISO9001:2026"))} == {
        entry.passage_id for entry in catalogue.find(Filter("iso 9001:2026"))
    }
    assert catalogue.find(Filter("??")) == []
    assert len(catalogue.find(Filter("  "))) == len(catalogue.entries)


def test_on_a_day_nothing_holds_that_speaks_of_what_did_not_exist_yet() -> None:
    checked: dict[str, Any] = {
        "references": (), "verified_on": date(2031, 1, 1), "review_by": date(2032, 1, 1), "confidence": "high",
        "support": "direct",
    }  # fmt: skip
    first = {"valid_from": date(2020, 5, 1), "valid_to": date(2029, 3, 1)}
    facts = (
        Fact("first", "ISO 99001:2020", "edition", "ISO 99001:2020 came on 1 May 2020.", **checked, **first),
        Fact("second", "ISO 99001:2029", "edition", "It came in 2029.", **checked, valid_from=date(2029, 3, 1)),
        Fact("timeless", "Audit", "meaning", "An audit is a systematic check.", **checked),
        Fact("of-the-standard", "ISO 99001", "purpose", "It is for quality.", **checked),
        Fact("of-the-edition", "ISO 99001:2029", "structure", "It has ten clauses.", **checked),
        Fact("mentions-it", "Audit", "scope", "ISO 99001:2029 (9.2) asks for audits.", **checked),
        Fact("without-a-day", "ISO 99002:2025", "purpose", "It is for tests.", **checked),
    )
    catalogue = Catalogue(Library(facts, (), (), "hash"))

    def held(day: date) -> list[str]:
        return [entry.passage_id.removeprefix("fact:") for entry in catalogue.find(Filter(day=day))]

    assert held(date(2019, 1, 1)) == ["timeless"]
    assert held(date(2020, 5, 1)) == ["first", "timeless", "of-the-standard"]
    assert held(date(2025, 1, 1)) == ["first", "timeless", "of-the-standard", "without-a-day"]
    assert set(held(date(2029, 3, 1))) == {fact.id for fact in facts} - {"first"}


def test_on_a_day_in_1998_the_real_library_holds_no_later_edition(served: Server) -> None:
    held = Catalogue(served.iso.library).find(Filter(day=date(1998, 5, 1)))
    named = "; ".join(entry.fact.subject for entry in held if entry.fact)
    years = {mention.designation.edition for mention in find_designations(named)} - {None}
    assert years
    assert max(years) <= 1998


def test_without_a_report_the_quality_tab_says_how_to_make_one(tmp_path: Path) -> None:
    assert "python -m evals" in quality_tab.report_html(tmp_path / "none.html", "/report", words("en"))


def test_the_report_runs_only_its_own_script(visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "page.js"
    own.write_text("document.querySelector('output').textContent = 'the numbers open';")
    planted = "document.querySelector('output').textContent = parent.document.title = 'taken'"
    report = tmp_path / "report.html"
    report.write_text(
        f"<!doctype html><html><head><title>x</title></head><body><h1>Ninety of a hundred</h1><output></output>"
        f'<script>{own.read_text()}</script><script>{planted}</script>"><img src=x onerror="{planted}">'
        "<script src='https://elsewhere.example/x.js'></script><img src='https://elsewhere.example/x.png'></body></html>"
    )
    os.utime(report, (0, 0))
    monkeypatch.setattr(quality_tab, "REPORT", report)
    monkeypatch.setattr(quality_tab, "SCRIPT", own)
    page = visit()
    page.get_by_role("tab", name="Quality").click()
    frame = page.frame_locator("#quality iframe")
    expect(frame.locator("h1")).to_have_text("Ninety of a hundred")
    expect(frame.locator("output")).to_have_text("the numbers open")
    expect(page.locator("#quality")).to_contain_text("1970-01-01")
    assert page.locator("#quality iframe").get_attribute("sandbox") == "allow-scripts"
    assert page.title() != "taken"


def test_the_report_is_fetched_only_by_who_opens_its_tab_and_only_when_it_changed(
    visit: Visit, served: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    report.write_text("<!doctype html><h1>Ninety of a hundred</h1>" + "<p>one case and its answer</p>" * 20_000)
    monkeypatch.setattr(quality_tab, "REPORT", report)
    page = visit()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    page.wait_for_selector(".welcome")
    ask(page, "How often do we have to do internal audits?")
    assert served.address + "/report" not in fetched
    page.get_by_role("tab", name="Quality").click()
    expect(page.frame_locator("#quality iframe").locator("h1")).to_have_text("Ninety of a hundred")
    assert fetched.count(served.address + "/report") == 1

    first = httpx.get(served.address + "/report", headers={"Accept-Encoding": "gzip"})
    assert int(first.headers["content-length"]) < report.stat().st_size / 20
    assert httpx.get(served.address + "/report", headers={"Accept-Encoding": "identity"}).text == report.read_text()
    known = {"If-None-Match": first.headers["etag"]}
    assert httpx.get(served.address + "/report", headers=known).status_code == 304
    report.write_text("another")
    assert httpx.get(served.address + "/report", headers=known).text == "another"
    report.unlink()
    assert httpx.get(served.address + "/report").status_code == 404


def test_the_report_has_the_headers_and_the_log_in_of_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text("the report")
    monkeypatch.setattr(quality_tab, "REPORT", report)
    with serving(ScriptedAssistant(), feedback="off", auth_header="X-User") as address:
        refused = httpx.get(address + "/report")
        assert (refused.status_code, refused.text) == (401, "")
        seen = httpx.get(address + "/report", headers={"X-User": "anna"})
    assert seen.text == "the report"
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert seen.headers["referrer-policy"] == "no-referrer"
    # Opened by itself, it is as shut in as in the frame, and no other page may frame it.
    policy = seen.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("frame-ancestors 'self'; sandbox allow-scripts")


def test_a_number_of_the_real_report_opens_to_its_cases(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    cases = "".join(f'<details class="case" data-keys="{key}"><summary>{key}</summary></details>' for key in ("a", "b"))
    report.write_text(
        '<body><a href="#cases" data-want="b">1</a><section id="cases"><input id="find"><output id="shown"></output>'
        f"{cases}</section><script>{quality_tab.SCRIPT.read_text()}</script></body>"
    )
    monkeypatch.setattr(quality_tab, "REPORT", report)
    page = visit()
    page.get_by_role("tab", name="Quality").click()
    frame = page.frame_locator("#quality iframe")
    frame.locator("a").click()
    expect(frame.locator("#shown")).to_have_text("1 shown (b)")
    expect(frame.locator(".case").first).to_be_hidden()
    expect(frame.locator(".case").last).to_be_visible()


def test_quality_over_time_is_plotted_and_readable_as_a_table(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    baseline, history = tmp_path / "baseline.json", tmp_path / "history.jsonl"
    split = {"passed": 30, "cases": 50}
    baseline.write_text(json.dumps({"trend": [{"day": "2031-01-01", "library": "aa", "tune": split, "report": split}]}))
    lines = [
        json.dumps({"at": f"2031-02-0{day}T10:00:00+00:00", "library": "<b>", "passed": 60 + day, "cases": 100})
        for day in (1, 2)
    ]
    history.write_text("\n".join([lines[0], "damaged", "[]", '{"passed": "x", "cases": 1}', lines[1]]))
    monkeypatch.setattr(quality_tab, "BASELINE", baseline)
    monkeypatch.setattr(quality_tab, "HISTORY", history)
    page = visit()
    page.get_by_role("tab", name="Quality").click()
    expect(page.locator(".trend")).to_contain_text("In the last run 62 of 100 eval cases passed (62.0\u00a0%).")
    expect(page.locator(".trend circle")).to_have_count(3)
    page.locator(".trend summary").click()
    rows = page.locator(".trend tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("2031-02-02 10:00")
    expect(rows.last).to_contain_text("60.0 %")
    expect(page.locator(".trend b")).to_have_count(0)


def test_without_any_run_there_is_no_trend(tmp_path: Path) -> None:
    assert trend_html(read_runs(tmp_path / "none", tmp_path / "none"), words("en")) == ""


def test_standard_standing_and_day_narrow_the_list(visit: Visit) -> None:
    page = open_library(visit, "Browse")
    count = page.locator("#found .found")
    everything = number_in(count.inner_text())
    page.fill("#filter-day input", "1998-05-01")
    expect(count).not_to_contain_text(str(everything))
    then = number_in(count.inner_text())
    assert then < everything
    choose(page, "#filter-standard", "ISO 9002")
    expect(page.locator("#found .entry").first).to_contain_text("9002")
    choose(page, "#filter-standing", "outdated")
    expect(page.locator("#found .entry .standing-outdated").first).to_be_visible()
    expect(page.locator("#found .entry .standing-trusted")).to_have_count(0)


def choose(page: Page, filtered: str, name: str) -> None:
    """Picks one choice of a dropdown."""
    page.click(f"{filtered} input")
    page.get_by_role("option", name=name, exact=True).click()


def number_in(text: str) -> int:
    """The first number in a text."""
    return int(text.split()[0])
