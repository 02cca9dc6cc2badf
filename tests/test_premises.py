"""What a question takes for granted is compared with editions, clauses, roles and known false premises."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.wording import loadedness


@pytest.mark.parametrize(
    ("question", "reason", "says"),
    [
        ("In 1998 could we get certified to ISO 14001:2015?", "no_such_edition", "had not been published"),
        ("What did ISO 9001:2012 change?", "no_such_edition", "There is no ISO 9001:2012"),
        ("Since ISO 9001:2008 is the newest edition, what do we study?", None, "is not the current edition any more"),
        ("What does the current ISO 14001:2004 say on aspects?", None, "is not the current edition any more"),
        ("What does clause 11 of ISO 9001 demand?", "no_such_clause", "no clause 11"),
        (
            "NC against clause 8.1.4 of ISO 9001:2015, ok?",
            "no_such_clause",
            "no clause 8.1.4. In ISO 9001:2015 clauses",
        ),
        ("NC on 4.2.4 of ISO 9001:2015", "no_such_clause", "no clause 4.2.4. ISO 9001:2015 has no clauses 4.2.2"),
        ("We audit to ISO 9001:2030.", "no_such_edition", "There is no ISO 9001:2030 yet. No date is known"),
        ("seventh edition of ISO 9001?", "no_such_edition", "There is no seventh edition of ISO 9001 yet."),
        ("Was ISO 27001 certification possible in 2001?", "no_such_edition", "has had three editions: 2005"),
    ],
)
def test_what_the_lists_deny_is_corrected_with_its_reason(
    iso: Assistant, question: str, reason: str, says: str
) -> None:
    answer = iso.ask(question)
    assert (answer.verdict, answer.reason) == ("premise_corrected", reason)
    assert says in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Since ISO certified us in 2019, do we write to ISO to renew?",
        "What fee did ISO charge Toyota for its certificate?",
    ],
)
def test_iso_is_not_taken_for_the_certifier(iso: Assistant, question: str) -> None:
    answer = iso.ask(question)
    assert answer.verdict == "premise_corrected"
    assert "does not certify" in answer.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "How long does the audit for an ISO 9000 certificate take?",
        "What does ISO 31000 certification cost a small company?",
    ],
)
def test_a_certificate_to_a_standard_without_certificates_is_corrected(iso: Assistant, question: str) -> None:
    answer = iso.ask(question)
    assert answer.verdict == "premise_corrected"
    assert answer.statements[0].text.startswith("There is no")


@pytest.mark.parametrize(
    "question", ["Can a company get certified to ISO 26000?", "Is there an ISO 19011 certificate for companies?"]
)
def test_whether_there_is_such_a_certificate_is_answered_with_no(iso: Assistant, question: str) -> None:
    answer = iso.ask(question)
    assert (answer.verdict, answer.statements[0].lead) == ("answered", "No.")


def test_a_person_may_well_have_a_certificate(iso: Assistant) -> None:
    assert iso.ask("Which courses lead to an ISO 19011 auditor certificate?").verdict == "answered"


@pytest.mark.parametrize(
    ("loaded", "plain"),
    [
        ("Since the manual is mandatory, how many pages must it have?", "Is a manual mandatory?"),
        ("Why does the standard forbid home offices?", "What does the standard say on home offices?"),
    ],
)
def test_loaded_wording_is_told_from_plain_wording(loaded: str, plain: str) -> None:
    assert loadedness(loaded) > loadedness(plain)


def test_a_standard_that_was_withdrawn_is_not_brought_up_unasked(iso: Assistant) -> None:
    answer = iso.ask("How do we renew our certificate?")
    assert not any("9002" in citation.passage_id or "9003" in citation.passage_id for citation in answer.citations)


def test_facts_on_an_older_edition_say_which_is_current(iso: Assistant) -> None:
    answer = iso.ask("Which clause of ISO 9001 covers calibration of measuring equipment?")
    assert any("ISO 9001:2026" in note for note in answer.notes)
    named = iso.ask("Which clause of ISO 9001:2015 covers calibration of measuring equipment?")
    assert not any("current edition" in note for note in named.notes)


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("Could you be certified to ISO/IEC 27001 in 2008?", True),
        ("Could you be certified to ISO 13485 in 2005?", True),
        ("Could you be certified to ISO 14001 in 1990?", False),
    ],
)
def test_a_standard_begins_with_its_first_edition_though_only_later_ones_have_a_fact(
    iso: Assistant, question: str, published: bool
) -> None:
    assert ("had not been published" not in iso.ask(question).text) == published


@pytest.mark.parametrize(
    "question",
    [
        "management representative clause 5.5.2 - which clause is it now",
        "5.4.1 quality objectives of 2008 - where in 2015",
        "Auditor raised an NC against 7.1.5.2 of ISO 9001:2015",
        "What did 7.2.2 of ISO 9001:2008 require?",
    ],
)
def test_an_old_number_or_one_that_exists_is_not_denied(iso: Assistant, question: str) -> None:
    assert iso.ask(question).reason != "no_such_clause"


def test_a_figure_before_certificates_is_no_edition(iso: Assistant) -> None:
    assert iso.ask("How many ISO 22000 certificates are there worldwide?").reason != "no_such_edition"


def test_what_is_offered_to_choose_from_is_not_taken_for_granted(iso: Assistant) -> None:
    answer = iso.ask("ISO 9003:1994 covered which activities? a) design b) production c) final inspection and test")
    assert answer.verdict == "answered"


def test_iso_taken_for_the_accreditor_is_told_that_it_accredits_nobody(iso: Assistant) -> None:
    answer = iso.ask("Why does ISO accredit our certifier?")
    assert (answer.verdict, answer.citations[0].passage_id) == ("premise_corrected", "fact:iso-accredits-nobody")


@pytest.mark.parametrize(
    "question",
    [
        "Given that records may be electronic, how long must we keep them?",
        "Since a quality manual is optional, what records must we hold?",
        "Since ISO 45001 replaced OHSAS 18001, what is new in it?",
        "Now that ISO 14001:2026 is out, until when can we keep our 2015 certificate?",
        "Now that a quality manual isn't required any more by ISO 9001, what does the standard ask us to document?",
    ],
)
def test_what_is_granted_rightly_is_not_corrected(iso: Assistant, question: str) -> None:
    assert iso.ask(question).verdict == "answered"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        (
            "Given that every supplier has to be ISO 9001 certified, how do we replace the others?",
            "iso-9001-2015-8-4-certified-suppliers",
        ),
        ("Since UKAS certifies companies in Britain, what do they charge?", "ukas-meaning"),
    ],
)
def test_what_is_granted_wrongly_is_corrected_with_the_fact_that_denies_it(
    iso: Assistant, question: str, fact: str
) -> None:
    answer = iso.ask(question)
    assert (answer.verdict, answer.citations[0].passage_id) == ("premise_corrected", f"fact:{fact}")


def test_a_claim_told_before_a_yes_no_question_is_corrected(iso: Assistant) -> None:
    answer = iso.ask("Records must be retained for ten years under clause 7.5. Does that start when they are made?")
    assert answer.verdict == "premise_corrected"
    assert "fixes no retention periods" in answer.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Why doesn't ISO certify companies?",
        "Given that ISO never certifies anybody, whom do I turn to?",
        "what does clause 8.5.2 of ISO 9001:2015 say?",
        "Our ISO 9001 certificate expires in June 2027. What happens to it?",
    ],
)
def test_what_takes_nothing_false_for_granted_is_answered_without_a_correction(iso: Assistant, question: str) -> None:
    answer = iso.ask(question)
    assert answer.verdict == "answered"
    assert not answer.text.startswith(("A correction", "First of all"))


def test_where_no_known_premise_fits_a_correction_is_put_mildly(iso: Assistant) -> None:
    assert iso.ask("How do I get my chairs ISO 9001 certified?").text.startswith("First of all:")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Since NATO publishes ISO 45001, who may read it?", "iso-tc-283-role"),
        ("When TÜV revised ISO 14001, what changed?", "iso-tc-207-sc-1-role"),
        ("ISO 27001 was made by Microsoft, wasn't it?", "iso-technical-work-committees"),
        ("Why did ISO write AS9100 for Boeing?", "as9100-not-iso"),
    ],
)
def test_who_takes_somebody_else_for_the_author_is_told_who_writes_it(iso: Assistant, question: str, fact: str) -> None:
    answer = iso.ask(question)
    assert (answer.verdict, answer.citations[0].passage_id) == ("premise_corrected", f"fact:{fact}")


def test_what_iso_does_not_punish_is_said_by_the_fact_on_that(iso: Assistant) -> None:
    answer = iso.ask("How hard will ISO punish a missed audit?")
    assert (answer.verdict, answer.citations[0].passage_id) == ("premise_corrected", "fact:iso-does-not-enforce")


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("How did ISO 14001 come to replace ISO 9001?", True),
        ("Why was ISO 9001 replaced by ISO 14001?", True),
        ("Why did ISO 45001 replace OHSAS 18001?", False),
        ("Why was OHSAS 18001 replaced by ISO 45001?", False),
        ("When did ISO 9001:2015 replace ISO 9001:2008?", False),
        ("When will IA9100 replace AS9100?", False),
    ],
)
def test_a_current_standard_is_not_taken_to_be_replaced_by_another(
    iso: Assistant, question: str, corrected: bool
) -> None:
    assert ("has not been replaced" in iso.ask(question).text) is corrected


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("How do I get both an ISO 9001 and an ISO 9002 certificate for the same plant?", "premise_corrected"),
        ("What does it cost us to get OHSAS 18001 certified?", "premise_corrected"),
        ("How did companies get ISO 9002 certificates in 1996?", "answered"),
    ],
)
def test_who_wants_a_certificate_to_a_withdrawn_standard_is_told(iso: Assistant, question: str, verdict: str) -> None:
    assert iso.ask(question).verdict == verdict
