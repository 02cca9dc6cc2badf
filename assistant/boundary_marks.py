"""What a question has to bear to be of a boundary's kind.

Likeness of wording does not see the mood of a question ("Print the certificates" and "Who prints the certificates?" are near
neighbours) nor whose matter it is about, so a boundary may name a mark without which it is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.index import Neighbour
from assistant.types import Boundary, Mark
from assistant.understanding import asking_sentence
from assistant.wishes import names_a_file

_START = r"^\W*(?:(?:so|and|but|ok|okay|hi|hello|hey|please|well|now|then|also)\b[\s,:!]*)*"
# A question on others or on oneself; "do a risk analysis for us" is an order.
_ASKS = re.compile(
    rf"{_START}(?:(?:who|whom|whose|when|where|why|what|which|how)\b"
    r"|(?:does|did|is|are|was|were|has|have|must|should|may|can|could|will|would|shall)\s"
    r"|do\s+(?!(?:an?|my|that|this|it|not|anything)\b)(?!.*\bfor (?:me|us)\b))",
    re.I,
)
# Addressed to the program, or a wish for a paper to have.
_ADDRESSED = re.compile(
    rf"\b(?:you|u|your|yours|yourself|templates?)\b|{_START}(?:can|could|may) (?:i|we) (?:have|get)\b", re.I
)
# "How can I find out …", "Is there a register …": the one who asks only looks.
_ROUTE = re.compile(
    rf"{_START}(?:(?:how (?:can|do|does|to|could|would|should)|where (?:can|do|does|could|to))\b(?: (?:i|we|one|you|people|customers|an?yone))?(?: (?:best|easily|quickly))?"
    r" (?:find out|check|verify|look up|see|tell|know|recogni[sz]e|make sure|confirm)\b"
    r"|is there (?:an?|any) (?:\w+ )?(?:way|register|list|database|directory)\b|who (?:keeps|publishes|counts)\b)",
    re.I,
)
_OURS = re.compile(
    r"\b(?:our|ours|my|mine|we|us|i|me)\b|\battached\b|\b(?:yesterday|tomorrow|tonight)\b|\bn(?:o|umber)\b\.? ?\d", re.I
)
# A name inside the sentence: "Did Lena finish the calibration?"
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_PRICE = re.compile(
    r"\b(?:pric\w*|cost\w*|charg\w*|fees?|rates?|quot\w+|pa(?:y|ys|id)|asks? for|wants?|takes?|how much|bill\w*|offer\w*|cheap\w*|expensive|discount\w*|earns?)\b|[€$£]",
    re.I,
)
_FIGURE = re.compile(
    r"\b(?:how (?:many|much|often|long|big|large|high|old)|numbers?|percent\w*|share|average|statistic\w*|figures?|rates?|proportion|count\w*|total|most|"
    r"fewest|exactly|median|ratio|more|fewer|less|every second|half|majority|one in)\b|%",
    re.I,
)
_YES_OR_NO = re.compile(
    rf"{_START}(?:is|are|was|were|do|does|did|has|have|can|could|may|might|must|should|will|would)\b", re.I
)
_PLAIN_WORDS = re.compile(
    r"\b(?:(?:in|with) (?:your own|my own|own|plain|simple|other|few|a few) words|in short|in brief|paraphras\w+|summari[sz]\w+|sum up|the gist|roughly)\b",
    re.I,
)
_CONTACT = re.compile(
    r"\b(?:address\w*|post\w*|phone|telephone|mobile|numbers?|e-?mails?|contact\w*|website|homepage|links?|linkedin|where|street|hours|open\w*|offices?|fax|call|ring|reach|"
    r"portal|log ?in|sign up|book|register|order|forward|connect|put me through|near\w*|area|live|birthday|ill|married|earn|names?|press officer|who is|who's|start|write to)\b",
    re.I,
)
_JUDGEMENT = re.compile(
    r"\b(?:best|better|good|nice\w*|friendl\w+|recommend\w*|which|who|whose|top|rank|rate|trust\w*|cho(?:ose|ice)|cheap\w*|worth|overpriced|reputation|like|prefer|avoid|stay|strict\w*|"
    r"lenient|arrogant|easy|easiest|or|decent|fast\w*|any|deserve|vouch|think|reviews|should|shall|would)\b",
    re.I,
)
_SHOWN = re.compile(
    r"\b(?:this|these|that|here|above|below|attach\w*|appendix|shown|shared|my|our|i|i'm|i've|you|it|the (?:photo|picture|image|screenshot|video|scan|figure))\b",
    re.I,
)


def of_their_kind(neighbours: Iterable[Neighbour], boundaries: Iterable[Boundary], text: str) -> list[Neighbour]:
    """The neighbours without the examples of boundaries whose mark `text` lacks."""
    lacking = {f"boundary:{boundary.id}" for boundary in boundaries if not bears(text, boundary.mark)}
    return [neighbour for neighbour in neighbours if neighbour.phrase.owner not in lacking]


def bears(text: str, mark: Mark | None) -> bool:
    """Whether `text` bears `mark`; without one, anything does.

    >>> bears("Print a certificate for us.", "wish"), bears("Who prints the certificates?", "wish")
    (True, False)
    >>> bears("Purchasing rejected a supplier of ours. Who's going to tell him?", "wish")
    False
    """
    return mark is None or _BORNE[mark](text)


def _is_own(text: str) -> bool:
    rest = _ROUTE.sub("", text)
    return bool(_OURS.search(rest) or (_NAME.search(rest) and rest == text))


_BORNE: dict[Mark, Callable[[str], bool]] = {
    "wish": lambda text: not _ASKS.match(asking_sentence(text)) or bool(_ADDRESSED.search(text)),
    "own": _is_own,
    "company": lambda text: not _ROUTE.match(text),
    "price": lambda text: bool(_PRICE.search(text)),
    "figure": lambda text: not _YES_OR_NO.match(text) or bool(_FIGURE.search(text)),
    "wording": lambda text: not _PLAIN_WORDS.search(text),
    "contact": lambda text: bool(_CONTACT.search(text)),
    "judgement": lambda text: bool(_JUDGEMENT.search(text)),
    "shown": lambda text: bool(_SHOWN.search(text) or names_a_file(text)),
}
