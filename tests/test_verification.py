"""A statement is shown only when a verbatim quote of a trusted passage says the same."""

from __future__ import annotations

import pytest

from assistant.types import Passage
from assistant.verification import Claim, find_quote, verify

TEXT = (
    "ISO 99001:2031 was published on 3 May 2031. Organizations shall review clause 7.1.5 every 12 months. "
    "Organizations can no longer be certified to ISO 99002. Registrars may sample up to 25 % of the kettles. "
    "A manual is not required. The chair should be elected by members of Example Board."
)
PASSAGE = Passage("fact:kettles", "fact", "ISO 99001: kettles", TEXT, "trusted", ("https://example.org",))
REVIEW = "Organizations shall review clause 7.1.5 every 12 months."
PUBLISHED = "ISO 99001:2031 was published on 3 May 2031."
WITHDRAWN = "Organizations can no longer be certified to ISO 99002."
SAMPLE = "Registrars may sample up to 25 % of the kettles."
MANUAL = "A manual is not required."
CHAIR = "The chair should be elected by members of Example Board."


def refusal(text: str, quote: str, passage: Passage = PASSAGE) -> str | None:
    supported, rejected = verify([Claim(text, passage.id, quote)], {passage.id: passage})
    assert len(supported) + len(rejected) == 1
    return rejected[0].reason if rejected else None


@pytest.mark.parametrize("sentence", [REVIEW, PUBLISHED, WITHDRAWN, SAMPLE, MANUAL, CHAIR])
def test_a_statement_in_the_words_of_its_quote_stands(sentence: str) -> None:
    supported, rejected = verify([Claim(sentence, PASSAGE.id, sentence)], {PASSAGE.id: PASSAGE})
    assert rejected == []
    assert TEXT[supported[0].start : supported[0].end] == sentence


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Organizations must review clause 7.1.5 every 12 months.", REVIEW),
        ("Organizations shall review clause 7.1.5 every twelve months.", REVIEW),
        ("Publication of ISO 99001:2031: 3 May 2031.", PUBLISHED),
        ("Manual: not required.", MANUAL),
    ],
)
def test_a_faithful_paraphrase_stands(text: str, quote: str) -> None:
    assert refusal(text, quote) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("ISO 99001:2031 was published on 3 May 2030.", PUBLISHED, id="other-year"),
        pytest.param("ISO 99001:2031 was published on 4 May 2031.", PUBLISHED, id="other-day"),
        pytest.param("ISO 99001:2027 was published on 3 May 2031.", PUBLISHED, id="other-edition"),
        pytest.param("ISO 99003:2031 was published on 3 May 2031.", PUBLISHED, id="swapped-designation"),
        pytest.param("ISO/TS 99001:2031 was published on 3 May 2031.", PUBLISHED, id="technical-specification"),
        pytest.param("ISO 99001:2031 was not published on 3 May 2031.", PUBLISHED, id="added-negation"),
        pytest.param("Organizations can be certified to ISO 99002.", WITHDRAWN, id="dropped-negation"),
        pytest.param("Organizations can still be certified to ISO 99002.", WITHDRAWN, id="still"),
        pytest.param("A manual is required.", MANUAL, id="required-after-all"),
        pytest.param("Organizations should review clause 7.1.5 every 12 months.", REVIEW, id="shall-to-should"),
        pytest.param("Organizations may review clause 7.1.5 every 12 months.", REVIEW, id="shall-to-may"),
        pytest.param("The chair shall be elected by members of Example Board.", CHAIR, id="should-to-shall"),
        pytest.param("Registrars must sample up to 25 % of the kettles.", SAMPLE, id="may-to-must"),
        pytest.param("Organizations review clause 7.1.5 every 12 months.", REVIEW, id="modality-lost"),
        pytest.param("Organizations shall review clause 7.1.6 every 12 months.", REVIEW, id="other-clause"),
        pytest.param("Organizations shall review clause 7.1.5.9 every 12 months.", REVIEW, id="invented-clause"),
        pytest.param("Organizations shall review clause 7.1.5 every 6 months.", REVIEW, id="other-figure"),
        pytest.param(
            "Organizations shall review clause 7.1.5 every thirteen months.", REVIEW, id="other-figure-in-words"
        ),
        pytest.param("All organizations shall always review clause 7.1.5 every 12 months.", REVIEW, id="wider-scope"),
        pytest.param("Only organizations shall review clause 7.1.5 every 12 months.", REVIEW, id="only"),
        pytest.param("Registrars may sample at least 25 % of the kettles.", SAMPLE, id="at-least"),
        pytest.param("The chair should be elected by members of Other Board.", CHAIR, id="other-name"),
        pytest.param("Kettles improve morale and profits in every office.", SAMPLE, id="another-matter"),
        pytest.param("", REVIEW, id="nothing-said"),
    ],
)
def test_unsupported_claim_is_held_back(text: str, quote: str) -> None:
    assert refusal(text, quote)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("Organizations can still be certified to ISO 99002.", id="altered-word"),
        pytest.param("Organizations can be certified to ISO 99002.", id="left-out-words"),
        pytest.param("organizations shall review clause 7.1.5 every 12 months.", id="other-case"),
        pytest.param("ISO 99001:2031 ... 3 May 2031.", id="ellipsis"),
        pytest.param("", id="empty"),
        pytest.param("   ", id="blank"),
        pytest.param(".*", id="a-pattern"),
    ],
)
def test_a_quote_that_is_not_verbatim_is_refused(quote: str) -> None:
    assert refusal(PUBLISHED, quote) == "the quote is not in the passage"


