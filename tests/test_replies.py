"""A model's reply is read however it is wrapped, and nothing in it is believed."""

from __future__ import annotations

import json

import pytest

from assistant.replies import LONGEST_CLAIM, read_claims, unfit
from assistant.types import Passage
from assistant.verification import verify

VALID = "It is a myth that ISO 99002 is still valid."
TEXT = f"ISO 99002 was withdrawn in 2029. {VALID}"
PASSAGES = [
    Passage("fact:kettles", "fact", "Kettles", "Kettles are descaled every 12 months.", "trusted", ()),
    Passage("fact:status", "fact", "ISO 99002: status", TEXT, "trusted", ()),
]
CLAIM = {"text": "Kettles are descaled yearly.", "passage_id": "1", "quote": "Kettles are descaled every 12 months."}
OTHER = {"text": "ISO 99002 was withdrawn.", "passage_id": "2", "quote": "ISO 99002 was withdrawn in 2029."}
WHOLE = json.dumps({"claims": [CLAIM, OTHER]})


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(WHOLE, id="an-object"),
        pytest.param(json.dumps([CLAIM, OTHER]), id="a-list"),
        pytest.param(json.dumps(CLAIM) + "\n" + json.dumps(OTHER), id="an-object-a-line"),
        pytest.param(f"```json\n{WHOLE}\n```", id="a-fence"),
        pytest.param(f"Sure! Here you are: {WHOLE} Anything else?", id="prose-around"),
        pytest.param(WHOLE.replace("}]", "},]"), id="a-trailing-comma"),
        pytest.param(WHOLE.replace('."}', '.",}'), id="trailing-commas-inside"),
        pytest.param(WHOLE[:-2] + ', {"text": "Half a cl', id="cut-off"),
        pytest.param(f"<think>{{ perhaps }} {{\"text\": \"no\"}}</think>{WHOLE}", id="a-thought-before"),
        pytest.param(WHOLE.replace('"1"', "1").replace('"2"', '"[2]"'), id="other-forms-of-ids"),
        pytest.param(WHOLE.replace('"2"', '"fact:status"'), id="the-true-id"),
        pytest.param("{ {{ " + WHOLE, id="braces-before"),
    ],
)  # fmt: skip
def test_claims_are_read_from_every_wrapping(reply: str) -> None:
    claims = read_claims(reply, PASSAGES)
    assert [(claim.text, claim.passage_id) for claim in claims] == [
        (CLAIM["text"], "fact:kettles"),
        (OTHER["text"], "fact:status"),
    ]


@pytest.mark.parametrize(
    "line",
    ["[1] Kettles are descaled every 12 months.", "1. Kettles are descaled every 12 months.", "(1) **Kettles** are descaled every 12 months.",
     "- Passage 1: Kettles are descaled every 12 months.", "Kettles are descaled every 12 months. [1]", "[2] Kettles are descaled every 12 months.",
     "Yes, kettles are descaled every 12 months. [1]"],
)  # fmt: skip
def test_lines_are_claims_too_and_their_quote_is_found(line: str) -> None:
    [claim] = read_claims(line, PASSAGES)
    assert claim.text.lower() == claim.quote.lower() == PASSAGES[0].text.lower()
    assert claim.passage_id == "fact:kettles"


def test_a_quote_is_widened_to_its_sentence_so_that_no_denial_is_left_outside() -> None:
    taken = {"text": "ISO 99002 is still valid.", "passage_id": "2", "quote": "ISO 99002 is still valid."}
    [claim] = read_claims(json.dumps({"claims": [taken]}), PASSAGES)
    assert claim.quote == VALID


def test_an_invented_quote_stays_as_it_is_and_so_will_be_refused() -> None:
    taken = CLAIM | {"quote": "Kettles are never descaled."}
    [claim] = read_claims(json.dumps({"claims": [taken]}), PASSAGES)
    assert claim.quote == taken["quote"]


def test_a_claim_without_a_quote_gets_the_nearest_sentence_of_its_passage() -> None:
    [claim] = read_claims('{"text": "Withdrawn in 2029.", "passage_id": "2"}', PASSAGES)
    assert claim.quote == "ISO 99002 was withdrawn in 2029."


@pytest.mark.parametrize(
    "reply",
    ["", "   ", "{}", "[]", '{"claims": []}', '{"claims": null}', '{"claims": [1, "x", null]}', '{"claims": [{"text": 7}]}', "{" * 5000, '{"a":' * 5000,
     "<think>for ever"],
    ids=lambda reply: reply[:20],
)  # fmt: skip
def test_a_reply_without_claims_holds_none_that_could_stand(reply: str) -> None:
    supported, _ = verify(read_claims(reply, PASSAGES), {passage.id: passage for passage in PASSAGES})
    assert supported == []


def test_a_flood_of_claims_is_cut() -> None:
    many = [CLAIM | {"text": f"Claim {number}."} for number in range(500)]
    assert len(read_claims(json.dumps({"claims": many}), PASSAGES)) == 12


@pytest.mark.parametrize(
    "text",
    [
        "See [the standard](https://example.org).",
        "![](https://example.org/?q=secret)",
        "Go to www.example.org.",
        "Go to https://example.org.",
        "<img src=x onerror=alert(1)>",
        "Run `rm`.",
        "# Kettles",
        "| a | b |",
        "A\u202ekettle",
        "A\u200bkettle",
        "A\x00kettle",
        "javascript:alert(1)",
        "x" * (LONGEST_CLAIM + 1),
    ],
)
def test_markup_links_and_hidden_characters_are_never_shown(text: str) -> None:
    assert unfit(text)
    assert unfit("ISO 99001:2031 was published on 3 May 2031 (see clause 7.1.5).") is None
