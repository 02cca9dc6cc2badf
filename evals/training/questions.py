"""Questions of strangers, labelled: who wrote them had seen neither the facts nor the cases, who labels them has seen the facts.

The small models are fitted on seven in ten of them; the rest, `unseen`, is only measured on. They are no cases: nothing is
gated on them, and no case was made from them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.library import Library
from assistant.types import Reason
from assistant.yaml_files import YamlFile
from evals.cases import CasesError, Name

FOLDER = Path(__file__).resolve().parent / "questions"
UNSEEN_PERCENT = 30


class StrangersQuestion(BaseModel):
    """One question and what is known of its right answer; what is arguable is left open (None)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    # Each of them alone states the core of the answer, the best first; none when the library does not answer it.
    facts: tuple[Name, ...] = ()
    # Whether something it takes for granted is false, so that this has to be said first.
    false_premise: bool | None = None
    answer: Literal["yes", "no"] | None = None
    refused: Reason | None = None

    @property
    def unseen(self) -> bool:
        """Whether nothing is fitted on it."""
        return int(hashlib.sha256(self.question.encode()).hexdigest(), 16) % 100 < UNSEEN_PERCENT


class _QuestionsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    questions: list[Any] = Field(min_length=1)


def load_questions(library: Library, folder: Path = FOLDER) -> list[StrangersQuestion]:
    """All of them, in the order of the files. Raises CasesError with every problem (`file:line: …`)."""
    problems: list[str] = []
    questions: list[StrangersQuestion] = []
    for path in sorted(folder.glob("*.yaml")):
        file = YamlFile(path, f"{folder.name}/{path.name}")
        top, found = file.parse(_QuestionsFile, file.content, [])
        problems += found
        for position, content in enumerate(top.questions if top else []):
            place: list[str | int] = ["questions", position]
            question, found = file.parse(StrangersQuestion, content, place)
            problems += found
            if question is None:
                continue
            problems += [
                f"{file.place(place)}: there is no fact {name!r} in the library."
                for name in question.facts
                if name not in library.facts_by_id
            ]
            questions.append(question)
    if problems or not questions:
        raise CasesError("\n".join(problems) or f"{folder}: holds no questions.")
    return questions