def test_only_white_space_of_a_quote_may_differ() -> None:
    assert find_quote("shall\n  review  clause", TEXT) == find_quote("shall review clause", TEXT) is not None


@pytest.mark.parametrize("standing", ["wrong", "outdated", "misleading", "self-contradictory", "opinion"])
def test_a_claim_of_an_article_that_is_not_correct_supports_nothing(standing: str) -> None:
    source = Passage("source:a#c1", "source", "An article", TEXT, standing, ())
    assert standing in (refusal(PUBLISHED, PUBLISHED, source) or "")


def test_a_claim_of_an_article_that_is_correct_may_be_said() -> None:
    assert refusal(PUBLISHED, PUBLISHED, Passage("source:a#c1", "source", "An article", TEXT, "correct", ())) is None


def test_a_passage_that_was_not_retrieved_supports_nothing() -> None:
    supported, rejected = verify([Claim(PUBLISHED, "fact:elsewhere", PUBLISHED)], {PASSAGE.id: PASSAGE})
    assert supported == []
    assert "fact:elsewhere" in rejected[0].reason


def test_one_bad_claim_does_not_take_the_others_with_it() -> None:
    claims = [Claim(text, PASSAGE.id, text) for text in (PUBLISHED, "Invented.", MANUAL)]
    supported, rejected = verify(claims, {PASSAGE.id: PASSAGE})
    assert [support.claim.text for support in supported] == [PUBLISHED, MANUAL]
    assert [rejection.claim.text for rejection in rejected] == ["Invented."]


def test_a_veto_may_refuse_what_passed_but_lets_nothing_through() -> None:
    faithful = Claim("A manual is not required.", PASSAGE.id, MANUAL)
    false = Claim("A manual is required.", PASSAGE.id, MANUAL)
    assert verify([faithful], {PASSAGE.id: PASSAGE}, veto=lambda quote, claim: True)[0] == []
    assert verify([false], {PASSAGE.id: PASSAGE}, veto=lambda quote, claim: False)[0] == []


