"""The chat in a real browser: asking, citations and evidence, disputes, the day, feedback."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, expect
from scripted import ScriptedAssistant
from serving import Server, ask, serving

from assistant.feedback import FeedbackStore
from assistant.library import Library

Visit = Callable[..., Page]
RENEWAL = "How do I renew our ISO 9002 certificate?"
AUDITS = "How often do we have to do internal audits?"
FOREIGN = "Recommend wine with grilled trout, please"


def test_an_example_is_answered_with_citations_and_evidence(visit: Visit) -> None:
    page = visit()
    page.locator(".example").first.click()
    chip = page.locator(".turn:not(.pending) .chip").first
    chip.wait_for()
    expect(page.locator(".badge.answered, .badge.premise_corrected")).to_have_count(1)
    expect(page.locator("#evidence .card mark").first).to_be_visible()
    expect(page.locator("#evidence")).to_contain_text("Verified on 2026")
    link = page.locator("#evidence .references a").first
    assert "noopener" in (link.get_attribute("rel") or "")
    assert link.get_attribute("target") == "_blank"


def test_the_marked_span_is_the_quote_of_the_citation(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, AUDITS)
    marked = page.locator("#evidence .card[data-number='1'] mark").inner_text()
    citation = served.iso.ask(AUDITS).citations[0]
    assert " ".join(marked.split()) == " ".join(citation.quote.split())


def test_stages_and_checked_statements_appear_before_the_answer(visit: Visit) -> None:
    steps = threading.Semaphore(0)
    iso = ScriptedAssistant(steps=steps)
    with serving(iso, feedback="off") as address:
        page = visit(address=address)
        page.fill("#question textarea", AUDITS)
        page.keyboard.press("Enter")
        expect(page.locator(".pending .stage")).to_contain_text("Searching the library")
        steps.release(2)
        expect(page.locator(".pending .text")).to_contain_text("internal audits")
        steps.release(20)
        page.wait_for_selector(".turn:not(.pending) .chip")
        expect(page.locator(".action[data-action=helpful]")).to_have_count(0)
        page.context.close()


def test_a_citation_opens_the_evidence_of_its_own_turn(visit: Visit) -> None:
    page = visit()
    ask(page, RENEWAL)
    title = page.locator("#evidence .card h3").first.inner_text()
    ask(page, AUDITS)
    assert page.locator("#evidence .card h3").first.inner_text() != title
    page.locator(".turn[data-turn='0'] .chip").first.click()
    expect(page.locator("#evidence .card.chosen h3")).to_have_text(title)
    expect(page.locator("#evidence .card.chosen")).to_be_focused()


def test_hovering_a_citation_shows_its_quote_and_escape_hides_it(visit: Visit) -> None:
    page = visit()
    ask(page, AUDITS)
    chip = page.locator(".chip").first
    chip.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(chip.get_attribute("data-quote") or "missing")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_dispute_names_the_article_its_claim_and_why_not(visit: Visit, served: Server) -> None:
    page = visit()
    article, claim = next(
        (article, claim) for article in served.iso.library.articles for claim in article.claims if claim.refuted_by
    )
    fact = served.iso.library.facts_by_id[claim.refuted_by[0]]
    question = "scripted: a disputed fact"
    served.iso.script[question] = served.iso.answer_with(question, [fact])
    ask(page, question)
    page.click(".disputed")
    panel = page.locator("#evidence .disputes")
    expect(panel).to_have_class(re.compile("chosen"))
    expect(panel).to_contain_text(article.title)
    expect(panel).to_contain_text(claim.claim)
    expect(panel).to_contain_text(claim.why)


def test_a_follow_up_is_asked_with_the_earlier_questions(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    follow_up = page.locator(".follow-up").first
    question = follow_up.inner_text()
    follow_up.click()
    expect(page.locator(".turn:not(.pending)")).to_have_count(2)
    assert served.iso.asked[-1]["question"] == question
    assert served.iso.asked[-1]["history"] == [RENEWAL]


def test_an_abstention_clears_the_evidence_and_says_why(visit: Visit) -> None:
    page = visit()
    ask(page, RENEWAL)
    ask(page, FOREIGN)
    expect(page.locator(".badge.abstained")).to_have_text("Outside the field")
    expect(page.locator("#evidence .card")).to_have_count(0)
    expect(page.locator("#evidence")).to_contain_text("rests on no passage")


def test_the_as_of_day_is_sent_and_shown(visit: Visit, served: Server) -> None:
    page = visit()
    page.fill("#as-of input", "1998-05-01")
    page.wait_for_timeout(300)
    ask(page, RENEWAL)
    expect(page.locator(".badge.day")).to_contain_text("1998-05-01")
    expect(page.locator(".badge.other-day")).to_have_count(1)
    assert served.iso.asked[-1]["as_of"] == "1998-05-01"
    page.click("#as-of [data-back]")
    page.wait_for_timeout(300)
    ask(page, AUDITS)
    expect(page.locator(".badge.other-day")).to_have_count(1)


def test_copying_takes_the_citations_along(visit: Visit, served: Server) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, AUDITS)
    page.locator("[data-action=copy]").click()
    expect(page.locator("[data-action=copy]")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    citation = served.iso.ask(AUDITS).citations[0]
    assert citation.passage_id in copied
    assert citation.references[0] in copied


def test_feedback_is_kept_without_a_name(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    page.locator("[data-action=unhelpful]").click()
    page.locator(".comment input").fill("The address of a certifier was missing.")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Thank you")
    last = list(FeedbackStore(served.feedback))[-1]
    assert (last.question, last.helpful, last.comment) == (RENEWAL, False, "The address of a certifier was missing.")


def test_an_answer_has_one_vote_and_a_second_one_replaces_it(visit: Visit, served: Server) -> None:
    page = visit()
    ask(page, RENEWAL)
    before = len(list(FeedbackStore(served.feedback)))
    for name in ("helpful", "unhelpful"):
        page.locator(f"[data-action={name}]").click()
        page.locator(".comment input").fill(f"This was {name}.")
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_contain_text("Thank you")
        expect(page.locator(f"[data-action={name}]")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".action[aria-pressed=true]")).to_have_count(1)
        page.reload()
        expect(page.locator(f"[data-action={name}]")).to_have_attribute("aria-pressed", "true")
    kept = list(FeedbackStore(served.feedback))
    assert len(kept) == before + 1
    assert (kept[-1].helpful, kept[-1].comment) == (False, "This was unhelpful.")


def test_evidence_from_an_older_library_is_called_so(visit: Visit, served: Server) -> None:
    question = "scripted: an answer from an older library"
    answer = served.iso.ask(AUDITS)
    first = replace(answer.citations[0], quote="It used to say this.", end=20)
    gone = replace(answer.citations[0], number=2, passage_id="fact:no-longer-there", title="Gone")
    served.iso.script[question] = replace(answer, text="Said [1] and [2].", citations=(first, gone))
    page = visit()
    ask(page, question)
    expect(page.locator("#evidence .card[data-number='1']")).to_contain_text("The library has changed")
    expect(page.locator("#evidence .card[data-number='2']")).to_contain_text("no longer holds")


def test_a_language_model_is_named_and_notes_are_shown_also_in_what_is_saved(visit: Visit, served: Server) -> None:
    question = "scripted: in the words of a model"
    note = "The model's draft did not pass the checks, so the curated statements are given."
    served.iso.script[question] = replace(served.iso.ask(AUDITS), composer="llm:example:some-model", notes=(note,))
    page = visit()
    ask(page, AUDITS)
    expect(page.locator(".composer-note")).to_have_count(0)
    expect(page.locator(".note")).to_have_count(0)
    ask(page, question)
    expect(page.locator(".turn:last-child .composer-note")).to_have_text(
        "Worded by example:some-model, checked against the library"
    )
    expect(page.locator(".turn:last-child .note")).to_have_text(note)
    for button in ("#export-markdown", "#export-html"):
        with page.expect_download() as download:
            page.click(button)
        saved = download.value.path().read_text(encoding="utf-8")
        assert "worded by example:some-model" in saved
        assert note.replace("'", "&#x27;") in saved or note in saved
        assert saved.count("worded by") == 1


def test_the_evidence_shows_the_editions_and_each_opens_its_fact(visit: Visit, served: Server) -> None:
    question = "scripted: editions of ISO 9001"
    fact = next(fact for fact in served.iso.library.facts if fact.subject == "ISO 9001")
    served.iso.script[question] = replace(
        served.iso.answer_with(question, [fact]), standalone_question="Which edition of ISO 9001 is current?"
    )
    page = visit()
    ask(page, question)
    lefts = [bar.bounding_box() for bar in page.locator("#evidence .bar").all()]
    assert len(lefts) >= 5
    assert all(before and after and before["x"] < after["x"] for before, after in itertools.pairwise(lefts))
    assert all(box and box["width"] > 8 for box in lefts)
    page.get_by_role("button", name="ISO 9001:2015", exact=False).and_(page.locator("#evidence .bar")).click()
    expect(page.locator("#evidence-edition")).to_contain_text("ISO 9001:2015")
    ask(page, FOREIGN)
    expect(page.locator("#evidence-edition .card")).to_have_count(0)


def test_library_type_of_the_scripted_assistant_is_the_real_one(served: Server) -> None:
    assert isinstance(served.iso.library, Library)
    assert len(served.iso.library.facts) > 100
