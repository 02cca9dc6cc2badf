"""ISO taken for the one who certifies is noticed; ISO as the maker of standards is not."""

from __future__ import annotations

import pytest

from assistant.roles import iso_as_certifier


@pytest.mark.parametrize(
    "question",
    [
        "When will ISO audit us again?",
        "We were certified by ISO last year, whom do we pay?",
        "What does ISO's certification department charge?",
        "How much did ISO charge Siemens for its first certificate?",
        "ISO withdrew our certificate, how do we appeal?",
        "We want a certificate directly from ISO, where is the form?",
        "When does ISO come round for the random inspections, do they ring first?",
        "ISO visited us in May, when is the next time?",
        "Why has ISO not sent the invoice?",
        "How long does ISO take to issue the certificate?",
        "How long does it take ISO to sign our certificate?",
        "When is ISO going to audit us?",
        "When will ISO decide on our certificate?",
        "How hard will ISO punish a missed audit?",
    ],
)
def test_iso_as_the_one_who_acts_on_certificates_is_a_premise(question: str) -> None:
    assert iso_as_certifier(question)


@pytest.mark.parametrize(
    "question",
    [
        "Does ISO certify companies?",
        "Who does ISO accredit?",
        "When did ISO publish ISO 9001?",
        "Why did ISO withdraw ISO 9002?",
        "Is ISO 9001 certified by ISO 17021?",
        "Where can I search for ISO certified companies?",
        "What do ISO auditors ask?",
        "When was ISO/IEC 27001 issued?",
        "How do I become an ISO 9001 auditor?",
        "When did the name ISO come to be used?",
        "How long does ISO take to publish a standard?",
        "When did ISO decide to withdraw ISO 9002?",
        "Why can't ISO itself certify my company?",
        "Why won't ISO audit us?",
        "If ISO never issues certificates, who does?",
    ],
)
def test_iso_as_the_maker_of_standards_or_asked_about_plainly_is_none(question: str) -> None:
    assert not iso_as_certifier(question)
