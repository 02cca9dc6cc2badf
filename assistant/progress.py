"""A progress bar on stderr for long work; silent when nothing has to be done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A function to be told (done, total); the bar appears at the first call and is closed at the end."""
    shown: list[Any] = []

    def tell(done: int, total: int) -> None:
        if not shown and total:
            from tqdm import tqdm

            shown.append(tqdm(total=total, desc=title, unit=" texts", file=sys.stderr, mininterval=0.5))
        if shown:
            shown[0].update(done - shown[0].n)

    try:
        yield tell
    finally:
        for item in shown:
            item.close()
