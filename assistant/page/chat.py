"""The chat: what happens between a question and its checked, cited answer on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.errors import AssistantError, LimitReached
from assistant.feedback import FeedbackStore
from assistant.ledger import Ledger
from assistant.page.conversation import Pending, conversation_html, welcome_html
from assistant.page.day import day_update
from assistant.page.evidence import evidence_html, passage_html
from assistant.page.history import keep_earlier, keep_turns, read_earlier, read_turns
from assistant.page.limits import Limits
from assistant.page.request import asked_by, visitor
from assistant.page.text import Words
from assistant.page.timeline import standard_in_question, timeline_html
from assistant.rendering import escape
from assistant.standards import standard_name
from assistant.types import Answer

EXAMPLES = [
    "Can my company get certified to ISO 9002 today?",
    "When was ISO 9001 last revised?",
    "Does ISO issue certificates?",
    "Is an internal audit required by ISO 14001?",
    "What is the difference between a correction and a corrective action?",
    "How do I renew our ISO 9002 certificate?",
]
Update = dict[Any, Any]


def status_html(sentence: str, only_spoken: bool = False) -> str:
    """The line that screen readers speak; others see it too unless the page shows the same already."""
    unseen = ' class="unseen"' if only_spoken else ""
    return f'<p role="status" aria-live="polite"{unseen}>{escape(sentence)}</p>'


class Chat:
    """The handlers of the chat; `parts` are the components they write to, set by the layout."""

    def __init__(self, iso: Any, store: FeedbackStore | None, limits: Limits) -> None:
        self.iso = iso
        self.limits = limits
        self.library = iso.library
        self.ledger = Ledger(iso.library.facts)
        self.store = store
        self.parts = SimpleNamespace()

    def open(self, kept: Any, earlier: Any, request: gr.Request) -> Update:
        """Restores the conversation that this browser kept; the question of a ?q= link starts a new one."""
        owner, said = asked_by(request)
        question = str(request.query_params.get("q", "")).strip()
        answers, before = read_turns(kept, owner), read_earlier(earlier, owner)
        if question and answers:
            answers, before = [], [answers, *before]
        return {
            **self._shown(answers, said, before),
            self.parts.kept: keep_turns(answers, owner),
            self.parts.earlier: keep_earlier(before, owner),
            self.parts.linked: question,
            self.parts.day: day_update(date.today().isoformat(), said["as_of"], said),
        }

    def ask_linked(self, question: str, kept: Any, day: str, request: gr.Request) -> Iterator[Update]:
        """Asks the question of a ?q= link, when there is one."""
        yield from self.ask(question, kept, day, None, request)

    def ask_clicked(self, kept: Any, day: str, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        """Asks an example or a follow-up."""
        yield from self.ask(str(event._data.get("question", "")), kept, day, None, request)

    def retry(self, kept: Any, day: str, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        """Asks the question of a turn again, as of the chosen day; that turn and what follows are replaced."""
        turn, answer = self.turn(kept, event, request)
        yield from self.ask(answer.question if answer else "", kept, day, turn, request)

    def edit(self, kept: Any, event: gr.EventData, request: gr.Request) -> Update:
        """Puts the question of a turn into the box; its answer is replaced when it is asked."""
        turn, answer = self.turn(kept, event, request)
        said = asked_by(request)[1]
        if answer is None:
            return {self.parts.editing: None}
        status = status_html(said["editing"])
        return {self.parts.question: answer.question, self.parts.editing: turn, self.parts.status: status}

    def ask(self, question: str, kept: Any, day: str, replaces: int | None, request: gr.Request) -> Iterator[Update]:
        """The stages, then the checked statements, then the answer with its evidence."""
        owner, said = asked_by(request)
        question = (question or "").strip()
        if not question:
            yield {self.parts.asking: ""}
            return
        answers = read_turns(kept, owner)[:replaces]
        pending = Pending(question, "understanding")
        yield {
            **self._running(True),
            self.parts.question: "",
            self.parts.asking: question,
            self.parts.editing: None,
            **self._progress(answers, said, pending),
        }
        asked = {"question": question, "history": [answer.question for answer in answers], "as_of": day or None}
        try:
            with self.limits.asking(visitor(request)):
                for kind, value in self.iso.stream(asked):
                    if kind == "answer":
                        answers.append(value)
                        break
                    if kind == "statement":
                        pending.statements.append(value)
                    else:
                        pending.stage = str(value)
                    yield self._progress(answers, said, pending)
        except LimitReached as error:
            told = said["too_many"].format(seconds=error.wait) if error.wait else said["too_many_at_once"]
            yield self._failed(question, told, answers, said)
            return
        except AssistantError as error:
            yield self._failed(question, str(error), answers, said)
            return
        spoken = said["done"].format(verdict=said[answers[-1].verdict], count=len(answers[-1].citations))
        yield {
            **self._running(False),
            **self._shown(answers, said, []),
            self.parts.kept: keep_turns(answers, owner),
            self.parts.status: status_html(spoken, only_spoken=True),
        }

    def failed(self, question: str, kept: Any, request: gr.Request) -> Update:
        """Shows that the server met an error of its own; the question goes back into the box."""
        owner, said = asked_by(request)
        return self._failed(question, said["server_error"], read_turns(kept, owner), said)

    def stop(self, question: str, kept: Any, earlier: Any, request: gr.Request) -> Update:
        """Shows the conversation without the turn that was stopped; its question goes back into the box."""
        owner, said = asked_by(request)
        return {
            **self._running(False),
            **self._shown(read_turns(kept, owner), said, read_earlier(earlier, owner)),
            self.parts.question: question,
            self.parts.status: status_html(said["stopped"]),
        }

    def new(self, kept: Any, earlier: Any, request: gr.Request) -> Update:
        """An empty conversation; the one before it moves to the earlier ones."""
        owner, said = asked_by(request)
        answers, before = read_turns(kept, owner), read_earlier(earlier, owner)
        return self._switched([], [answers, *before] if answers else before, owner, said)

    def reopen(self, kept: Any, earlier: Any, event: gr.EventData, request: gr.Request) -> Update:
        """An earlier conversation, taken up again; the present one moves to the earlier ones."""
        owner, said = asked_by(request)
        answers, before = read_turns(kept, owner), read_earlier(earlier, owner)
        number = event._data.get("turn")
        chosen = before.pop(number) if isinstance(number, int) and 0 <= number < len(before) else answers
        return self._switched(chosen, [answers, *before] if answers and chosen is not answers else before, owner, said)

    def delete(self, earlier: Any, event: gr.EventData, request: gr.Request) -> Update:
        """Forgets one earlier conversation, or all of them for -1."""
        owner, said = asked_by(request)
        before, number = read_earlier(earlier, owner), event._data.get("turn")
        left = [] if number == -1 else [answers for place, answers in enumerate(before) if place != number]
        return self._switched([], left, owner, said)

    def rate(self, kept: Any, event: gr.EventData, request: gr.Request) -> str:
        """Keeps a judgement on an answer, and thanks for it."""
        _, answer = self.turn(kept, event, request)
        if answer is None or self.store is None:
            return status_html("")
        try:
            self.store.add(answer, event._data.get("helpful") is True, str(event._data.get("comment", "")))
        except AssistantError as error:
            return status_html(str(error))
        return status_html(asked_by(request)[1]["thanks"])

    def select(self, kept: Any, event: gr.EventData, request: gr.Request) -> Update:
        """The evidence of the turn whose citation was chosen."""
        turn, answer = self.turn(kept, event, request)
        return {self.parts.evidence: self._evidence(answer, turn, asked_by(request)[1]), self.parts.edition: ""}

    def show_edition(self, event: gr.EventData, request: gr.Request) -> str:
        """The fact behind an edition that was chosen in the evidence."""
        passage = self.library.passage(str(event._data.get("passage", "")))
        return passage_html(passage, self.library, asked_by(request)[1], date.today()) if passage else ""

    def turn(self, kept: Any, event: gr.EventData, request: gr.Request) -> tuple[int, Answer | None]:
        """The turn that an event is about, with its answer."""
        answers = read_turns(kept, asked_by(request)[0])
        turn = event._data.get("turn")
        found = isinstance(turn, int) and 0 <= turn < len(answers)
        return (turn, answers[turn]) if found else (0, None)

    def _running(self, running: bool) -> Update:
        return {self.parts.ask: gr.Button(visible=not running), self.parts.stop: gr.Button(visible=running)}

    def _progress(self, answers: list[Answer], said: Words, pending: Pending) -> Update:
        return {
            self.parts.conversation: conversation_html(answers, said, date.today(), pending, self.store is not None),
            self.parts.status: status_html(said.get(pending.stage, pending.stage), only_spoken=True),
        }

    def _failed(self, question: str, sentence: str, answers: list[Answer], said: Words) -> Update:
        return {
            **self._running(False),
            **self._progress(answers, said, Pending(question, sentence, error=sentence)),
            self.parts.question: question,
        }

    def _switched(self, answers: list[Answer], before: list[list[Answer]], owner: str, said: Words) -> Update:
        return {
            **self._shown(answers, said, before),
            self.parts.kept: keep_turns(answers, owner),
            self.parts.earlier: keep_earlier(before, owner),
            self.parts.editing: None,
            self.parts.question: "",
            self.parts.status: status_html(""),
        }

    def _shown(self, answers: list[Answer], said: Words, before: list[list[Answer]]) -> Update:
        if answers:
            shown = conversation_html(answers, said, date.today(), None, self.store is not None)
        else:
            shown = welcome_html(said, self._holds(said), EXAMPLES, before)
        evidence = self._evidence(answers[-1] if answers else None, len(answers) - 1, said)
        return {self.parts.conversation: shown, self.parts.evidence: evidence, self.parts.edition: ""}

    def _evidence(self, answer: Answer | None, turn: int, said: Words) -> str:
        return evidence_html(answer, turn, self.library, said, date.today(), self._editions(answer, said))

    def _editions(self, answer: Answer | None, said: Words) -> str:
        key = standard_in_question(answer, self.ledger) if answer and answer.citations else None
        if answer is None or key is None:
            return ""
        title = escape(said["editions"].format(standard=standard_name(key)))
        plot = timeline_html(self.ledger, [key], date.fromisoformat(answer.as_of), said)
        return f'<section class="card"><h3>{title}</h3>{plot}</section>'

    def _holds(self, said: Words) -> str:
        return said["holds"].format(
            facts=len(self.library.facts),
            articles=len(self.library.articles),
            claims=len(self.library.claims_by_passage_id),
            verified=max(fact.verified_on for fact in self.library.facts),
        )
