"""Answers questions on ISO management-system standards from a curated library; every statement is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.runnable import Assistant
    from assistant.settings import Settings
    from assistant.types import Answer

__all__ = ["Answer", "Assistant", "Settings"]
_HOMES = {"Assistant": "assistant.runnable", "Settings": "assistant.settings", "Answer": "assistant.types"}


def __getattr__(name: str) -> Any:
    """The public names, imported when first used, so that a light command stays light."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
