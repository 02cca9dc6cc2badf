"""The command line; wires real parts by plain construction. Answers go to stdout, everything else to stderr."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TextIO

from assistant import feedback_commands, library_commands
from assistant.errors import AssistantError, QuestionError, SettingsError
from assistant.progress import bar
from assistant.settings import THEMES, Settings

DESCRIPTION = "Answers questions on ISO management-system standards; every statement is cited."
EXAMPLES = """examples:
  iso-assistant chat                                      open the chat page on http://127.0.0.1:7860
  iso-assistant ask "Can we still get certified to ISO 9002?"
  iso-assistant ask --as-of 1998-05-01 --json "Can we be certified to ISO 9002?"
  iso-assistant ask --batch questions.jsonl --json        one JSON object a line in, one a line out
  iso-assistant ask --llm openai:gpt-5.5 "Why ISO 9001?"  worded by a language model, checked against the library
  iso-assistant library check                             is everything in knowledge/ as it should be?
  iso-assistant library timeline "ISO 9001"               when was each edition current?
  iso-assistant verify answer.json                        does an exported answer still hold?
  iso-assistant feedback export > drafts.yaml             what people found wanting, as drafts of eval cases

settings: every option can be set as a variable, for example ISO_ASSISTANT_PORT=8080 or ISO_ASSISTANT_INDEX=/var/cache/iso.
exit status: 0 for every answer (a refusal is one) · 1 a failure · 2 wrong usage or bad input"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of one command."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (QuestionError, SettingsError) as error:
        print(f"iso-assistant: {error}", file=sys.stderr)
        return 2
    except AssistantError as error:
        print(f"iso-assistant: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\niso-assistant: stopped; nothing was lost.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iso-assistant",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    chat = commands.add_parser(
        "chat", help="open the chat page", description="Opens the chat page and serves it until Ctrl-C."
    )
    chat.add_argument("--host", help="address to listen on (default 127.0.0.1: only this machine)")
    chat.add_argument("--port", type=int, help="port to listen on (default 7860)")
    chat.add_argument("--root-path", help="path prefix behind a reverse proxy, such as /iso")
    chat.add_argument("--auth-file", help="file of users, one user:hash a line; see hash-password")
    chat.add_argument("--auth-header", help="header in which a trusted reverse proxy names the user")
    chat.add_argument("--feedback", help="file for feedback from the page; 'off' keeps none")
    chat.add_argument("--theme", choices=THEMES, help="looks until a person chooses (default system)")
    chat.add_argument(
        "--questions-per-minute", type=int, metavar="N", help="most of one visitor (default 30; 0: no limit)"
    )
    chat.add_argument("--questions-at-once", type=int, metavar="N", help="most of one visitor (default 3; 0: no limit)")
    chat.add_argument("--mcp", action="store_true", default=None, help="also serve the Model Context Protocol")
    _add_model(chat)
    chat.set_defaults(run=_chat)

    ask = commands.add_parser("ask", help="answer a question", description="Answers one question, or a batch of them.")
    ask.add_argument("question", nargs="?", help="the question; quote it")
    ask.add_argument("--json", action="store_true", help="print the answer as one JSON object a line")
    ask.add_argument("--as-of", metavar="YYYY-MM-DD", help="answer for this day instead of today")
    ask.add_argument(
        "--batch", metavar="FILE", help='JSON lines such as {"id": "x1", "question": "..."}; - reads stdin'
    )
    _add_model(ask)
    ask.set_defaults(run=_ask)

    verify = commands.add_parser(
        "verify", help="re-check an exported answer", description="Re-checks every citation of an answer record."
    )
    verify.add_argument("record", type=Path, help="file that `ask --json` or the page wrote")
    verify.set_defaults(run=_verify)

    library_commands.add_to(commands)
    feedback_commands.add_to(commands)

    password = commands.add_parser(
        "hash-password", help="make a line for the users file", description="Reads a password and prints user:hash."
    )
    password.add_argument("user")
    password.set_defaults(run=_hash_password)
    return parser


def _add_model(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--llm", metavar="PROVIDER:MODEL", help="let a language model word the answers; see the README"
    )
    command.add_argument(
        "--llm-base-url", metavar="URL", help="address of its server, when it is not the provider's own"
    )
    command.add_argument(
        "--llm-timeout", type=int, metavar="SECONDS", help="most time it may take for an answer (default 45)"
    )


def _settings(options: argparse.Namespace) -> Settings:
    names = [field.name for field in fields(Settings)]
    return Settings.from_environment(**{name: getattr(options, name, None) for name in names})


def _open(settings: Settings, page: bool = False) -> Any:
    # For a question on the command line the steps do; being LangChain's Runnable takes half a second to load.
    from assistant.chain import Chain

    kind: type[Chain] = Chain
    if page or settings.llm:
        from assistant import Assistant

        kind = Assistant
    with bar("Building the index") as progress:
        return kind.open(settings, progress)


def _chat(options: argparse.Namespace) -> int:
    from assistant.page import bind, launch

    settings = _settings(options)
    # Whether it may listen there is found out now: the index may take minutes to build.
    for listener in bind(settings.host, settings.port):
        listener.close()
    launch(_open(settings, page=True), settings)
    return 0


def _ask(options: argparse.Namespace) -> int:
    if (options.question is None) == (options.batch is None):
        raise QuestionError("Give either a question or --batch FILE; see `iso-assistant ask --help`.")
    if options.batch is not None:
        return _ask_batch(options)
    iso = _open(_settings(options))
    answer = iso.ask(options.question, as_of=options.as_of)
    if options.json:
        print(json.dumps(answer.to_dict(), ensure_ascii=False))
    else:
        from assistant.terminal import as_terminal

        print(as_terminal(answer))
    return 0


def _ask_batch(options: argparse.Namespace) -> int:
    """Answers line by line; a bad line is reported by its number and the others are still answered."""
    lines = _lines(options.batch)
    iso = _open(_settings(options))
    failed = 0
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            identity: Any = None
            try:
                data = _batch_line(line)
                identity = data.get("id")
                answer = iso.ask(data.get("question"), data.get("history") or [], data.get("as_of") or options.as_of)
                result = answer.to_dict() | {"id": identity}
            except QuestionError as error:
                failed += 1
                print(f"iso-assistant: {options.batch}, line {number}: {error}", file=sys.stderr)
                result = {"id": identity, "error": f"line {number}: {error}"}
            print(json.dumps(result, ensure_ascii=False), flush=True)
    return 2 if failed else 0


def _lines(name: str) -> TextIO:
    if name == "-":
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8")
    except OSError as error:
        raise QuestionError(f"{name}: cannot be read ({error.strerror}).") from error


def _batch_line(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise QuestionError(f'not JSON ({error}); expected an object such as {{"question": "..."}}.') from error
    if not isinstance(data, dict):
        raise QuestionError(f'found a JSON {type(data).__name__}; expected an object such as {{"question": "..."}}.')
    return data


def _verify(options: argparse.Namespace) -> int:
    from assistant.library import load_library
    from assistant.record import check_record, read_record

    record = read_record(options.record)
    library = load_library(Settings.from_environment().knowledge)
    problems = check_record(record, library)
    for problem in problems:
        print(problem)
    if not problems:
        same = "the same library" if record.get("library") == library.hash else f"library {library.hash}"
        print(f"All {len(record['citations'])} citations stand, checked against {same}.")
    return 1 if problems else 0


def _hash_password(options: argparse.Namespace) -> int:
    import getpass

    from assistant.passwords import hash_password

    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 8:
        raise SettingsError("The password has fewer than 8 characters; choose a longer one.")
    print(f"{options.user}:{hash_password(password)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
