"""What a yes/no question puts forward, taken out of the words around it: "My boss says …, is he wrong?", "…, isn't it?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question_kinds import AUXILIARY

_PERSON = r"(?:he|she|they|i|we|you|(?:my|our|the|an?|this|that) (?:[\w-]+ ){0,2}?[\w-]+|people|those people)"
_RIGHT = r"(?:right|correct|true|so)"
_WRONG = r"(?:wrong|mistaken|in error|incorrect|lying|false|untrue)"
_FALSEHOOD = r"an? (?:urban )?(?:myth|legend|mistake|misconception|error|fallacy)"
TAG = rf"{AUXILIARY} (?:it|they|he|she|we|you|there|that|this|i)"
# "…, is he wrong?"; "…, or am I wrong?" only asks for what was said.
_JUDGED_AFTER = re.compile(
    rf"[.,;!-]\s*(?P<even>or )?(?:so )?(?:is|are|am|was|were) (?P<who>{_PERSON}) (?:(?P<wrong>{_WRONG})|{_RIGHT})\W*$",
    re.I,
)
# "Is my boss wrong when he says that …", "Is it a myth that …"; "is it right to exclude …" asks for the right to do so.
_JUDGED_BEFORE = re.compile(
    rf"^\W*(?:is|are|am|was|were|would) (?:it|{_PERSON}) (?:be )?(?:(?P<wrong>{_WRONG}|{_FALSEHOOD})|{_RIGHT})"
    r"(?: to (?:say|think|assume|believe)| (?:in|by) (?:saying|thinking|claiming)| (?:when|if|who) (?:(?:he|she|they|i|we) )?"
    r"(?:says?|said|claims?|thinks?|insists?))?(?: that)? (?!to\b)(?=(?:\S+ ){2})",
    re.I,
)
# Whose view it is says nothing of the matter.
_REPORTED = re.compile(
    rf"^\W*(?:(?:so|but|and|now|hi|hello)\b\W*)*(?:(?:{_PERSON}|(?!nobody|none|no|never|who)\w+) (?:says?|said|claims?|claimed|thinks?|thought|believes?|"
    r"insists?|tells? (?:me|us)|told (?:me|us)|keeps? (?:saying|telling (?:me|us)))|(?:i was|we were|i've been|we've been|i'm) told|"
    r"(?:i|we) (?:heard|read|guess|assume|take it)|surely|correct me if i'?m wrong\W*(?:but)?)(?: that)?,? (?=(?:\S+ ){2})",
    re.I,
)
_QUIZ = re.compile(
    r"^\W*(?:(?:is it )?true or false|false or true|fact or (?:fiction|myth)|myth or fact|agree or disagree|true/false|t/f|t or f|yes or no|"
    r"(?:is it |it is |it's )?(?:true|correct|right) that|is it (?:true|correct|right)(?=\s*[:,?])|(?:is it not|isn't it) (?:so|true|the case) that)"
    r"\W*(?:that\b\s*)?(?=\w)",
    re.I,
)
_INDIRECT = re.compile(
    r"^\W*(?:(?:please|hi|hello)\b\W*)*(?:(?:can|could|would) (?:you|u) (?:please |kindly )?(?:tell (?:me|us)|say)|tell (?:me|us)|"
    r"(?:i|we) (?:just )?(?:am |was |were )?wonder(?:ing|ed)?|(?:i'?d|we'?d|i would|we would) like to know|(?:i(?:'m| am) )?not sure|"
    r"(?:my|our) \w+ (?:wants|would like) to know|do you know) (?:if|whether) (?=(?:\S+ ){2})",
    re.I,
)
_AFTER = re.compile(
    r"(?:[,.;:?!-]\s*(?:right|correct|true|no|yes)|\W+(?:(?P<open>or not|yes or no)|true or false|t/f|t or f|is (?:that|this|it) (?:true|right|correct|so)|"
    rf"am i right)|,\s*(?P<tag>{TAG})|,?\s*innit)\W*$",
    re.I,
)
# Without a comma it is a tag only after a statement.
_AFTER_STATEMENT = re.compile(
    rf"(?:(?<!\bthe)(?<!\ba)(?<!\bis)(?<!\bare)(?<!\bbe)(?<!\bhave)(?<!\bthat) (?:right|correct)|\s(?P<tag>{TAG}))\W*$",
    re.I,
)
_ASKS = re.compile(
    rf"\b(?:what|which|who|whom|whose|when|where|why|how)\b|^\W*(?:(?:so|and|but|well|now)\b\W*)*{AUXILIARY}\b", re.I
)
# What is named by its negation is none.
_NOT = re.compile(
    r"\b(?:(?<!and )not(?! applicable\b)|no|nobody|none|nothing|never|neither|nor|without|cannot|\w+n't)\b", re.I
)
_OPENS_WITH_NOT = re.compile(
    r"^(?P<before>\W*(?:so |but |and )?)(?P<verb>is|are|was|were|do|does|did|has|have|had|could|would|ca|wo)n't\b", re.I
)
_WHOLE = {"ca": "can", "wo": "will"}
# Here a claim is doubted or denied in another way than by "not"; what is asked then, no rule can tell.
_DOUBTED = re.compile(
    r"\b(?:den(?:y|ies|ied)|doubts?|doubted|disput\w+|disagrees?|disagreed|nonsense|(?:nobody|no one|never) (?:told|said|says)|hardly|fake)\b"
    r"|[:.;-] ?(?:false|wrong|untrue|myth)\W*$",
    re.I,
)
_DENIALS = (
    (re.compile(r"\b(?:do|does|did)(?:n't| not)\b ?", re.I), ""),
    (re.compile(r"\bcan(?:'t|not| not)\b", re.I), "can"),
    (re.compile(r"\bwon't\b", re.I), "will"),
    (re.compile(r"\b(is|are|was|were|has|have|had|could|must|should|would|need)(?:n't| not)\b", re.I), r"\1"),
    (re.compile(r"\bno longer\b", re.I), "still"),
    (re.compile(r"\b(?:nobody|no one)\b", re.I), "anybody"),
    (re.compile(r"\b(?:no|not(?! applicable\b))\b ?", re.I), ""),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is put forward. `put` says that it is, and not only asked; `turned`, that "yes" to the question means it is false."""

    text: str
    put: bool = False
    turned: bool = False


