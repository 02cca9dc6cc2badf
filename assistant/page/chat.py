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
from assistant.page.day import day_update, read_day
from assistant.page.editing import editing_update
from assistant.page.evidence import evidence_html, passage_html
from assistant.page.history import (
    LONGEST_CONVERSATION,
    VOTES,
    Conversation,
    Earlier,
    keep_conversation,
    read_candidates,
    read_conversation,
    read_earlier,
)
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

    def open(self, candidates: Any, earlier: Any, request: gr.Request) -> Update:
        """Restores the conversation that this browser kept; the question of a ?q= link starts a new one."""
        owner, said = asked_by(request)
        question = str(request.query_params.get("q", "")).strip()
        conversation = Conversation() if question else read_candidates(candidates, owner)
        linked_day = read_day(request.query_params.get("as_of"))
        return {
            **self._shown(conversation, said, read_earlier(earlier, owner)),
            self.parts.kept: keep_conversation(conversation, owner),
            self.parts.linked: question,
            self.parts.day: day_update(date.today().isoformat(), said["as_of"], said, chosen=linked_day),
            self.parts.editing: editing_update(said),
        }

    def ask(self, kept: Any, day: str, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        """The stages, then the checked statements, then the answer with its evidence.

        Where the event names a `turn`, the answer replaces that one and what follows it.
        """
        owner, said = asked_by(request)
        question = str(event._data.get("question", "")).strip()
        if not question:
            yield self._running(False)
            return
        kept_so_far = read_conversation(kept, owner)
        turn = event._data.get("turn")
        replaces = turn if isinstance(turn, int) and 0 <= turn < len(kept_so_far.answers) else None
        history = [answer.question for answer in kept_so_far.answers[:replaces]]
        full = len(history) >= LONGEST_CONVERSATION
        begun = Conversation() if full else kept_so_far
        shown = begun.until(replaces)
        pending = Pending(question, "understanding")
        yield {**self._running(True), self.parts.unanswered: "", **self._progress(shown, said, pending)}
        try:
            with self.limits.asking(visitor(request)):
                for kind, value in self.iso.stream({"question": question, "history": history, "as_of": day or None}):
                    if kind == "answer":
                        answer: Answer = value
                        break
                    if kind == "statement":
                        pending.statements.append(value)
                    else:
                        pending.stage = str(value)
                    yield self._progress(shown, said, pending)
        except LimitReached as error:
            told = said["too_many"].format(seconds=error.wait) if error.wait else said["too_many_at_once"]
            yield self._failed(question, told, shown, said)
            return
        except AssistantError as error:
            yield self._failed(question, str(error), shown, said)
            return
        conversation = begun.with_answer(answer, replaces)
        spoken = said["done"].format(verdict=said[answer.verdict], count=len(answer.citations))
        if full:
            spoken = said["continued"].format(count=len(history))
        yield {
            **self._running(False),
            **self._shown(conversation, said, []),
            self.parts.kept: keep_conversation(conversation, owner),
            self.parts.status: status_html(spoken, only_spoken=not full),
        }

    def failed(self, question: str, kept: Any, request: gr.Request) -> Update:
        """Shows that the server met an error of its own; nothing when the question was given up meanwhile."""
        owner, said = asked_by(request)
        if not question:
            return {self.parts.status: gr.skip()}
        return self._failed(question, said["server_error"], read_conversation(kept, owner), said)

    def stop(self, question: str, draft: str, kept: Any, earlier: Any, request: gr.Request) -> Update:
        """Shows the conversation without the turn that was stopped; its question goes back into the box."""
        owner, said = asked_by(request)
        return {
            **self._running(False),
            **self._shown(read_conversation(kept, owner), said, read_earlier(earlier, owner)),
            self.parts.unanswered: question,
            self.parts.status: status_html(said["stopped_draft" if (draft or "").strip() else "stopped"]),
        }

    def new(self, earlier: Any, request: gr.Request) -> Update:
        """An empty conversation, with those before it to take up again."""
        return self._switched(Conversation(), earlier, request)

    def reopen(self, chosen: Any, earlier: Any, request: gr.Request) -> Update:
        """An earlier conversation, taken up again."""
        return self._switched(read_conversation(chosen, asked_by(request)[0]), earlier, request)

    def rate(self, kept: Any, event: gr.EventData, request: gr.Request) -> Update:
        """Keeps a judgement on an answer, in place of an earlier one on the same, and thanks for it."""
        owner, said = asked_by(request)
        conversation = read_conversation(kept, owner)
        turn, answer = self.turn(kept, event, request)
        if answer is None or self.store is None:
            return {self.parts.status: status_html("")}
        helpful = event._data.get("helpful") is True
        try:
            comment = str(event._data.get("comment", ""))
            self.store.add(answer, helpful, comment, conversation.vote_key(turn))
        except AssistantError as error:
            return {self.parts.status: status_html(str(error))}
        conversation.votes[turn] = VOTES[0] if helpful else VOTES[1]
        kept_now = keep_conversation(conversation, owner)
        return {self.parts.status: status_html(said["thanks"]), self.parts.kept: kept_now}

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
        answers = read_conversation(kept, asked_by(request)[0]).answers
        turn = event._data.get("turn")
        found = isinstance(turn, int) and 0 <= turn < len(answers)
        return (turn, answers[turn]) if found else (0, None)

    def _running(self, running: bool) -> Update:
        return {self.parts.ask: gr.Button(visible=not running), self.parts.stop: gr.Button(visible=running)}

    def _progress(self, conversation: Conversation, said: Words, pending: Pending) -> Update:
        return {
            self.parts.conversation: self._conversation(conversation, said, pending),
            self.parts.status: status_html(said.get(pending.stage, pending.stage), only_spoken=True),
        }

    def _failed(self, question: str, sentence: str, conversation: Conversation, said: Words) -> Update:
        return {
            **self._running(False),
            **self._progress(conversation, said, Pending(question, sentence, error=sentence)),
            self.parts.unanswered: question,
        }

    def _switched(self, conversation: Conversation, earlier: Any, request: gr.Request) -> Update:
        owner, said = asked_by(request)
        return {
            **self._running(False),
            **self._shown(conversation, said, read_earlier(earlier, owner)),
            self.parts.kept: keep_conversation(conversation, owner),
            self.parts.unanswered: "",
            self.parts.status: status_html(""),
        }

    def _shown(self, conversation: Conversation, said: Words, earlier: list[Earlier]) -> Update:
        answers = conversation.answers
        if answers:
            shown = self._conversation(conversation, said)
        else:
            shown = welcome_html(said, self._holds(said), EXAMPLES, earlier)
        evidence = self._evidence(answers[-1] if answers else None, len(answers) - 1, said)
        return {self.parts.conversation: shown, self.parts.evidence: evidence, self.parts.edition: ""}

    def _conversation(self, conversation: Conversation, said: Words, pending: Pending | None = None) -> str:
        votes = conversation.votes if self.store else None
        return conversation_html(conversation.answers, said, date.today(), pending, votes)

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
