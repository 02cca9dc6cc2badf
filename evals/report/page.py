"""One self-contained page: plots, tables whose numbers open to their cases, and every case with all that was judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals.checks import CHECKS
from evals.gate import Gate
from evals.report import plots
from evals.report.terminal import detection_rows, outcome_rows
from evals.runner import Result, Run
from evals.summary import CheckLine, Slice, Summary

_HERE = Path(__file__).resolve().parent
# Slices below this size say little in a plot; the table has them all.
PLOTTED_FROM = 10
MOST_PLOTTED = 36
# So many remarks are shown unfolded.
MOST_OPEN = 8


def page(
    run: Run,
    summary: Summary,
    gate: Gate | None,
    tables: Mapping[str, Sequence[Sequence[str]]],
    trend: Sequence[dict[str, Any]],
) -> str:
    """The whole page as HTML; `tables` are the benchmarks that were run, rows with a head."""
    plotted = [part for part in (summary.total, *summary.slices) if part.total >= PLOTTED_FROM][:MOST_PLOTTED]
    figures = [
        ("Pass rate by slice", plots.rates(plotted)),
        ("Risk and coverage", plots.risk(summary.selective)),
        ("Latency", plots.latency([result.seconds for result in run.results])),
        ("Committed runs", plots.trend(trend)),
    ]
    body = [
        _head(run, summary, gate),
        '<section class="figures">',
        *(f"<figure><figcaption>{escape(name)}</figcaption>{svg}</figure>" for name, svg in figures),
        "</section>",
        "<section><h2>Slices</h2>" + _slices(summary) + "</section>",
        "<section><h2>Checks</h2>" + _checks(summary.checks) + "</section>",
        "<section><h2>Outcomes</h2>" + _table(outcome_rows(summary)) + _table(detection_rows(summary)) + "</section>",
        *(f"<section><h2>{escape(name.capitalize())}</h2>{_table(rows)}</section>" for name, rows in tables.items()),
        _cases(run),
    ]
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Quality of iso-assistant</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f"<style>{style}</style></head>\n<body><main>{chr(10).join(body)}</main><script>{script}</script></body></html>\n"
    )


def _head(run: Run, summary: Summary, gate: Gate | None) -> str:
    total = summary.total
    word = gate.word if gate else "not gated"
    reasons = [*gate.invalid, *gate.quality, *gate.notes] if gate else []
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    held, several = summary.clusters
    selective = summary.selective
    return (
        f'<header><h1>Quality <span class="word {escape(word)}">{escape(word)}</span></h1>'
        f"<p><strong>{_number(total.passed, 'passed')} of {_number(total.total, '')}</strong> cases pass "
        f"({100 * total.rate:.1f} %, 95 % interval {100 * total.wilson.low:.1f}–{100 * total.wilson.high:.1f}); "
        f"{_number(total.total - total.passed, 'failed')} do not. Library <code>{escape(run.library)}</code>, "
        f"composer <code>{escape(run.composer)}</code>. Clusters of paraphrases in which every case passes: {held} of "
        f"{several}. Coverage {100 * selective.coverage_at_1:.1f} % at 1 % risk, "
        f"{100 * selective.coverage_at_5:.1f} % at 5 % risk.</p>"
        + (f"<details{' open' if len(reasons) <= MOST_OPEN else ''}><summary>{len(reasons)} remarks of the gate</summary>"
           f"<ul>{items}</ul></details>" if reasons else "")
        + "</header>"
    )  # fmt: skip


def _number(value: int, want: str) -> str:
    """A number that opens to its cases: those that carry all keys in `want`."""
    return f'<a href="#cases" data-want="{escape(want, quote=True)}">{value}</a>'


def _slices(summary: Summary) -> str:
    rows = [
        "<tr><th>slice</th><th>n</th><th>passed</th><th>not</th><th>rate</th><th>Wilson 95 %</th><th>clusters 95 %</th></tr>"
    ]
    for part in (summary.total, *summary.slices):
        key = "" if part.kind == "all" else f"{part.kind}:{part.name}"
        name = part.name if part.kind == "all" else f"{part.kind} {part.name}"
        rows.append(
            f"<tr><td>{escape(name)}</td><td>{_number(part.total, key)}</td>"
            f"<td>{_number(part.passed, f'{key} passed')}</td><td>{_number(part.total - part.passed, f'{key} failed')}</td>"
            f"<td>{100 * part.rate:.1f} %</td><td>{_span(part)}</td>"
            f"<td>{100 * part.bootstrap.low:.1f}–{100 * part.bootstrap.high:.1f}</td></tr>"
        )
    return f'<div class="wide"><table>{"".join(rows)}</table></div>'


def _span(part: Slice | CheckLine) -> str:
    return f"{100 * part.wilson.low:.1f}–{100 * part.wilson.high:.1f}"


def _checks(lines: Sequence[CheckLine]) -> str:
    rows = [
        "<tr><th>check</th><th>scored</th><th>passed</th><th>not</th><th>rate</th><th>Wilson 95 %</th><th>mean</th><th>unscored</th></tr>"
    ]
    for line in lines:
        rate = "–" if line.rate is None else f"{100 * line.rate:.1f} %"
        mean = "–" if line.mean is None else f"{line.mean:.3f}"
        rows.append(
            f"<tr><td>{escape(line.name)}</td><td>{_number(line.scored, f'scored:{line.name}')}</td>"
            f"<td>{_number(line.passed, f'pass:{line.name}')}</td>"
            f"<td>{_number(line.scored - line.passed, f'fail:{line.name}')}</td><td>{rate}</td>"
            f"<td>{_span(line) if line.scored else '–'}</td><td>{mean}</td>"
            f"<td>{_number(line.unscored, f'unscored:{line.name}')}</td></tr>"
        )
    return f'<div class="wide"><table>{"".join(rows)}</table></div>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


def _keys(result: Result) -> str:
    case = result.case
    keys = [f"split:{case.split}", f"severity:{case.severity}", "passed" if result.passed else "failed"]
    keys.append(f"expects:{'answer' if case.answerable else case.verdicts[0]}")
    keys += [f"tag:{tag}" for tag in case.tags]
    for name in CHECKS:
        passed = False if result.error else result.scores[name].passed
        if passed is None:
            keys.append(f"unscored:{name}")
        else:
            keys += [f"scored:{name}", f"{'pass' if passed else 'fail'}:{name}"]
    return " ".join(keys)


def _cases(run: Run) -> str:
    return (
        '<section id="cases"><h2>Cases</h2><p><label>Find <input type="search" id="find"></label> '
        '<button type="button" data-want="failed">not passed</button> <button type="button" data-want="">all</button> '
        f'<output id="shown">{len(run.results)} shown</output></p>' + "\n".join(map(_case, run.results)) + "</section>"
    )


def _case(result: Result) -> str:
    case, answer = result.case, result.answer
    sign = "passed" if result.passed else "failed"
    details = [
        f"<p class=place>{escape(case.place)} · {case.split} · {case.severity} · {escape(', '.join(case.tags))}</p>"
    ]
    details += [f"<p class=turn>{escape(turn)}</p>" for turn in case.history]
    details.append(f"<p class=turn><strong>{escape(case.question)}</strong></p>")
    if result.error:
        details.append(f"<p class=failed>error: {escape(result.error)}</p>")
    if answer:
        reason = f" ({answer.reason})" if answer.reason else ""
        details.append(
            f"<p>{escape(answer.verdict + reason)}, as of {escape(answer.as_of)}, confidence {answer.confidence:.2f}, taken "
            f"as <q>{escape(answer.standalone_question)}</q></p><blockquote>{escape(answer.text)}</blockquote>"
        )
        details += [_evidence(number, title, passage, quote) for number, title, passage, quote in (
            (item.number, item.title, item.passage_id, item.quote) for item in answer.citations
        )]  # fmt: skip
        details += [
            f"<p class=evidence>disputed ({escape(item.verdict)}): <q>{escape(item.claim)}</q> {escape(item.why)}</p>"
            for item in answer.disputes
        ]
    scored = sorted(result.scores.items(), key=lambda item: (item[1].passed is None, item[1].passed or False))
    rows = "".join(
        f"<tr class={_word(score.passed)}><td>{escape(name)}</td><td>{_word(score.passed)}</td>"
        f"<td>{'' if score.value is None else f'{score.value:.2f}'}</td><td>{escape(score.why)}</td></tr>"
        for name, score in scored
    )
    expected = f"<p class=place>Expected: {escape(_expectation(result))}</p>"
    why = ", ".join(result.failed)
    return (
        f'<details class="case" id="case-{case.id}" data-keys="{escape(_keys(result), quote=True)}"><summary>'
        f'<span class="{sign}">{"✓" if result.passed else "✗"}</span> {escape(case.id)} <span class=question>'
        f"{escape(case.question)}</span> <span class=why>{escape(why)}</span></summary>{''.join(details)}{expected}"
        f'<div class="wide"><table>{rows}</table></div></details>'
    )


def _word(passed: bool | None) -> str:
    return {True: "passed", False: "failed", None: "unscored"}[passed]


def _evidence(number: int, title: str, passage: str, quote: str) -> str:
    return f"<p class=evidence>[{number}] {escape(title)} <code>{escape(passage)}</code><br><q>{escape(quote)}</q></p>"


def _expectation(result: Result) -> str:
    case = result.case
    parts = [" or ".join(case.verdicts), *(" / ".join(group) for group in case.key_facts)]
    parts += [f"not: {pattern}" for pattern in case.forbidden]
    parts += [f"facts {', '.join(case.wanted)}"] if case.wanted else []
    return "; ".join(parts)