def read_claim(text: str) -> Claim:
    """What the yes/no question `text` puts forward, without the words that ask for a judgement on it.

    >>> read_claim("My boss says we need a quality manual, is he wrong?")
    Claim(text='we need a quality manual', put=True, turned=True)
    >>> read_claim("True or false: ISO issues certificates.")
    Claim(text='ISO issues certificates.', put=True, turned=False)
    >>> read_claim("Is ISO 9002 still valid?")
    Claim(text='Is ISO 9002 still valid?', put=False, turned=False)
    """
    claim, put, turned = text, False, False
    if after := _JUDGED_AFTER.search(claim):
        claim, put = claim[: after.start()], True
        turned = bool(after["wrong"]) and not after["even"]
    if before := _JUDGED_BEFORE.match(claim):
        claim, put, turned = claim[before.end() :], True, turned != bool(before["wrong"])
    for frame in (_QUIZ, _INDIRECT):
        if found := frame.match(claim):
            claim, put = claim[found.end() :], put or frame is _QUIZ
    if found := _AFTER.search(claim) or (None if _ASKS.search(claim) else _AFTER_STATEMENT.search(claim)):
        claim, put = claim[: found.start()], put or not found.groupdict().get("open")
        # "We don't need it, do we?" expects the answer "no" where "…, right?" expects "yes".
        turned = turned != bool(found["tag"] and "n't" not in found["tag"] and _NOT.search(claim))
    if put and (said := _REPORTED.match(claim)):
        claim = claim[said.end() :]
    return Claim(claim, put, turned) if len(claim.split()) >= 3 else Claim(text)


def affirmed(text: str, put: bool) -> tuple[str, bool] | None:
    """`text` without its negation, and whether its answer has to be turned round; None where that is not plain.

    "Isn't it mandatory?" asks what "Is it mandatory?" asks; "it is not mandatory, right?", which is `put` forward, the reverse.

    >>> affirmed("Isn't ISO 14001 a law?", False)
    ('Is ISO 14001 a law?', False)
    >>> affirmed("ISO 14001 is not a law", True)
    ('ISO 14001 is a law', True)
    """
    if _DOUBTED.search(text):
        return None
    opening = _OPENS_WITH_NOT.match(text)
    if opening:
        verb = opening["verb"]
        asked = f"{opening['before']}{verb[0]}{_WHOLE.get(verb.lower(), verb)[1:]}{text[opening.end() :]}"
        return None if _NOT.search(asked) else (asked, False)
    denials = _NOT.findall(text)
    if not put or not denials:
        return text, False
    # What is denied in an aside ("…, no way round it") is not the claim.
    plain = len(denials) == 1 and _NOT.search(re.split(r"[,;]", text)[0])
    return _without_denial(text) if plain else None


def _without_denial(text: str) -> tuple[str, bool] | None:
    for pattern, plain in _DENIALS:
        without = pattern.sub(plain, text, count=1)
        if without != text:
            without = re.sub(r"\bany ?more\b|\bany longer\b", "still", without, flags=re.I)
            return re.sub(r"\s+", " ", without).strip(), True
    return None
