"""The library and quality tabs in a real browser: filters, editions over time, claims with verdicts, the report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import Server

from assistant.page import quality_tab
from assistant.page.catalogue import Catalogue, Filter
from assistant.page.text import words

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


def test_reviews_are_listed(visit: Visit) -> None:
    page = open_library(visit, "Reviews")
    expect(page.locator("#reviews tbody tr").first).to_be_visible()


def test_filters_by_day_and_standing(served: Server) -> None:
    from datetime import date

    catalogue = Catalogue(served.iso.library)
    then, now = (
        {entry.passage_id for entry in catalogue.entries if Filter(standard="9002", day=day).admits(entry)}
        for day in (date(1998, 1, 1), date(2026, 11, 22))
    )
    assert then - now
    wrong = [entry for entry in catalogue.entries if Filter(standing="wrong").admits(entry)]
    assert wrong
    assert {entry.kind for entry in wrong} == {"source"}


def test_without_a_report_the_quality_tab_says_how_to_make_one(tmp_path: Path) -> None:
    assert "python -m evals" in quality_tab.report_html(tmp_path / "none.html", words("en"))


def test_the_report_is_shown_but_cannot_run_anything(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    report.write_text(
        "<h1>Ninety of a hundred</h1><script>parent.document.title='taken'</script>"
        '"><img src=x onerror="parent.document.title=\'taken\'">'
    )
    os.utime(report, (0, 0))
    monkeypatch.setattr(quality_tab, "REPORT", report)
    page = visit()
    page.get_by_role("tab", name="Quality").click()
    expect(page.frame_locator("#quality iframe").locator("h1")).to_have_text("Ninety of a hundred")
    expect(page.locator("#quality")).to_contain_text("1970-01-01")
    assert page.locator("#quality iframe").get_attribute("sandbox") == ""
    assert page.title() != "taken"
