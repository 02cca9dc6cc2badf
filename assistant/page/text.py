"""The words of the page in each language: `words("de")["ask"]`; static labels only, answers stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("en", "de", "es", "fr")
Words = Mapping[str, str]


@cache
def words(language: str) -> Words:
    """The words of `language`, one of LANGUAGES; what is not translated is English."""
    path = Path(__file__).parent / "languages" / f"{language}.yaml"
    own = yaml.safe_load(path.read_text(encoding="utf-8"))
    return own if language == "en" else {**words("en"), **own}


def preferred_language(accept_language: str | None) -> str:
    """The first of LANGUAGES in an Accept-Language header, by its weights; English when there is none.

    >>> preferred_language("it, de-AT;q=0.8, en;q=0.5")
    'de'
    """
    wanted = []
    for position, part in enumerate((accept_language or "").split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), position, name[:2].lower()))
        except ValueError:
            continue
    return next((name for _, _, name in sorted(wanted) if name in LANGUAGES), "en")
