"""Small pieces of HTML that several panels share; every text that goes in comes out escaped."""

from __future__ import annotations

from assistant.page.text import Words
from assistant.rendering import escape, web_address
from assistant.types import Answer

_ICONS = {
    "answered": '<path d="M4 10.5l4 4 8-9"/>',
    "premise_corrected": '<path d="M10 4v7M10 15v.5"/>',
    "clarification_needed": '<path d="M7 7.5a3 3 0 1 1 4.2 2.8c-.8.4-1.2.9-1.2 1.9M10 15.3v.4"/>',
    "abstained": '<circle cx="10" cy="10" r="6.5"/><path d="M5.5 14.5l9-9"/>',
    "small_talk": '<path d="M4 5h12v8H9l-3.5 3v-3H4z"/>',
    "day": '<rect x="3.5" y="4.5" width="13" height="12" rx="1.5"/><path d="M3.5 8.5h13M7 2.5v3M13 2.5v3"/>',
    "copy": '<rect x="7" y="7" width="9.5" height="9.5" rx="1.5"/><path d="M13 7V3.5H3.5V13H7"/>',
    "link": '<path d="M8.5 11.5l3-3M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2"/>',
    "retry": '<path d="M16 10a6 6 0 1 1-1.8-4.300M16 3v3.5h-3.5"/>',
    "edit": '<path d="M4 16l.8-3.5L13.5 3.8l2.700 2.700-8.700 8.700z"/>',
    "record": '<path d="M10 3v9M6.5 9l3.5 3.5L13.5 9M4 16.5h12"/>',
    "helpful": '<path d="M6.5 9v7.5M6.5 9l3-6c1.5 0 2 1 2 2.200V8h4l-1.200 7c-.2.9-.9 1.5-1.8 1.5h-6M3.5 9h3v7.5h-3z"/>',
    "unhelpful": '<path d="M6.5 11V3.5M6.5 11l3 6c1.5 0 2-1 2-2.200V12h4l-1.200-7c-.2-.9-.9-1.5-1.8-1.5h-6M3.5 3.5h3V11h-3z"/>',
    "close": '<path d="M5 5l10 10M15 5L5 15"/>',
    "dispute": '<path d="M10 3.5l7 12.5H3zM10 8v4M10 13.8v.4"/>',
    "out": '<path d="M8 5H4.5v10.5H15V12M11 4h5v5M16 4l-7.5 7.5"/>',
}


def icon(name: str) -> str:
    """A drawing that assistive technology skips; the words beside it say the same."""
    return f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{_ICONS[name]}</svg>'


def verdict_badge(answer: Answer, words: Words) -> str:
    """The verdict as icon, colour and words; an abstention is shown by its reason."""
    label = words[answer.reason] if answer.reason else words[answer.verdict]
    return f'<span class="badge {escape(answer.verdict)}">{icon(answer.verdict)}{escape(label)}</span>'


def day_badge(day: str, is_today: bool, words: Words) -> str:
    """The as-of day of an answer, set off when it is not today."""
    other = "" if is_today else " other-day"
    return (
        f'<span class="badge day{other}">{icon("day")}{escape(words["as_of"])} '
        f'<time datetime="{escape(day)}">{escape(day)}</time></span>'
    )


def standing_badge(standing: str, words: Words) -> str:
    """How far a passage can be trusted, in words and colour."""
    label = words["standing_trusted"] if standing == "trusted" else words.get(standing, standing)
    return f'<span class="standing standing-{escape(standing)}">{escape(label)}</span>'


def outside_link(address: str, label: str, words: Words) -> str:
    """A link that leaves the page, or plain text when the address is not a web address."""
    if not web_address(address):
        return f"<span>{escape(address)}</span>"
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{escape(label)}'
        f'{icon("out")}<span class="unseen"> ({escape(words["opens_new"])})</span></a>'
    )


def action(name: str, turn: int, label: str, extra: str = "", help_text: str = "") -> str:
    """A small button under an answer; the script of the page acts on its data-action."""
    described = f' title="{escape(help_text)}"' if help_text else ""
    return (
        f'<button type="button" class="action" data-action="{name}" data-turn="{turn}"{described}{extra}>'
        f"{icon(name)}<span>{escape(label)}</span></button>"
    )
