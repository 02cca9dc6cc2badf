"""`iso-assistant library …`: look into the knowledge, check it, and see what changed."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from typing import Any

from assistant.curation import check_library
from assistant.errors import QuestionError
from assistant.ledger import Ledger
from assistant.library import Library, load_library
from assistant.settings import Settings
from assistant.standards import find_designations, standard_name
from assistant.types import Article


def add_to(commands: Any) -> None:
    """Add `library` and its commands to a parser."""
    library = commands.add_parser("library", help="look into the knowledge and check it")
    inner = library.add_subparsers(required=True, metavar="COMMAND")

    listing = inner.add_parser("list", help="facts and articles, one a line")
    listing.add_argument("--standard", help="only what speaks of this standard, such as 14001")
    listing.set_defaults(run=_list)

    show = inner.add_parser("show", help="a fact, a claim or a whole article")
    show.add_argument(
        "id", help="an id as `list` or an answer shows it, such as fact:iso-9002-status or an article's id"
    )
    show.add_argument("--json", action="store_true", help="print a passage as JSON")
    show.set_defaults(run=_show)

    check = inner.add_parser("check", help="report every problem of the knowledge at once")
    check.set_defaults(run=_check)

    sync = inner.add_parser("sync", help="bring the index up to date with the knowledge")
    sync.set_defaults(run=_sync)

    timeline = inner.add_parser("timeline", help="when each edition was current, in transition, withdrawn")
    timeline.add_argument("standard", nargs="?", help="such as 9001 or 'ISO 14001'; all when left out")
    timeline.set_defaults(run=_timeline)

    diff = inner.add_parser(
        "diff", help="facts added, changed and retired since a git revision, and the answers that change"
    )
    diff.add_argument("revision", help="such as HEAD~1, a tag or a branch")
    diff.add_argument("--no-answers", action="store_true", help="only the facts; do not ask the eval questions")
    diff.set_defaults(run=_diff)

    schema = inner.add_parser("schema", help="print the JSON Schema of a fact file, for an editor's completion")
    schema.set_defaults(run=_schema)


def _library() -> Library:
    return load_library(Settings.from_environment().knowledge)


def _list(options: argparse.Namespace) -> int:
    library = _library()
    wanted = None
    if options.standard:
        mentions = find_designations(options.standard, Ledger(library.facts).known)
        if not mentions:
            raise QuestionError(
                f"--standard: found {options.standard!r}; expected a standard such as 9001 or 'ISO 14001'."
            )
        wanted = mentions[0].designation.key
    for fact in library.facts:
        keys = {mention.designation.key for mention in find_designations(f"{fact.subject}. {fact.statement}")}
        if wanted is None or wanted in keys:
            print(f"{fact.passage_id}\t{fact.statement}")
    for article in library.articles:
        verdicts = Counter(claim.verdict for claim in article.claims)
        print(
            f"{article.id}\t{article.title}: " + ", ".join(f"{count} {name}" for name, count in verdicts.most_common())
        )
    return 0


def _show(options: argparse.Namespace) -> int:
    library = _library()
    article = next((item for item in library.articles if options.id in {item.id, f"source:{item.id}"}), None)
    if article is not None:
        _print_article(article)
        return 0
    passage = library.passage(options.id) or library.passage(f"fact:{options.id}")
    if passage is None:
        raise QuestionError(
            f"{options.id}: there is no such passage; `iso-assistant library list` shows what there is."
        )
    if options.json:
        data: dict[str, object] = {
            "id": passage.id,
            "kind": passage.kind,
            "title": passage.title,
            "text": passage.text,
            "standing": passage.standing,
        }
        data |= {"references": list(passage.references), "note": passage.note}
        data["verified_on"] = passage.verified_on.isoformat() if passage.verified_on else None
        print(json.dumps(data, ensure_ascii=False))
        return 0
    print(f"{passage.id}  ({passage.kind}, {passage.standing})\n{passage.title}\n\n{passage.text}\n")
    if passage.note:
        print(f"note: {passage.note}")
    fact = library.facts_by_id.get(passage.id.removeprefix("fact:"))
    if fact is not None:
        print(
            f"confidence: {fact.confidence} ({fact.support} support), verified {fact.verified_on}, review by {fact.review_by}"
        )
        for reference in fact.references:
            print(f"  {reference.address}\n    shows {reference.shows}")
    else:
        print("\n".join(f"  {address}" for address in passage.references))
    return 0


def _print_article(article: Article) -> None:
    from textwrap import wrap

    print(f"{article.title}\n{article.publisher} · SHA-256 {article.sha256}\n")
    for claim in article.claims:
        lines = wrap(claim.claim, 62) or [""]
        print(f"{claim.id:>4}  {claim.verdict:<18} {lines[0]}")
        for line in lines[1:]:
            print(" " * 25 + line)
        if claim.verdict != "correct":
            for line in wrap(claim.why, 62, initial_indent="→ ", subsequent_indent="  "):
                print(" " * 25 + line)
            if claim.refuted_by:
                print(" " * 25 + "  " + ", ".join(claim.refuted_by))


def _check(options: argparse.Namespace) -> int:
    folder = Settings.from_environment().knowledge
    report = check_library(folder, date.today())
    for problem in report.problems:
        print(f"problem  {problem}")
    for warning in report.warnings:
        print(f"warning  {warning}")
    library = report.library
    claims = sum(len(article.claims) for article in library.articles)
    confidence = Counter(fact.confidence for fact in library.facts)
    shares = ", ".join(f"{count} {name}" for name, count in confidence.most_common())
    print(f"{len(library.facts)} facts ({shares}), {len(library.articles)} articles with {claims} claims, "
          f"{len(library.boundaries)} boundaries: {len(report.problems)} problems, {len(report.warnings)} warnings.")  # fmt: skip
    return 1 if report.problems else 0


def _sync(options: argparse.Namespace) -> int:
    from assistant import Assistant
    from assistant.progress import bar

    settings = Settings.from_environment()
    with bar("Building the index") as progress:
        iso = Assistant.open(settings, progress)
    print(f"The index of library {iso.library.hash} with {len(iso.index.phrases)} texts is in {settings.index}.")
    return 0


def _timeline(options: argparse.Namespace) -> int:
    ledger = Ledger(_library().facts)
    keys = sorted(ledger.editions)
    if options.standard:
        mentions = find_designations(options.standard, ledger.known)
        keys = [mention.designation.key for mention in mentions if mention.designation.key in ledger.editions]
        if not keys:
            raise QuestionError(f"{options.standard}: the library has no editions of it; without a name all are shown.")
    today = date.today()
    for key in keys:
        print(standard_name(key))
        for edition in ledger.editions[key]:
            until = str(edition.current_to) if edition.current_to else "today"
            line = f"  {edition.year}  current {edition.current_from} to {until:<10}"
            if edition.certificates_until:
                line += f"  certificates until {edition.certificates_until}"
            print(f"{line}  {edition.status_on(today)}")
    return 0


def _diff(options: argparse.Namespace) -> int:
    from assistant.library_diff import compare_with

    print(compare_with(Settings.from_environment(), options.revision, answers=not options.no_answers))
    return 0


def _schema(options: argparse.Namespace) -> int:
    from assistant.library_files import FactEntry

    schema = FactEntry.model_json_schema(ref_template="#/$defs/{model}")
    definitions = schema.pop("$defs", {})
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["facts"],
        "additionalProperties": False,
        "properties": {"facts": {"type": "array", "items": schema}},
        "$defs": definitions,
    }
    print(json.dumps(whole, indent=2))
    return 0
