"""Answers as Markdown, HTML and documents to keep: citations resolve, and nothing in a text becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.rendering import (
    answer_markdown,
    conversation_html,
    conversation_markdown,
    escape,
    marked_html,
    statement_html,
    verdict_words,
    web_address,
)
from assistant.types import Answer, Citation, Dispute, Statement

TEXT = "ISO 99001:2031 is current. It has 12 clauses."
CITATION = Citation(
    1, "fact:x", "fact", "ISO 99001: edition", TEXT[:26], 0, 26, ("https://example.org/a?b=1&c=2",), "2031-01-02"
)
ANSWER = Answer(
    question="Is *it* current?",
    standalone_question="Is ISO 99001 current?",
    as_of="2031-05-06",
    verdict="answered",
    text="Yes. ISO 99001:2031 is current. [1]",
    statements=(Statement("ISO 99001:2031 is current.", (1,)),),
    citations=(CITATION,),
    disputes=(Dispute("source:a#c1", "An article", "ISO 99001:2027 is current.", "outdated", "A newer edition came."),),
    library="abc",
    notes=("Due for review.",),
)


def chip(citation: Citation) -> str:
    return f"<b>{citation.number}</b>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is so. [1]", "<p>It is so.\u00a0<b>1</b></p>"),
        ("It is so.[1][1]", "<p>It is so.<b>1</b><b>1</b></p>"),
        ("Both [1, 1]", "<p>Both\u00a0<b>1</b><b>1</b></p>"),
        ("Unknown [7] stays", "<p>Unknown\u00a0[7] stays</p>"),
        ("Half known [1, 7]", "<p>Half known\u00a0[1, 7]</p>"),
    ],
)
def test_markers_become_chips_only_when_they_resolve(text: str, expected: str) -> None:
    assert statement_html(text, (CITATION,), chip).strip() == expected


def test_tables_lists_and_emphasis_are_rendered() -> None:
    html = statement_html("**A**\n\n- one [1]\n- two\n\n| a | b |\n|---|---|\n| 1 [1] | 2 |", (CITATION,), chip)
    for expected in ("<strong>A</strong>", "<li>one\u00a0<b>1</b></li>", "<th>a</th>", "<td>1\u00a0<b>1</b></td>"):
        assert expected in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://elsewhere.example/x.png)",
        "[click](javascript:alert(1))",
        "[click](https://elsewhere.example)",
        "<https://elsewhere.example>",
        "[a]: javascript:alert(1)\n\n[a]",
        "    <b>indented</b>",
        "```\n<b>fenced</b>\n```",
    ],
)
def test_html_images_and_links_in_a_text_are_shown_not_rendered(text: str) -> None:
    html = statement_html(text, (), chip)
    for tag in ("<script", "<img", "<a", "<b>"):
        assert tag not in html


def test_the_quoted_span_is_marked_and_everything_is_escaped() -> None:
    assert marked_html("a<b & c>d", 1, 4) == "a<mark>&lt;b </mark>&amp; c&gt;d"
    assert escape("\"'") == "&quot;&#x27;"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//host", "https://a b", 'https://a"b', ""]
)
def test_only_plain_web_addresses_become_links(address: str) -> None:
    assert web_address(address) is None


def test_markdown_of_an_answer_names_day_verdict_sources_and_disputes() -> None:
    text = answer_markdown(ANSWER)
    assert text.startswith("**Is \\*it\\* current?**")
    for expected in (
        "Answered · as of 2031-05-06 · library abc",
        "Yes. ISO 99001:2031 is current. [1]",
        '1. ISO 99001: edition (`fact:x`, verified on 2031-01-02): "ISO 99001:2031 is current." <https://example.org/a?b=1&c=2>',
        '- An article (outdated): "ISO 99001:2027 is current." A newer edition came.',
        "> Due for review.",
    ):
        assert expected in text


def test_markdown_of_an_answer_carries_no_html_link_or_image_from_its_text() -> None:
    hostile = replace(
        ANSWER, text="<script>x</script> ![i](https://e.example/i) [l](javascript:x) &#60;b>", notes=("<i>n</i>",)
    )
    text = answer_markdown(hostile)
    assert "<script" not in text
    assert "](" not in text.replace("]\\(", "")
    assert "&#60;" not in text
    assert "<i>" not in text.replace("\\<i", "")


def test_conversation_documents_hold_every_turn_in_order() -> None:
    second = replace(ANSWER, question="And before?", disputes=(), verdict="abstained", reason="not_in_library")
    for document in (conversation_markdown([ANSWER, second]), conversation_html([ANSWER, second])):
        assert document.index("current?") < document.index("And before?")
        assert "Not answered: not in the library" in document


def test_the_printable_page_forbids_scripts_and_fetching() -> None:
    page = conversation_html([replace(ANSWER, question="<script>alert(1)</script>", text="<img src=x>")])
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<img" not in page
    assert 'rel="noopener noreferrer" href="https://example.org/a?b=1&amp;c=2"' in page


def test_every_verdict_and_reason_has_words() -> None:
    from typing import get_args

    from assistant.types import Reason, Verdict

    for verdict in get_args(Verdict):
        assert verdict_words(replace(ANSWER, verdict=verdict))
    for reason in get_args(Reason):
        assert ": " in verdict_words(replace(ANSWER, verdict="abstained", reason=reason))


def test_what_is_kept_says_how_a_follow_up_was_understood_and_who_worded_the_answer() -> None:
    worded = replace(ANSWER, composer="llm:example:*model*")
    for document in (answer_markdown(worded), conversation_html([worded])):
        assert "Understood as: Is ISO 99001 current?" in document
    assert r"worded by example:\*model\*" in answer_markdown(worded)
    assert "worded by example:*model*" in conversation_html([worded])
    plain = replace(ANSWER, question="Is ISO 99001 current?")
    assert "Understood as" not in answer_markdown(plain) + conversation_html([plain])
    assert "worded by" not in answer_markdown(plain)
