"""What a person types into the search of the library, set against its entries: which match, and which come first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Numbers keep their inner dots and colons: "8.5.1" is one clause, "9001:2026" one edition.
_WORD = re.compile(r"\d+(?:[.:]\d+)*|[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: small, designations taken apart however they are written.

    >>> words_of("ISO9001:2026"), words_of("fact:iso-9002-status")
    (['iso', '9001:2026'], ['fact', 'iso', '9002', 'status'])
    """
    return _WORD.findall(text.lower())


@dataclass(frozen=True, slots=True)
class Findable:
    """The texts of an entry, from what names it to what merely mentions it, as words."""

    identity: tuple[str, ...]
    layers: tuple[str, ...]

    @classmethod
    def of(cls, identity: str, *layers: str) -> Findable:
        """An entry of that id; of `layers` each also holds those before it, and its id comes last."""
        texts = [" ".join(layers[: number + 1]) for number in range(len(layers))]
        texts.append(" ".join([*layers, identity]))
        return cls(tuple(words_of(identity)), tuple(_comparable(text) for text in texts))

    def rank(self, sought: Sequence[str]) -> tuple[int, int] | None:
        """Where an entry belongs, its very id first; None when a word is nowhere in it."""
        if tuple(sought) in {self.identity, self.identity[1:]}:
            return 0, 0
        for number, text in enumerate(self.layers, 1):
            if all(f" {word}" in text for word in sought):
                # What is about nothing else goes before what is about several things.
                return number, len(text) if number == 1 else 0
        return None


def _comparable(text: str) -> str:
    """Each word of a text after a space, so that the beginning of a word is found; of editions also the parts."""
    found = words_of(text)
    parts = [part for word in found if ":" in word for part in word.split(":")]
    return " " + " ".join([*found, *parts])
