"""Who wrote what: questions that take somebody else for the author or owner of an ISO standard."""

from __future__ import annotations

import re

from assistant.ledger import Ledger
from assistant.library import Library
from assistant.standards import find_designations, standard_name
from assistant.types import Fact
from assistant.understanding import Question

_DEED = (
    r"(?:writes?|wrote|publish(?:es|ed)?|owns?|owned|revise[sd]?|draft(?:s|ed)?|invent(?:s|ed)?|create[sd]?|launch(?:es|ed)?|"
    r"develop(?:s|ed)?|made|issue[sd]?)"
)
_DONE = r"(?:written|published|owned|revised|drafted|invented|created|launched|developed|made|drawn up|issued)"
# One or more words with a capital.
_NAME = (
    r"(?P<name>(?!(?:Who|Which|What|When|Why|How|Where|Since|Because|Given|Seeing|Now|As|If|Did|Does|Has|Have|Is|Was|The|So|And|But|"
    r"We|They|I|You|He|She|It)\b)[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})"
)
# ISO and IEC with their committees are the authors; CEN adopts.
_AUTHORS = re.compile(r"\b(?:ISO|IEC|CEN|CENELEC|JTC|TC|SC|WG|CASCO|Technical|Committee|Experts?)\b")
# The national bodies publish every ISO standard as their own.
_ADOPTERS = re.compile(r"\b(?:BSI|DIN|AFNOR|ANSI|ASQ|UNI|AENOR|NEN|SIS|JISC|SAC|BIS|ASI|SNV)\b")
_ADOPTS = re.compile(r"publish|issue|launch", re.I)
# The standard itself and not its certificates, nor a handbook on it.
_ITSELF = (
    r"(?=\s*(?:[?,.;!]|$|(?:this|in|for|only|and|back|last|together|as|when|because|to|after|before|if|under|with)\b))"
)
_STANDARD = r"(?P<standard>(?<!EN )(?<!EN-)(?:ISO|IEC|[A-Z]{2,6})?[ /A-Z-]{0,8}\d{4,5}(?:-\d)?(?::\d{4})?)"
_BY_ISO = re.compile(rf"\bISO (?:itself )?{_DEED} (?:the )?{_STANDARD}{_ITSELF}")
_BY_OTHERS = (
    re.compile(rf"\b{_NAME} (?:(?:has|have|had|itself|first|ever) )*(?P<deed>{_DEED}) (?:the )?{_STANDARD}{_ITSELF}"),
    re.compile(
        rf"{_STANDARD} (?:(?:is|was|has been|were) )?(?:first |originally )?(?P<deed>{_DONE}) by (?:the )?{_NAME}"
    ),
)


def author_denied(question: Question, library: Library, ledger: Ledger) -> Fact | None:
    """The fact on who writes a standard that the question ascribes to somebody else; None where it ascribes or asks nothing."""
    if question.neutral:
        return None
    key = wrongly_ascribed(question.text, ledger)
    if key is not None:
        committees = (fact for fact in library.facts if fact.attribute == "role" and fact.subject.startswith("ISO/TC"))
        general = (
            fact for fact in library.facts if (fact.subject, fact.attribute) == ("ISO technical work", "committees")
        )
        own = (fact for fact in committees if key in _keys(fact.statement, ledger))
        return next(own, None) or next(general, None)
    keys = {key for match in _BY_ISO.finditer(question.text) for key in _keys(match["standard"], ledger)}
    others = (fact for fact in library.facts if fact.attribute == "not an ISO standard")
    return next((fact for fact in others if keys & _keys(fact.subject, ledger)), None)


def _keys(text: str, ledger: Ledger) -> set[str]:
    return {mention.designation.key for mention in find_designations(text, ledger.known)}


def wrongly_ascribed(text: str, ledger: Ledger) -> str | None:
    """The key of the ISO standard that `text` says somebody else wrote, published or owns.

    >>> ledger = Ledger(())
    >>> wrongly_ascribed("Since IRCA owns ISO 19011, who may use it?", ledger)
    '19011'
    >>> wrongly_ascribed("ISO 45001 was written by OSHA", ledger)
    '45001'
    >>> wrongly_ascribed("Who wrote ISO 9001?", ledger), wrongly_ascribed("When did BSI publish BS EN ISO 9001:2015?", ledger)
    (None, None)
    """
    for pattern in _BY_OTHERS:
        for match in pattern.finditer(text):
            name = match["name"]
            adopted = _ADOPTERS.search(name) and _ADOPTS.search(match["deed"])
            # A capital at the beginning makes no name.
            first = not text[: match.start("name")].strip(" \"'") and not name.isupper()
            if _AUTHORS.search(name) or adopted or first:
                continue
            for mention in find_designations(match["standard"], ledger.known):
                if standard_name(mention.designation.key).startswith("ISO") and not re.search(
                    r"\b(?:BS|DIN|PAS|IATF|AS|OHSAS|FSSC|TL|EN)\b", match["standard"]
                ):
                    return mention.designation.key
    return None
