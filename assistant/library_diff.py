"""What changed in the knowledge since a git revision, and which answers change with it."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from dataclasses import replace
from pathlib import Path

import yaml

from assistant.errors import QuestionError
from assistant.library import Library, load_library, read_library
from assistant.settings import Settings
from assistant.types import Fact


def compare_with(settings: Settings, revision: str, answers: bool = True) -> str:
    """Facts added, changed and retired since `revision`, and the eval questions answered differently, as text.

    Raises QuestionError when git does not know the revision.
    """
    now = load_library(settings.knowledge)
    with tempfile.TemporaryDirectory() as scratch:
        before_folder = _checkout(settings.knowledge, revision, Path(scratch))
        before, _ = read_library(before_folder)
        lines = _facts(before, now)
        if answers:
            before_settings = replace(settings, knowledge=before_folder, index=Path(scratch) / "index")
            lines += _answers(before_settings, settings)
    return "\n".join(lines)


def _checkout(knowledge: Path, revision: str, scratch: Path) -> Path:
    command = ["git", "-C", str(knowledge), "archive", "--format=tar", revision, "--", "."]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise QuestionError(f"{revision}: git cannot show the knowledge of that revision ({' '.join(reason)}).")
    folder = scratch / "knowledge"
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _facts(before: Library, now: Library) -> list[str]:
    old, new = before.facts_by_id, now.facts_by_id
    added = [new[name] for name in sorted(new.keys() - old.keys())]
    retired = [old[name] for name in sorted(old.keys() - new.keys())]
    changed = [
        (old[name], new[name]) for name in sorted(old.keys() & new.keys()) if _content(old[name]) != _content(new[name])
    ]
    lines = [f"facts: {len(added)} added, {len(changed)} changed, {len(retired)} retired"]
    lines += [f"+ {fact.id}: {fact.statement}" for fact in added]
    for one, other in changed:
        if one.statement != other.statement:
            lines += [f"~ {one.id}", f"    was {one.statement}", f"    now {other.statement}"]
        else:
            lines.append(f"~ {one.id}: dates, phrasings or references")
    lines += [f"- {fact.id}: {fact.statement}" for fact in retired]
    return lines


def _content(fact: Fact) -> Fact:
    return replace(fact, place="")


def _answers(before: Settings, now: Settings) -> list[str]:
    from assistant import Assistant

    questions = _eval_questions(now.knowledge.parent / "evals" / "cases")
    if not questions:
        return ["answers: no eval questions found beside the knowledge"]
    old, new = Assistant.open(before), Assistant.open(now)
    lines = []
    for question, history, as_of in questions:
        one, other = old.ask(question, history, as_of), new.ask(question, history, as_of)
        if (one.text, one.verdict) != (other.text, other.verdict):
            lines += [f"? {question}", f"    was {one.text}", f"    now {other.text}"]
    return [f"answers: {len(lines) // 3} of {len(questions)} eval questions are answered differently", *lines]


def _eval_questions(folder: Path) -> list[tuple[str, list[str], str | None]]:
    questions = []
    for path in sorted(folder.glob("*.yaml")):
        for case in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("cases", []):
            as_of = case.get("as_of")
            questions.append((case["question"], case.get("history") or [], str(as_of) if as_of else None))
    return questions
