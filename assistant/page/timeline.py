"""Editions over time as HTML: when each was current, in transition, withdrawn; each bar opens its fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.ledger import Edition, Ledger
from assistant.page.text import Words
from assistant.rendering import escape
from assistant.standards import find_designations, standard_name
from assistant.types import Answer

# The axis runs a little past the last certificate of a transition that is under way.
YEARS_AHEAD = 4
_CLASSES = {"future": "future", "current": "current", "in transition": "transition", "withdrawn": "withdrawn"}


def timeline_html(ledger: Ledger, keys: Sequence[str], day: date, words: Words) -> str:
    """One row for each standard of `keys`, over a common axis, seen as of `day`."""
    rows = [(key, ledger.editions[key]) for key in keys if ledger.editions.get(key)]
    if not rows:
        return f'<p class="nothing">{escape(words["nothing_found"])}</p>'
    first = date(min(edition.current_from.year for _, editions in rows for edition in editions), 1, 1)
    last = date(max(day.year, date.today().year) + YEARS_AHEAD, 1, 1)
    axis = _Axis(first, last)
    body = "".join(_row(key, editions, day, axis, words) for key, editions in rows)
    legend = "".join(
        f'<span class="legend {_CLASSES[status]}">{escape(words["status_" + _CLASSES[status]])}</span>'
        for status in _CLASSES
    )
    legend += f'<span class="legend tailed">{escape(words["certificates_tail"])}</span>'
    legend += f'<span class="legend day">{escape(words["as_of"])} {day}</span>'
    return (
        f'<div class="timeline" style="--day:{axis.percent(day):.2f}%"><div class="legends">{legend}</div>{body}'
        f'<div class="axis" aria-hidden="true">{axis.ticks()}</div></div>'
    )


def standard_in_question(answer: Answer, ledger: Ledger) -> str | None:
    """The standard that an answer is about, when the library knows at least two editions of it."""
    for text in (answer.standalone_question, answer.text):
        for mention in find_designations(text, known=ledger.known):
            if len(ledger.editions.get(mention.designation.key, ())) > 1:
                return mention.designation.key
    return None


class _Axis:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last

    def percent(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return 100 * min(1.0, max(0.0, share))

    def ticks(self) -> str:
        span = self.last.year - self.first.year
        step = 10 if span > 25 else 5 if span > 8 else 2
        years = range(self.first.year + -self.first.year % step, self.last.year + 1, step)
        places = ((year, self.percent(date(year, 1, 1))) for year in years)
        # A label at the very edge would widen the page.
        return "".join(f'<span style="left:{place:.2f}%">{year}</span>' for year, place in places if 3 < place < 97)


def _row(key: str, editions: list[Edition], day: date, axis: _Axis, words: Words) -> str:
    bars = "".join(_bar(key, edition, day, axis, words) for edition in editions)
    return f'<div class="row"><h4>{escape(standard_name(key))}</h4><div class="lane">{bars}</div></div>'


def _bar(key: str, edition: Edition, day: date, axis: _Axis, words: Words) -> str:
    status = _CLASSES[edition.status_on(day)]
    name = f"{standard_name(key)}:{edition.year}"
    until = str(edition.current_to) if edition.current_to else words["open_end"]
    label = words["edition_label"].format(
        name=name, start=edition.current_from, end=until, status=words["status_" + status], day=day
    )
    if edition.certificates_until:
        label += " " + words["certificates_until"].format(day=edition.certificates_until) + "."
    left, width = _place(edition.current_from, edition.current_to or axis.last, axis)
    tail = ""
    if edition.certificates_until and edition.current_to and edition.certificates_until > edition.current_to:
        start, length = _place(edition.current_to, edition.certificates_until, axis)
        tail = f'<span class="tail {status}" style="left:{start:.2f}%;width:{length:.2f}%"></span>'
    return (
        f'{tail}<button type="button" class="bar {status}{_narrow(width)}" data-action="edition" data-passage="{escape(edition.fact.passage_id)}" '
        f'style="left:{left:.2f}%;width:{width:.2f}%" title="{escape(label)}" aria-label="{escape(label)}">'
        f"<span><i>{str(edition.year)[:2]}</i>{str(edition.year)[2:]}</span></button>"
    )


def _place(start: date, end: date, axis: _Axis) -> tuple[float, float]:
    """Where a bar begins and how wide it is, in percent of the axis."""
    left = axis.percent(start)
    return left, max(axis.percent(end - timedelta(days=1)) - left, 0.6)


def _narrow(width: float) -> str:
    """Classes of a bar in which a whole year has no room: on a phone and in the evidence, or everywhere."""
    return (" short" if width < 12 else "") + (" tiny" if width < 5 else "")
