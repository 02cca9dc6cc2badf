"""Greetings, thanks and "what can you do?": answered with fixed phrases, never with facts."""

from __future__ import annotations

import re

_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|hallo|servus|howdy)(?: there| everyone| all)?\W*$",
    re.I,
)
_THANKS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|great|perfect|super|cool|nice)[\s,.!]*)?(?:thanks|thank you|thx|cheers|ty|much appreciated|that(?:'s| is| was) (?:all|helpful|great|very helpful))(?:[\s,]*(?:a lot|so much|very much|again|for (?:the|your) (?:help|answer|info\w*)|that helps|bye))*\W*$",
    re.I,
)
_BYE = re.compile(r"^\W*(?:bye|goodbye|see you|good night|ciao)(?: later| soon)?\W*$", re.I)
_ACKNOWLEDGED = re.compile(r"^\W*(?:ok(?:ay)?|i see|understood|got it|fine|alright|great|cool|nice|perfect)\W*$", re.I)
_ABOUT = re.compile(
    r"^\W*(?:(?:hi|hello|hey)\W+)?(?:what can (?:you|i ask you|i ask)\b.{0,30}|who are you|what are you|how (?:do|can) (?:i|you) (?:use you|use this|work|help(?: me)?)|what do you (?:do|know)(?: about)?|help(?: me)?|are you (?:a bot|a robot|human|an? ai|chatgpt|real)|how are you(?: doing)?(?: today)?|what is this|how does this work)\W*$",
    re.I,
)

HELLO = "Hello! Ask me about ISO management-system standards, for example “Can we still get certified to ISO 9002?” or “What changed in ISO 14001:2026?”."
WELCOME = "You're welcome. Ask away if there is more."
GOODBYE = "Goodbye!"
ABOUT = (
    "I answer questions about ISO management-system standards - above all ISO 9001 and ISO 14001 -, their editions, "
    "certification and auditing. Every statement comes from a curated library and carries a citation that you can open. "
    "I say so when a source disagrees, when a question assumes something that is not so, and when I do not know."
)


def small_talk(text: str) -> str | None:
    """The reply to a text that asks nothing, or None when it is a real question.

    >>> small_talk("Hi!") == HELLO, small_talk("thanks, what is ISO 9001?") is None
    (True, True)
    """
    for pattern, reply in (
        (_GREETING, HELLO),
        (_THANKS, WELCOME),
        (_BYE, GOODBYE),
        (_ABOUT, ABOUT),
        (_ACKNOWLEDGED, WELCOME),
    ):
        if pattern.match(text):
            return reply
    return None
