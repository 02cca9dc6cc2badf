"""What is worked out from the library before the first question, kept beside the index so that a start need not repeat it.

A kept value is only as good as the code that worked it out: its file is named after a hash of that code, and a file that
is missing, damaged or of other code is worked out and written anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from assistant.types import Fact

Value = TypeVar("Value")
NO_FACTS: Mapping[str, Fact] = {}

# What a kept file may be made of besides classes of this package. A file that names anything else is not read, so nobody
# who can write to the cache can make a start run code of theirs.
_PLAIN = frozenset(
    {
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("collections", "defaultdict"),
        ("builtins", "dict"),
        ("builtins", "list"),
        ("datetime", "date"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.numeric", "_frombuffer"),
        ("numpy.core.numeric", "_frombuffer"),
    }
)
_OURS = frozenset(
    {
        ("assistant.ledger", "Ledger"),
        ("assistant.library", "Library"),
        ("assistant.ledger", "Edition"),
        ("assistant.exactness", "FactProfile"),
        ("assistant.spelling", "Spelling"),
        ("assistant.types", "Article"),
        ("assistant.types", "Boundary"),
        ("assistant.types", "Fact"),
        ("assistant.types", "Reference"),
        ("assistant.types", "SourceClaim"),
        ("assistant.words", "WordIndex"),
    }
)


class _Writer(pickle.Pickler):
    """Writes the given facts by their ids: whoever reads has them already."""

    def __init__(self, file: io.BytesIO, facts: Mapping[str, Fact]) -> None:
        super().__init__(file, protocol=5)
        self._facts = facts

    def persistent_id(self, thing: Any) -> str | None:
        return thing.id if isinstance(thing, Fact) and thing.id in self._facts else None


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, facts: Mapping[str, Fact]) -> None:
        super().__init__(file)
        self._facts = facts

    def persistent_load(self, name: Any) -> Fact:
        return self._facts[name]

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN | _OURS:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a kept file")
        return super().find_class(module, name)


@cache
def code_hash() -> str:
    """The first digits of SHA-256 over the modules of this package."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def keep(folder: Path, name: str, make: Callable[[], Value], facts: Mapping[str, Fact] = NO_FACTS) -> Value:
    """What `make` gives: read from `folder` where it is kept, else worked out and, if possible, kept there.

    `facts` by id are those that reader and writer share; they are not written again.
    """
    path = folder / f"{name}-{code_hash()}.pickle"
    try:
        value: Value = _Reader(io.BytesIO(path.read_bytes()), facts).load()
        return value
    except (OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, ImportError, pickle.UnpicklingError):
        value = make()
    buffer = io.BytesIO()
    _Writer(buffer, facts).dump(value)
    # A folder that cannot be written costs the next start a second, no more.
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        for older in folder.glob(f"{name}-*.pickle"):
            older.unlink(missing_ok=True)
        unfinished = folder / f".{name}-{os.getpid()}"
        unfinished.write_bytes(buffer.getvalue())
        unfinished.replace(path)
    return value
