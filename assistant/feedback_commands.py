"""`iso-assistant feedback …`: what people said about answers, as drafts of eval cases."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.feedback import FeedbackStore, case_drafts, feedback_file
from assistant.settings import Settings


def add_to(commands: Any) -> None:
    """Add `feedback` and its command to a parser."""
    feedback = commands.add_parser("feedback", help="use what people said about answers on the page")
    inner = feedback.add_subparsers(required=True, metavar="COMMAND")
    export = inner.add_parser(
        "export",
        help="drafts of eval cases, as YAML",
        description="Prints a draft of an eval case for each answer that was called not helpful.",
    )
    export.add_argument("--file", metavar="F", help="file of the feedback (default: the one that the page writes)")
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    """Drafts on stdout and their number on stderr; without complaints there is nothing on stdout."""
    file = _file(options.file)
    feedback = list(FeedbackStore(file))
    complaints = sum(not item.helpful for item in feedback)
    if complaints:
        print(case_drafts(feedback), end="")
    print(
        f"iso-assistant: {file}: {len(feedback)} judgements, {complaints} of them “not helpful”"
        + ("; replace every TODO by what a right answer holds." if complaints else "; there is nothing to draft."),
        file=sys.stderr,
    )
    return 0


def _file(named: str | None) -> Path:
    """The file of feedback. Raises SettingsError when feedback is off or nobody gave any yet."""
    file = feedback_file(Settings.from_environment(feedback=named).feedback)
    if file is None:
        raise SettingsError("feedback is switched off, so there is none; name a file with --file.")
    if not file.is_file():
        raise SettingsError(
            f"{file}: there is no feedback yet; it comes from the thumbs below answers on the chat page, "
            "or name another file with --file."
        )
    return file
