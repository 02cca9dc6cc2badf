"""A conversation as HTML: questions, checked statements with citation chips, badges, actions, follow-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assistant.page.history import Earlier
from assistant.page.parts import action, day_badge, icon, verdict_badge
from assistant.page.text import Words
from assistant.rendering import answer_markdown, escape, statement_html
from assistant.types import Answer, Citation, Statement

# Follow-ups and the quote in a tip stay short enough for a phone.
MOST_FOLLOW_UPS = 3
LONGEST_TIP = 320


@dataclass
class Pending:
    """A turn on its way: the question, the stage it has reached, the statements checked so far."""

    question: str
    stage: str
    statements: list[Statement] = field(default_factory=list)
    error: str = ""


def conversation_html(
    answers: list[Answer], words: Words, today: date, pending: Pending | None = None, votes: list[str] | None = None
) -> str:
    """All turns, oldest first, and the one on its way; `votes`, one for each answer, offers thumbs below it."""
    # Follow-ups are offered when nothing is on its way: what vanishes above a new answer would push it out of view.
    offered = None if pending else len(answers) - 1
    turns = [
        _turn(number, answer, words, today, votes[number] if votes is not None else None, number == offered)
        for number, answer in enumerate(answers)
    ]
    if pending:
        turns.append(_pending(pending, words))
    return f'<div class="turns" data-full="{escape(words["store_full"])}">{"".join(turns)}</div>'


def welcome_html(words: Words, holds: str, examples: list[str], earlier: list[Earlier]) -> str:
    """What a person sees first: what this is, what it holds, questions to click, conversations to take up again."""
    cards = "".join(_ask_button(question, "example") for question in examples)
    return (
        f'<div class="welcome"><h2>{escape(words["greeting"])}</h2><p>{escape(words["introduction"])}</p>'
        f'<p class="holds">{escape(holds)}</p><h3>{escape(words["examples"])}</h3>'
        f'<div class="examples" lang="en">{cards}</div>{_earlier(earlier, words)}</div>'
    )


def _earlier(conversations: list[Earlier], words: Words) -> str:
    if not conversations:
        return ""
    sure = (
        f'data-sure="{escape(words["sure"])}" data-yes="{escape(words["delete"])}" data-no="{escape(words["cancel"])}"'
    )
    rows = "".join(
        f'<li><button type="button" class="reopen" data-action="reopen" data-id="{escape(one.id)}">'
        f'<span>{escape(one.question)}</span><time datetime="{escape(one.day)}">{escape(one.day)}</time></button>'
        f'<button type="button" class="quiet-button" data-action="delete" data-id="{escape(one.id)}" {sure} '
        f'aria-label="{escape(words["delete"])}: {escape(one.question)}">{icon("close")}</button></li>'
        for one in conversations
    )
    return (
        f'<h3>{escape(words["earlier"])}</h3><ul class="earlier">{rows}</ul><p class="holds">{escape(words["kept"])} '
        f'<button type="button" class="quiet-button" data-action="delete" {sure}>{escape(words["delete_all"])}</button></p>'
    )


def _turn(number: int, answer: Answer, words: Words, today: date, vote: str | None, offers: bool) -> str:
    text = statement_html(answer.text, answer.citations, lambda citation: _chip(number, citation, words))
    return (
        f'<section class="turn" data-turn="{number}">{_question(answer.question, words)}'
        f'<article class="answer" tabindex="-1" aria-label="{escape(words["the_answer"])}"><div class="badges">'
        f"{verdict_badge(answer, words)}{day_badge(answer.as_of, answer.as_of == today.isoformat(), words)}"
        f'{_confidence(answer, words)}</div>{_understood(answer, words)}<div class="text" lang="en">{text}</div>'
        f"{_notes(answer)}{_disputes(number, answer, words)}{_composer(answer, words)}"
        f"{_actions(number, answer, words, today, vote)}</article>{_follow_ups(answer, words) if offers else ''}</section>"
    )


def _question(question: str, words: Words) -> str:
    return f'<div class="question"><span class="unseen">{escape(words["you_asked"])}: </span>{escape(question)}</div>'


def _pending(pending: Pending, words: Words) -> str:
    if pending.error:
        body = f'<div class="badges"><span class="badge failed">{icon("dispute")}{escape(words["failed"])}</span></div>'
        body += f'<p class="text">{escape(pending.error)}</p>'
    else:
        said = "".join(_unfinished(statement) for statement in pending.statements)
        stage = words.get(pending.stage, pending.stage)
        body = f'<div class="text" lang="en">{said}</div><p class="stage"><i></i><i></i><i></i>{escape(stage)}</p>'
    return f'<section class="turn pending">{_question(pending.question, words)}<article class="answer">{body}</article></section>'


def _unfinished(statement: Statement) -> str:
    numbers = "".join(f'<span class="chip">{number}</span>' for number in statement.citations)
    text = f"{statement.lead} {statement.text}".strip()
    return f"<div>{statement_html(text, (), lambda citation: '')}{numbers}</div>"


def _chip(turn: int, citation: Citation, words: Words) -> str:
    label = words["citation"].format(number=citation.number, title=citation.title)
    quote = citation.quote if len(citation.quote) <= LONGEST_TIP else citation.quote[:LONGEST_TIP] + " …"
    return (
        f'<a href="#evidence" class="chip chip-{escape(citation.kind)}" data-action="cite" data-turn="{turn}" '
        f'data-number="{int(citation.number)}" data-title="{escape(citation.title)}" data-quote="{escape(quote)}" '
        f'aria-label="{escape(label)}">{int(citation.number)}</a>'
    )


def _confidence(answer: Answer, words: Words) -> str:
    if answer.verdict not in ("answered", "premise_corrected"):
        return ""
    # An estimate is never certain, so it is never shown as 100 %.
    label = words["confidence"].format(percent=min(99, round(answer.confidence * 100)))
    return f'<span class="badge quiet">{escape(label)}</span>'


def _understood(answer: Answer, words: Words) -> str:
    if answer.standalone_question.strip().lower() == answer.question.strip().lower():
        return ""
    return f'<p class="understood">{escape(words["understood_as"].format(question=answer.standalone_question))}</p>'


def _notes(answer: Answer) -> str:
    return "".join(f'<p class="note" lang="en">{escape(note)}</p>' for note in answer.notes)


def _disputes(turn: int, answer: Answer, words: Words) -> str:
    if not answer.disputes:
        return ""
    return (
        f'<button type="button" class="disputed" data-action="cite" data-turn="{turn}" data-number="disputes">'
        f"{icon('dispute')}{escape(words['disputes'])} ({len(answer.disputes)})</button>"
    )


def _composer(answer: Answer, words: Words) -> str:
    if not answer.composer.startswith("llm:"):
        return ""
    model = answer.composer.removeprefix("llm:")
    return f'<p class="composer-note">{escape(words["composed_by"].format(model=model))}</p>'


def _actions(turn: int, answer: Answer, words: Words, today: date, vote: str | None) -> str:
    asked = f' data-question="{escape(answer.question)}"'
    copied = f' data-copy="{escape(answer_markdown(answer))}" data-done="{escape(words["copied"])}"'
    day = "" if answer.as_of == today.isoformat() else answer.as_of
    linked = f'{asked} data-day="{escape(day)}" data-done="{escape(words["link_copied"])}"'
    return (
        '<div class="actions">'
        + action("copy", turn, words["copy"], copied)
        + action("link", turn, words["link"], linked)
        + action("retry", turn, words["retry"], asked)
        + action("edit", turn, words["edit"], asked)
        + action("record", turn, words["record"], help_text=words["record_help"])
        + ("" if vote is None else _thumbs(turn, words, vote))
        + "</div>"
    )


def _thumbs(turn: int, words: Words, vote: str) -> str:
    said = "".join(f' data-{name}="{escape(words[name])}"' for name in ("comment", "send", "cancel"))
    buttons = "".join(
        action(name, turn, words[name], f'{said} aria-pressed="{"true" if vote == name else "false"}"')
        for name in ("helpful", "unhelpful")
    )
    return f'<span class="spring"></span>{buttons}'


def _follow_ups(answer: Answer, words: Words) -> str:
    if not answer.suggestions:
        return ""
    buttons = "".join(_ask_button(question, "follow-up") for question in answer.suggestions[:MOST_FOLLOW_UPS])
    return f'<div class="follow-ups" lang="en"><span class="label">{escape(words["follow_ups"])}</span>{buttons}</div>'


def _ask_button(question: str, kind: str) -> str:
    shown = escape(question)
    return f'<button type="button" class="{kind}" data-action="ask" data-question="{shown}">{shown}</button>'
