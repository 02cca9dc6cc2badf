"""What people put around a question out of courtesy; it says nothing about what they want to know."""

from __future__ import annotations

import re

_GREETING = re.compile(
    r"^\W*(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|dear (?:all|team|sirs?|colleagues?|experts?)|greetings)\b"
    r"(?: (?:there|all|everyone|everybody|team|folks|guys|together|again))?[\s,.!:;–-]*",
    re.I,
)
_LEAD_IN = re.compile(
    r"^(?:(?:please|so|a|one|just|another|my|quick|short|small|simple|brief|silly|stupid|dumb|question|questions|could you|can you|"
    r"would you|kindly|tell me|help me|answer|explain|i have|i've got|i wonder|from you|for you|here)[\s,]+)*"
    r"(?:please|question|tell me|help me|for you|here)\s*:\s*",
    re.I,
)
_CLOSING = re.compile(
    r"(?<=[.?!)])\s*(?:(?:many |best |kind |warm )?(?:thanks?|regards|wishes|thank you|thx|cheers)\b[^?]{0,60})$", re.I
)


def without_courtesies(text: str) -> str:
    """`text` without greeting, lead-in and thanks; unchanged when nothing else would be left.

    >>> without_courtesies("Hello, could you please tell me: is ISO 9002 still valid? Thank you!")
    'is ISO 9002 still valid?'
    >>> without_courtesies("Hi there"), without_courtesies("Tell me the scope of ISO 9001.")
    ('Hi there', 'Tell me the scope of ISO 9001.')
    """
    plain = _CLOSING.sub("", _LEAD_IN.sub("", _GREETING.sub("", text)))
    return plain.strip() if len(plain.split()) >= 2 or re.search(r"\d", plain) else text
