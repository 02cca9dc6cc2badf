"""Questions asked indirectly ("Could you kindly advise whether …") as they would be asked directly."""

from __future__ import annotations

import re

from assistant.question_kinds import AUXILIARY

_KINDLY = r"(?:(?:please|kindly|perhaps|maybe|possibly|quickly|be able to|be so (?:kind|good)(?: as)? to|be kind enough to)\s+)*"
_TELL = (
    r"(?:tell|let|advise|clarify|explain|inform|confirm|know|say|find out)(?:\s+(?:me|us))?(?:\s+know)?(?:\s+please)?"
)
_SOMEBODY = r"(?:you|any(?:one|body)|some(?:one|body))"
_FRAME = (
    rf"(?:(?:can|could|would|will) {_SOMEBODY} {_KINDLY}{_TELL}|please {_KINDLY}{_TELL}|(?:kindly )?(?:let (?:me|us) know|tell (?:me|us))"
    r"|i(?: was|'m| am)? (?:just )?wonder(?:ing|ed)?|i(?:'d| would)? (?:just )?(?:like|love|want|need) to (?:know|ask|find out)(?: you)?"
    rf"|i(?:'d| would) (?:\w+ )?(?:appreciate it|be (?:\w+ )?(?:grateful|thankful|glad|happy)) if you could {_KINDLY}{_TELL}"
    rf"|any chance (?:that )?you could {_KINDLY}{_TELL}|do(?:es)? {_SOMEBODY} (?:happen to )?know|(?:my|the|our|one) question (?:is|would be))"
)
_WH = r"(?:(?:in|by|for|from|to|at|with|on|under) )?(?:what|which|who|whom|whose|when|where|why|how)"
_REST = r"(?:[^.?!]|\.(?=\d))+"
# What follows is a question word, or "whether" with the rest of the sentence; "if you need more" offers something.
_INDIRECT = re.compile(
    rf"(?:^|(?<=[.!?;:,] )|(?<= - ))(?:(?:so|and|but|now|well|also)[\s,]+)*{_FRAME}\s*[,:]?\s+"
    rf"(?:(?:whether(?: or not)?|if)\s+(?!you\b)(?P<claim>{_REST})|(?P<asked>{_WH}\b{_REST}))[.?!]*",
    re.I,
)
# "A manual is still required": what stands before the auxiliary is the subject, unless a clause of its own begins there.
_WITH_AUXILIARY = re.compile(
    rf"^(?P<subject>(?:(?!{AUXILIARY}\b|(?:that|which|who|when|where|if)\b)[^\s,]+ ){{1,8}}?|that |there )"
    rf"(?P<verb>(?!(?:do|does|did|need|have|has|had)\b){AUXILIARY})\b(?P<rest>.*)$",
    re.I,
)
_PLURAL = re.compile(r"^(?:we|i|they|you|companies|firms|organi[sz]ations|auditors)\b", re.I)
_SINGULAR = re.compile(
    r"^(?P<subject>(?:[^\s,]+ ){1,6}?)(?P<verb>requires|demands|needs|allows|permits|prescribes|says|asks|covers|contains|includes|replaces|"
    r"exists|wants|means|counts|expires|loses|applies|certifies)\b(?P<rest>.*)$",
    re.I,
)


def asked_directly(text: str) -> str:
    """`text` with its indirect questions turned into direct ones; what cannot be turned plainly stays as it is.

    >>> asked_directly("Could you kindly let me know how long a certificate is valid?")
    'How long a certificate is valid?'
    >>> asked_directly("I was wondering if a quality manual is still required.")
    'Is a quality manual still required?'
    >>> asked_directly("Can you tell the auditor to leave?")
    'Can you tell the auditor to leave?'
    """
    turned = _INDIRECT.sub(_direct, text)
    return re.sub(r"(?:^|(?<=[.!?] ))[a-z]", lambda found: found[0].upper(), turned) if turned != text else text


def _direct(found: re.Match[str]) -> str:
    return f"{found['asked'].strip()}?" if found["asked"] else _turned(found["claim"].strip()) or found[0]


def _turned(claim: str) -> str:
    """What "whether" introduces as a question; empty where it is not plain how."""
    if found := _WITH_AUXILIARY.match(claim):
        return f"{found['verb'].capitalize()} {found['subject'].strip()}{found['rest']}?"
    if _PLURAL.match(claim):
        return f"Do {claim}?"
    if found := _SINGULAR.match(claim):
        verb = re.sub(r"ies$", "y", found["verb"]).removesuffix("s")
        return f"Does {found['subject'].strip()} {verb}{found['rest']}?"
    return ""
