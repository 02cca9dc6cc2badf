"""The chat tab: what happens between a question and its checked, cited answer on the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.page.conversation import Pending, conversation_html, welcome_html
from assistant.page.evidence import evidence_html
from assistant.page.history import keep_turns, read_turns
from assistant.page.text import Words, preferred_language, words
from assistant.rendering import conversation_html as printable_html
from assistant.rendering import conversation_markdown, escape
from assistant.types import Answer

EXAMPLES = [
    "Can my company get certified to ISO 9002 today?",
    "When was ISO 9001 last revised, and until when are older certificates valid?",
    "Does ISO issue certificates?",
    "Is an internal audit required by ISO 14001?",
    "What is the difference between a correction and a corrective action?",
    "How do I renew our ISO 9002 certificate?",
]
Update = dict[Any, Any]


def asked_by(request: gr.Request) -> tuple[str, Words]:
    """Who asks (empty without log-in), and the words in the language of that person's browser."""
    language = preferred_language(request.headers.get("accept-language"))
    return getattr(request, "username", None) or "", words(language)


def status_html(sentence: str) -> str:
    """The line that screen readers speak."""
    return f'<p role="status" aria-live="polite">{escape(sentence)}</p>'


class Chat:
    """The handlers of the chat; `parts` are the components they write to, set by the layout."""

    def __init__(self, iso: Any) -> None:
        self.iso = iso
        self.library = iso.library
        self.parts: Any = None

    def open(self, kept: Any, request: gr.Request) -> Update:
        """Restores the conversation that this browser kept, and takes the question of a ?q= link."""
        owner, said = asked_by(request)
        question = str(request.query_params.get("q", ""))[:4000].strip()
        answers = [] if question else read_turns(kept, owner)
        today = date.today()
        return {
            **self._shown(answers, said),
            self.parts.kept: keep_turns(answers, owner),
            self.parts.linked: question,
            self.parts.day: gr.HTML(
                value=today.isoformat(), today=today.isoformat(), name=said["as_of"], back=said["today"], help=said["as_of_help"]
            ),
        }

    def ask_linked(self, question: str, kept: Any, day: str, request: gr.Request) -> Iterator[Update]:
        """Asks the question of a ?q= link, when there is one."""
        yield from self.ask(question, kept, day, None, request)

    def ask_clicked(self, kept: Any, day: str, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        """Asks an example or a follow-up."""
        yield from self.ask(str(event._data.get("question", "")), kept, day, None, request)

    def retry(self, kept: Any, day: str, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        """Asks the question of a turn again, as of the chosen day; that turn and what follows are replaced."""
        turn, answer = self._turn(kept, event, request)
        if answer:
            yield from self.ask(answer.question, kept, day, turn, request)
        else:
            yield {self.parts.asking: ""}

    def edit(self, kept: Any, event: gr.EventData, request: gr.Request) -> Update:
        """Puts the question of a turn into the box; its answer is replaced when it is asked."""
        turn, answer = self._turn(kept, event, request)
        if answer is None:
            return {self.parts.editing: None}
        said = asked_by(request)[1]
        return {
            self.parts.question: answer.question,
            self.parts.editing: turn,
            self.parts.status: status_html(said["editing"]),
        }

    def ask(self, question: str, kept: Any, day: str, replaces: int | None, request: gr.Request) -> Iterator[Update]:
        """The stages, then the checked statements, then the answer with its evidence."""
        owner, said = asked_by(request)
        question = (question or "").strip()
        if not question:
            yield {self.parts.asking: ""}
            return
        answers = read_turns(kept, owner)[:replaces]
        pending = Pending(question, "searching")
        yield {
            **self._running(True),
            self.parts.question: "",
            self.parts.asking: question,
            self.parts.editing: None,
            **self._progress(answers, said, pending),
        }
        asked = {"question": question, "history": [answer.question for answer in answers], "as_of": day or None}
        try:
            for kind, value in self.iso.stream(asked):
                if kind == "answer":
                    answers.append(value)
                    break
                if kind == "statement":
                    pending.statements.append(value)
                else:
                    pending.stage = str(value)
                yield self._progress(answers, said, pending)
        except AssistantError as error:
            pending.error = str(error)
            yield {
                **self._running(False),
                self.parts.question: question,
                **self._progress(answers, said, pending),
                self.parts.status: status_html(str(error)),
            }
            return
        spoken = said["done"].format(verdict=said[answers[-1].verdict], count=len(answers[-1].citations))
        yield {
            **self._running(False),
            **self._shown(answers, said),
            self.parts.kept: keep_turns(answers, owner),
            self.parts.status: status_html(spoken),
        }

    def stop(self, question: str, kept: Any, request: gr.Request) -> Update:
        """Shows the conversation without the turn that was stopped; its question goes back into the box."""
        owner, said = asked_by(request)
        return {
            **self._running(False),
            **self._shown(read_turns(kept, owner), said),
            self.parts.question: question,
            self.parts.status: status_html(said["stopped"]),
        }

    def new(self, request: gr.Request) -> Update:
        """An empty conversation."""
        owner, said = asked_by(request)
        return {
            **self._shown([], said),
            self.parts.kept: keep_turns([], owner),
            self.parts.editing: None,
            self.parts.question: "",
            self.parts.status: status_html(""),
        }

    def select(self, kept: Any, event: gr.EventData, request: gr.Request) -> str:
        """The evidence of the turn whose citation was chosen."""
        turn, answer = self._turn(kept, event, request)
        return evidence_html(answer, turn, self.library, asked_by(request)[1], date.today())

    def record(self, kept: Any, event: gr.EventData, request: gr.Request) -> dict[str, str]:
        """The record of one answer, as a file for the browser to save."""
        _, answer = self._turn(kept, event, request)
        if answer is None:
            return {}
        text = json.dumps(answer.to_dict(), ensure_ascii=False, indent=2)
        return {"name": f"iso-assistant-record-{answer.as_of}.json", "type": "application/json", "text": text}

    def export_markdown(self, kept: Any, request: gr.Request) -> dict[str, str]:
        """The conversation as Markdown, as a file for the browser to save."""
        text = conversation_markdown(read_turns(kept, asked_by(request)[0]))
        return {"name": "iso-assistant-conversation.md", "type": "text/markdown;charset=utf-8", "text": text}

    def export_html(self, kept: Any, request: gr.Request) -> dict[str, str]:
        """The conversation as a page to print, as a file for the browser to save."""
        text = printable_html(read_turns(kept, asked_by(request)[0]))
        return {"name": "iso-assistant-conversation.html", "type": "text/html;charset=utf-8", "text": text}

    def _turn(self, kept: Any, event: gr.EventData, request: gr.Request) -> tuple[int, Answer | None]:
        answers = read_turns(kept, asked_by(request)[0])
        turn = event._data.get("turn")
        found = isinstance(turn, int) and 0 <= turn < len(answers)
        return (turn, answers[turn]) if found else (0, None)

    def _running(self, running: bool) -> Update:
        return {self.parts.ask: gr.Button(visible=not running), self.parts.stop: gr.Button(visible=running)}

    def _progress(self, answers: list[Answer], said: Words, pending: Pending) -> Update:
        return {
            self.parts.conversation: conversation_html(answers, said, date.today(), pending),
            self.parts.status: status_html(said.get(pending.stage, pending.stage)),
        }

    def _shown(self, answers: list[Answer], said: Words) -> Update:
        today = date.today()
        last = answers[-1] if answers else None
        shown = conversation_html(answers, said, today) if answers else welcome_html(said, self._holds(said), EXAMPLES)
        return {
            self.parts.conversation: shown,
            self.parts.evidence: evidence_html(last, len(answers) - 1, self.library, said, today),
        }

    def _holds(self, said: Words) -> str:
        return said["holds"].format(
            facts=len(self.library.facts),
            articles=len(self.library.articles),
            claims=len(self.library.claims_by_passage_id),
            verified=max(fact.verified_on for fact in self.library.facts),
        )