KETTLES = Passage(
    "fact:rules",
    "fact",
    "ISO 99001: rules",
    "First kettles are inspected by auditors, second kettles are inspected by owners. If the kettle leaks, the owner must "
    "replace it. Registrars review the logs before the visit; auditors only read them.",
    "trusted",
    (),
)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Second kettles are inspected by auditors.", KETTLES.text, id="joined-from-two-clauses"),
        pytest.param("Owners inspect first kettles.", KETTLES.text, id="other-actor"),
        pytest.param("The owner must replace the kettle.", KETTLES.text, id="condition-dropped"),
        pytest.param("The owner must replace it.", "the owner must replace it", id="condition-cut-from-the-quote"),
        pytest.param("Registrars review the logs after the visit.", KETTLES.text, id="after-for-before"),
        pytest.param("Auditors review the logs before the visit.", KETTLES.text, id="roles-exchanged"),
        pytest.param(
            "Registrars review the logs before the visit because auditors read them.", KETTLES.text, id="cause-invented"
        ),
    ],
)
def test_who_when_and_under_which_condition_must_be_as_quoted(text: str, quote: str) -> None:
    assert refusal(text, quote, KETTLES)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Auditors inspect first kettles.", KETTLES.text, id="active-for-passive"),
        pytest.param("If the kettle leaks, the owner has to replace it.", KETTLES.text, id="has-to-for-must"),
        pytest.param("The logs are reviewed by registrars before the visit.", KETTLES.text, id="passive-for-active"),
    ],
)
def test_another_wording_of_the_same_is_shown(text: str, quote: str) -> None:
    assert refusal(text, quote, KETTLES) is None


