"""An answer as plain text for a terminal."""

from __future__ import annotations

from assistant.types import Answer


def as_terminal(answer: Answer) -> str:
    """The answer, what disputes it, and its numbered sources, ready to print."""
    lines = [answer.text, ""]
    for dispute in answer.disputes:
        lines += [f"! {dispute.title} says otherwise ({dispute.verdict}): “{dispute.claim}”", f"  {dispute.why}"]
    if answer.disputes:
        lines.append("")
    for citation in answer.citations:
        lines.append(
            f"[{citation.number}] {citation.title} ({citation.passage_id}), verified {citation.verified_on or 'never'}"
        )
        lines += [f"    {address}" for address in citation.references[:2]]
    lines += [f"Note: {note}" for note in answer.notes]
    if answer.composer != "default":
        lines.append(f"Worded by {answer.composer.removeprefix('llm:')}, checked against the library.")
    lines.append(
        f"As of {answer.as_of} · {answer.verdict}{f' ({answer.reason})' if answer.reason else ''} · library {answer.library}"
    )
    return "\n".join(lines)
