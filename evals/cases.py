"""Cases as data: what is asked, what is expected, and in which split a case lies; read and checked with file and line."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.errors import AssistantError, KnowledgeError
from assistant.library import Library
from assistant.library_files import ID, parse_day
from assistant.types import Reason, Verdict
from assistant.yaml_files import YamlFile

FOLDER = Path(__file__).resolve().parent / "cases"
TUNE_SHARE = 0.4
ANSWERING = ("answered", "premise_corrected")

Split = Literal["tune", "report"]


class CasesError(AssistantError):
    """Cases that cannot be used; the message starts with `file:line:`."""


class UsageError(AssistantError):
    """An option of the evals that names what does not exist."""


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int | float) else value


def _as_group(value: Any) -> Any:
    return (_as_text(value),) if not isinstance(value, list | tuple) else value


def _as_flat(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [item for entry in value for item in (entry if isinstance(entry, list) else [entry])]


def _as_polarity(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


Alias = Annotated[str, BeforeValidator(_as_text), Field(min_length=1, max_length=200)]
Aliases = Annotated[tuple[Alias, ...], BeforeValidator(_as_group), Field(min_length=1)]
Patterns = Annotated[tuple[Alias, ...], BeforeValidator(_as_flat)]
Name = Annotated[str, Field(pattern=ID)]


class Case(BaseModel):
    """One question with everything that is known about its right answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Name
    question: str = Field(min_length=2, max_length=4000)
    history: tuple[str, ...] = ()
    as_of: Annotated[date | None, BeforeValidator(lambda value: value if value is None else parse_day(value))] = None
    verdicts: tuple[Verdict, ...] = Field(("answered",), min_length=1)
    reasons: tuple[Reason, ...] = ()
    key_facts: tuple[Aliases, ...] = ()
    forbidden: Patterns = ()
    polarity: Annotated[Literal["yes", "no"] | None, BeforeValidator(_as_polarity)] = None
    facts: tuple[Name, ...] = ()
    facts_all: tuple[Name, ...] = ()
    facts_not: tuple[Name, ...] = ()
    disputes: tuple[str, ...] | Literal["none"] | None = None
    standalone: tuple[Alias, ...] = ()
    tags: tuple[Name, ...] = ()
    severity: Literal["must", "should"] = "should"
    cluster: Name | None = None
    place: str = Field("", exclude=True)
    # The question as it was first written, of a case that asks it otherwise.
    written: str | None = Field(None, exclude=True)

    @model_validator(mode="after")
    def _expects_something(self) -> Case:
        if all(verdict in ANSWERING for verdict in self.verdicts) and not (
            self.key_facts or self.facts or self.facts_all
        ):
            raise ValueError(
                "an answered case needs key_facts or facts: its verdict alone says nothing about the answer"
            )
        if self.standalone and not self.history:
            raise ValueError("standalone is for follow-ups; give the earlier turns in history")
        if self.reasons and "abstained" not in self.verdicts:
            raise ValueError("reasons are for cases whose verdicts include abstained")
        return self

    @property
    def answerable(self) -> bool:
        """Whether an answer is expected, not a refusal, a question back or small talk."""
        return any(verdict in ANSWERING for verdict in self.verdicts)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The facts that may carry the answer, the primary one first."""
        return tuple(dict.fromkeys((*self.facts, *self.facts_all)))

    @property
    def group(self) -> str:
        """The cluster of paraphrases this case belongs to; itself when there is none."""
        return self.cluster or self.id

    @property
    def split(self) -> Split:
        """`tune` for about 40 %, else `report`, by the primary fact, so that no fact is tuned on and reported."""
        key = self.wanted[0] if self.wanted else self.group
        share = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") / 2**32
        return "tune" if share < TUNE_SHARE else "report"


class _CasesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cases: list[Any] = Field(min_length=1)


def read_cases(folder: Path = FOLDER, library: Library | None = None) -> tuple[list[Case], list[str]]:
    """The cases of `folder` in order of id, and every problem (`file:line: …`); with `library`, ids are looked up too."""
    problems: list[str] = []
    cases: list[Case] = []
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        return [], [f"{folder}: holds no cases; expected {folder.name}/*.yaml."]
    for path in paths:
        try:
            file = YamlFile(path, f"{folder.name}/{path.name}")
        except KnowledgeError as error:
            problems.append(str(error))
            continue
        top, found = file.parse(_CasesFile, file.content, [])
        problems += found
        for position, content in enumerate(top.cases if top else []):
            case, found = file.parse(Case, content, ["cases", position])
            problems += found
            if case is not None:
                cases.append(case.model_copy(update={"place": file.place(["cases", position])}))
    problems += _repeated(cases)
    if library is not None:
        problems += [problem for case in cases for problem in _unknown(case, library)]
    return sorted(cases, key=lambda case: case.id), problems


def load_cases(folder: Path = FOLDER, library: Library | None = None) -> list[Case]:
    """The cases of `folder`, in order of id. Raises CasesError with every problem, a line each."""
    cases, problems = read_cases(folder, library)
    if problems:
        raise CasesError("\n".join(problems))
    return cases


def _repeated(cases: Sequence[Case]) -> list[str]:
    problems = []
    ids: dict[str, str] = {}
    asked: dict[tuple[object, ...], Case] = {}
    for case in cases:
        if case.id in ids:
            problems.append(f"{case.place}: id {case.id!r} is already used at {ids[case.id]}; ids must be unique.")
        ids.setdefault(case.id, case.place)
        key = (case.question.casefold(), case.history, case.as_of)
        if key in asked and asked[key].id != case.id:
            problems.append(f"{case.place}: {case.id} asks the same as {asked[key].id} at {asked[key].place}.")
        asked.setdefault(key, case)
    return problems


def _unknown(case: Case, library: Library) -> list[str]:
    problems = []
    for name in (*case.facts, *case.facts_all, *case.facts_not):
        if name not in library.facts_by_id:
            near = difflib.get_close_matches(name, library.facts_by_id, n=1, cutoff=0.5)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            problems.append(f"{case.place}: {case.id}: there is no fact {name!r} in the library.{hint}")
    articles = {article.id for article in library.articles}
    for name in case.disputes if isinstance(case.disputes, tuple) else ():
        if name not in articles and name not in library.claims_by_passage_id:
            problems.append(
                f"{case.place}: {case.id}: there is no article or claim {name!r}; write an article's id "
                "or source:ARTICLE#cN."
            )
    return problems
