"""The command line of the evals: `python -m evals [command]`, exit 0 pass, 1 quality, 2 invalid run, 3 usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from assistant.errors import AssistantError
from evals import attacks, commands
from evals.cases import UsageError
from evals.gate import INVALID, USAGE
from evals.runner import default_out

HELP = {
    "run": "ask every case, judge, gate and prove by controls that the checks bite (the default)",
    "controls": "evals of the evals: planted faults, harmless variants, trivial answerers, broken scorers",
    "retrieval": "recall@k, MRR and nDCG of the search, beside plain baselines",
    "robustness": "the same questions with typos, politeness, other case and other words",
    "counterfactual": "a library with edited facts: the answers must follow",
    "peer": "the textbook LangChain chain over the same library, judged by the same checks",
    "liar": "claims with one fault each, none of which may be shown, and faithful ones, nine in ten of which must be",
    "injection": "orders hidden in passages and questions, and a model that obeys them: none of it may be stated",
    "speed": "how fast: this assistant and the textbook chain, cold, warm, many at once, indexing, growing",
    "compare": "flips by name and exact McNemar against another run or baseline",
    "report": "write the reports again from the last run",
    "lock": "write evals/cases.lock for the cases as they are now",
    "baseline": "show how the last run differs from the baseline; --update writes it",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(USAGE)


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = _Parser(
        prog="python -m evals", description="Quality as a number: exit 0 pass, 1 quality, 2 invalid, 3 usage."
    )
    shared = _Parser(add_help=False)
    shared.add_argument("--split", choices=("tune", "report"), default="", help="only the cases of this split")
    shared.add_argument("--case", action="append", default=[], metavar="ID", help="only this case; may be repeated")
    shared.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="only cases with this tag; may be repeated"
    )
    shared.add_argument(
        "--llm", default="", metavar="MODEL", help="ask with this chat model (the network is allowed then)"
    )
    shared.add_argument("--llm-base-url", metavar="URL", help="address of the chat model's server")
    shared.add_argument("--llm-timeout", type=int, metavar="SECONDS", help="most time it may take for an answer")
    shared.add_argument("--limit", type=int, default=0, metavar="N", help="only N of the chosen cases, always the same")
    shared.add_argument("--out", type=Path, default=default_out(), metavar="DIR", help="where results are written")
    choices = top.add_subparsers(dest="command", metavar="command", parser_class=_Parser)
    for name, text in HELP.items():
        command = choices.add_parser(name, help=text, description=text, parents=[shared])
        if name == "compare":
            command.add_argument("base", type=Path, metavar="BASE", help="a run.json or a baseline.json")
        if name == "baseline":
            command.add_argument("--update", action="store_true", help="write evals/baseline.json from the last run")
        if name == "speed":
            command.add_argument("--quick", action="store_true", help="fewer rounds, no long steps: about two minutes")
            command.add_argument("--step", action="append", default=[], metavar="NAME", help="only this measurement")
        if name == "run":
            command.add_argument("--no-controls", action="store_true", help="leave the controls out (never in CI)")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given = ["run", *given]
    options = parser().parse_args(given)
    try:
        room = attacks if options.command in ("liar", "injection") else commands
        return int(getattr(room, options.command)(options))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return INVALID


if __name__ == "__main__":
    raise SystemExit(main())