def test_a_document_is_no_evidence_for_what_a_standard_says() -> None:
    text = "ISO 99001 requires nine kettles. The kitchen is on the second floor."
    document = Passage("document:a", "document", "Our kitchen", text, "own", ())
    assert refusal("ISO 99001 requires nine kettles.", "ISO 99001 requires nine kettles.", document)
    assert refusal("The kitchen is on the second floor.", "The kitchen is on the second floor.", document) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param(
            "Stage 1 checks the spouts, stage 2 checks the lids and the handles.",
            "Stage 1 checks the lids and the handles, stage 2 the spouts and the cords.",
            id="what-is-said-of-two-things-exchanged",
        ),
        pytest.param(
            "A kettle goes from the lathe over the press to the shelf.",
            "A kettle goes from the press over the lathe to the shelf.",
            id="order-of-a-way",
        ),
        pytest.param(
            "ISO 99003 was modelled on ISO 99001.", "ISO 99003 was a model for ISO 99001.", id="model-and-its-copy"
        ),
        pytest.param(
            "Testers are chosen for skill or patience.", "Testers are chosen for skill and patience.", id="and-or"
        ),
        pytest.param("Tea is narrowly drunk in offices.", "Tea is widely drunk in offices.", id="opposite-word"),
        pytest.param("A kettle holds 3 gallons of water.", "A kettle holds 3 litres of water.", id="unit"),
        pytest.param(
            "A tester is not allowed to sell kettles.", "A tester does not sell kettles.", id="fact-made-a-prohibition"
        ),
        pytest.param(
            "ISO 99001:2031 was published together with ISO 99001.",
            "ISO 99001:2031, the first edition of ISO 99001, was published together with ISO 99002.",
            id="designation-named-twice",
        ),
        pytest.param("Kettles are tested in 2033.", "Kettles will be tested in 2033.", id="future-made-present"),
        ("Internal audits are optional.", "ISO 9001:2015 requires no documented procedure for internal audits."),
        ("Internal auditors are not required.", "ISO 9001 does not require a certificate for internal auditors."),
    ],
)
def test_what_stands_in_another_relation_is_refused(text: str, quote: str) -> None:
    assert refusal(text, quote, Passage("fact:kettles", "fact", "Kettles", quote, "trusted", ())) is not None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "ISO 99001 names three faults of kettles: leaks, rust and noise.",
            "Faults of kettles are leaks, rust and noise (ISO 99001).",
        ),
        ("There is no longer a clause on rust.", "There is no clause on rust any more."),
        ("ISO 99001 no longer requires a manual.", "No longer required by ISO 99001 is a manual."),
        ("Testers may audit kettles that are not polished.", "Testers may audit unpolished kettles."),
    ],
)
def test_the_same_relation_in_other_words_stands(text: str, quote: str) -> None:
    assert refusal(text, quote, Passage("fact:kettles", "fact", "Kettles", quote, "trusted", ())) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param(
            "A whistle is the vessel itself that boils water.",
            "A kettle is the vessel itself that boils water, a whistle the part that tells when it boils.",
            id="subject-whose-verb-is-left-out",
        ),
        pytest.param(
            "ISO 99002 is expected in 2032.",
            "ISO 99002 has had one edition so far; the second edition of ISO 99001 is expected in 2032.",
            id="what-is-said-of-another-subject",
        ),
        pytest.param(
            "The brewers' union ran the register.",
            "The kettle club was, until its merger with the brewers' union, a club of owners; it ran the register.",
            id="it-is-the-subject-before",
        ),
        pytest.param(
            "An owner may sell kettles.",
            "An owner who has no debts may sell kettles.",
            id="relative-clause-dropped",
        ),
        pytest.param(
            "A leak is major only if it reaches the floor.",
            "A leak is major if it reaches the floor.",
            id="only-if-for-if",
        ),
        pytest.param(
            "Auditors dropped the lids.",
            "Auditors kept the lids and the handles; they dropped the whistles.",
            id="object-of-another-verb",
        ),
        pytest.param(
            "ISO 99001:2031 has 12 lids in its table.",
            "ISO 99001:2027, with 12 lids in its table, was replaced by ISO 99001:2031.",
            id="number-of-another-edition",
        ),
        pytest.param(
            "Clause 6.1.3 is about spouts.",
            "Clause 6.1 covers 6.1.2 spouts, 6.1.3 lids and 6.1.4 handles.",
            id="number-of-another-clause",
        ),
        pytest.param(
            "You must sign the certificates.",
            "The certification body must sign the certificates.",
            id="reader-in-the-place-of-the-certifier",
        ),
        pytest.param(
            "ISO 99001 sets requirements for kettles.",
            "ISO 99001 sets requirements for kettle repair shops.",
            id="part-of-a-name-taken-for-the-whole",
        ),
        pytest.param(
            "The survey counts kettles by country and colour.",
            "The survey counts kettles by country and maker.",
            id="invented-member-of-a-list",
        ),
        pytest.param(
            "Kettles are tested because owners must keep them clean.",
            "Kettles are tested because leaks cost water; owners must keep them clean.",
            id="another-cause",
        ),
    ],
)
def test_what_a_clause_says_stays_with_its_subject_object_and_condition(text: str, quote: str) -> None:
    assert refusal(text, quote, Passage("fact:kettles", "fact", "Kettles", quote, "trusted", ())) is not None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Certificates to ISO 99001:2027 ended in 2031.", "ISO 99001:2027 is old; certificates to it ended in 2031."),
        ("Leaks were met with new lids.", "Owners meet leaks with new lids; leaks were met with new lids."),
        (
            "An opportunity for repair does not oblige you to act.",
            "OFR stands for opportunity for repair: a remark; an OFR does not oblige the owner to act.",
        ),
        ("Spouts are found in 6.1.2 of ISO 99001.", "Clause 6 of ISO 99001 covers 6.1.2 spouts and 6.1.3 lids."),
        ("The change took effect in 2031.", "The change applied in 2031."),
        ("Kettles, lids and spouts are used by owners.", "Owners use kettles, lids and spouts."),
    ],
)
def test_common_ways_to_say_the_same_are_shown(text: str, quote: str) -> None:
    assert refusal(text, quote, Passage("fact:kettles", "fact", "Kettles", quote, "trusted", ())) is None


def test_a_heading_lends_names_and_not_what_is_said_of_them() -> None:
    text = "ISO 99001 no longer has 20 elements: the editions of 2027 and 2031 have ten clauses in all."
    today = Passage("fact:elements", "fact", "ISO 99001: 20 elements today", text, "trusted", ("https://example.org",))
    assert refusal("All editions are current.", text, today) == "'current' is not in the quote"
    course = "An open course is no consultancy; a workshop for the client's own system is consultancy."
    auditor = Passage("fact:c", "fact", "certification auditor: courses", course, "trusted", ("https://example.org",))
    assert refusal("Consultants may certify their own clients.", course, auditor) is not None
