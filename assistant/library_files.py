"""How the library is written: the schema of `knowledge/`, and its files read and checked against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl

from assistant.errors import KnowledgeError
from assistant.library import Library, content_hash, yaml_files
from assistant.types import Article, Boundary, Confidence, Fact, Mark, Reason, Reference, SourceClaim, Standing, Support
from assistant.yaml_files import YamlFile

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Text = Annotated[str, Field(min_length=3, max_length=1200)]


def parse_day(value: Any) -> date:
    """The day that `value` names; a year or a month stands for its first day.

    >>> parse_day("2026-05"), parse_day(1987)
    (datetime.date(2026, 5, 1), datetime.date(1987, 1, 1))
    """
    if isinstance(value, date):
        return value
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(value))
    if not match:
        raise ValueError("not a day; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return date(year, month, day)


Day = Annotated[date, BeforeValidator(parse_day)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class _ReferenceEntry(_Entry):
    address: HttpUrl
    shows: Text


class FactEntry(_Entry):
    """A fact as it is written in `knowledge/facts/*.yaml`."""

    id: str = Field(pattern=ID, description="speaking id, unique in the library")
    subject: Text = Field(description="the standard, body or term that the statement is about")
    attribute: Text = Field(description="what the statement says of the subject")
    statement: Text = Field(description="one self-contained statement in own words")
    value: Any = Field(None, description="the key figure, date or list")
    valid_from: Day | None = Field(None, description="first day on which the statement holds")
    valid_to: Day | None = Field(None, description="first day on which it no longer holds")
    certificates_until: Day | None = Field(None, description="of an edition: last day of certificates to it")
    asked_as: list[Text] = Field(default_factory=list, description="questions that the statement answers")
    asked_yes: list[Text] = Field(default_factory=list, description="questions answered with yes")
    asked_no: list[Text] = Field(default_factory=list, description="questions answered with no")
    corrects: list[Text] = Field(default_factory=list, description="false premises that the statement refutes")
    group: str | None = Field(None, pattern=ID, description="facts of a group say the same thing")
    note: Text | None = None
    references: list[_ReferenceEntry] = Field(description="public pages, primary ones first")
    support: Support = Field(description="what the references show: direct, partly or topic")
    verified_on: Day
    review_by: Day
    confidence: Confidence


class _FactsFile(_Entry):
    facts: list[Any]


class ClaimEntry(_Entry):
    """A claim as it is written in `knowledge/sources/*.yaml`."""

    id: str = Field(pattern=r"^c\d+$")
    claim: Text
    verdict: Standing
    refuted_by: list[str] = Field(default_factory=list, description="ids of the facts that say otherwise")
    why: Text = Field(description="one sentence: why the fact is preferred")
    references: list[HttpUrl] = Field(default_factory=list)


class _ArticleFile(_Entry):
    id: str = Field(pattern=ID)
    title: Text
    publisher: Text
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    claims: list[Any]


class BoundaryEntry(_Entry):
    """A kind of question that is refused, as written in `knowledge/boundaries.yaml`."""

    id: str = Field(pattern=ID)
    reason: Reason | None = Field(None, description="why it is refused; none for small talk")
    verdict: Literal["abstained", "small_talk"] = "abstained"
    mark: Mark | None = Field(None, description="what a question has to bear to be of this kind")
    says: Text
    examples: list[Text] = Field(min_length=1)


class _BoundariesFile(_Entry):
    boundaries: list[Any]


def read(folder: Path) -> tuple[Library, list[str]]:
    """What can be read of `folder`, and every problem of form met on the way (`file:line: …`)."""
    problems: list[str] = []
    facts: list[Fact] = []
    articles: list[Article] = []
    boundaries: list[Boundary] = []
    for path in yaml_files(folder):
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            file = YamlFile(path, shown)
        except KnowledgeError as error:
            problems.append(str(error))
            continue
        if path.parent.name == "facts":
            facts += _read_facts(file, path.stem, problems)
        elif path.parent.name == "sources":
            articles += _read_article(file, problems)
        elif path.name == "boundaries.yaml":
            boundaries += _read_boundaries(file, problems)
    problems += _duplicates((fact.id, fact.place) for fact in facts)
    problems += _duplicates((article.id, f"{folder.name}/sources") for article in articles)
    if not facts:
        problems.append(f"{folder}: holds no facts; expected {folder.name}/facts/*.yaml.")
    return Library(tuple(facts), tuple(articles), tuple(boundaries), content_hash(folder)), problems


def _duplicates(entries: Iterable[tuple[str, str]]) -> list[str]:
    seen: dict[str, str] = {}
    problems = []
    for name, place in entries:
        if name in seen:
            problems.append(f"{place}: id {name!r} is already used at {seen[name]}; ids must be unique.")
        seen.setdefault(name, place)
    return problems


def _top(file: YamlFile, model: type[Any], problems: list[str]) -> Any:
    parsed, found = file.parse(model, file.content, [])
    problems += found
    return parsed


def _read_facts(file: YamlFile, family: str, problems: list[str]) -> Iterable[Fact]:
    top = _top(file, _FactsFile, problems)
    for position, content in enumerate(top.facts if top else []):
        entry, found = file.parse(FactEntry, content, ["facts", position])
        problems += found
        if entry is not None:
            yield _fact(entry, family, file.place(["facts", position]))


def _fact(entry: FactEntry, family: str, place: str) -> Fact:
    return Fact(
        id=entry.id,
        subject=entry.subject,
        attribute=entry.attribute,
        statement=entry.statement,
        references=tuple(Reference(str(item.address), item.shows) for item in entry.references),
        verified_on=entry.verified_on,
        review_by=entry.review_by,
        confidence=entry.confidence,
        support=entry.support,
        value=entry.value,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        certificates_until=entry.certificates_until,
        asked_as=tuple(entry.asked_as),
        asked_yes=tuple(entry.asked_yes),
        asked_no=tuple(entry.asked_no),
        corrects=tuple(entry.corrects),
        group=entry.group,
        note=entry.note,
        family=family,
        place=place,
    )


def _read_article(file: YamlFile, problems: list[str]) -> Iterable[Article]:
    top = _top(file, _ArticleFile, problems)
    if top is None:
        return
    claims = []
    for position, content in enumerate(top.claims):
        entry, found = file.parse(ClaimEntry, content, ["claims", position])
        problems += found
        if entry is not None:
            addresses = tuple(str(address) for address in entry.references)
            place = file.place(["claims", position])
            refuted = tuple(entry.refuted_by)
            claims.append(SourceClaim(entry.id, entry.claim, entry.verdict, entry.why, addresses, refuted, place))
    problems += _duplicates((claim.id, claim.place) for claim in claims)
    yield Article(top.id, top.title, top.publisher, top.sha256, tuple(claims))


def _read_boundaries(file: YamlFile, problems: list[str]) -> Iterable[Boundary]:
    top = _top(file, _BoundariesFile, problems)
    for position, content in enumerate(top.boundaries if top else []):
        entry, found = file.parse(BoundaryEntry, content, ["boundaries", position])
        problems += found
        if entry is not None:
            place = file.place(["boundaries", position])
            yield Boundary(entry.id, entry.says, tuple(entry.examples), entry.reason, entry.verdict, place, entry.mark)
