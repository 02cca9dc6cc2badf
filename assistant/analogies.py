"""Gaps beside given pairs ("ISO 22000 : food safety = ISO 50001 : ?"): what stands next to the gap is what is asked about."""

from __future__ import annotations

import re

_THING = (
    r"(?P<thing>\bclause\s+\d{1,2}(?:\.\d{1,2})*|(?:\b(?:ISO(?:/IEC)?|IATF|OHSAS|AS|EN)\s?)?(?<![\d.:])\d{4,5}(?:-\d)?)"
)
_LINK = r"\s*(?:\bis to\b|\bis for\b|\bis about\b|\bis\b|=|:|-+)\s*"
_GAP = re.compile(rf"{_THING}{_LINK}(?:\?|_+|\.{{2,}}|…)", re.I)
# A pair that shows how they belong together; "9001:2015" is none.
_GIVEN = re.compile(rf"{_THING}{_LINK}(?:the )?[a-z]", re.I)


def gaps(text: str) -> list[str]:
    """A question for each gap that a given pair explains; empty where there is no such pair or gap.

    >>> gaps("ISO 22000 : food safety = ISO 50001 : ?"), gaps("Clause 7 is to support what clause 9 is to ____")
    (['What is ISO 50001 about?'], ['What is clause 9 about?'])
    >>> gaps("ISO 9001:2015 = ISO 9001:2008 plus risk?"), gaps("What is ISO 9001?")
    ([], [])
    """
    asked = [found["thing"] for found in _GAP.finditer(text)]
    named = [thing if re.match(r"[a-z]", thing, re.I) else f"ISO {thing}" for thing in asked]
    return [f"What is {thing} about?" for thing in named] if _GIVEN.search(text) else []
