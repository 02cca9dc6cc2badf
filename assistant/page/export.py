"""Files for the browser to save: the record of an answer, the conversation as Markdown or to print."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr

from assistant.page.chat import Chat
from assistant.page.history import read_conversation
from assistant.page.request import asked_by
from assistant.record import to_record
from assistant.rendering import conversation_html, conversation_markdown

File = dict[str, str]


class Export:
    """Makes files of a conversation; nothing is left on the server, the script of the page saves them."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def record(self, kept: Any, event: gr.EventData, request: gr.Request) -> File:
        """The record of one answer, which `iso-assistant verify` can check again."""
        _, answer = self.chat.turn(kept, event, request)
        if answer is None:
            return {}
        text = json.dumps(to_record(answer), ensure_ascii=False, indent=2)
        return {"name": f"iso-assistant-record-{answer.as_of}.json", "type": "application/json", "text": text}

    def markdown(self, kept: Any, request: gr.Request) -> File:
        """The conversation as Markdown."""
        owner, said = asked_by(request)
        answers = read_conversation(kept, owner).answers
        if not answers:
            return {"say": said["nothing_to_save"]}
        text = conversation_markdown(answers)
        return {"name": "iso-assistant-conversation.md", "type": "text/markdown;charset=utf-8", "text": text}

    def printable(self, kept: Any, request: gr.Request) -> File:
        """The conversation as one HTML page to print."""
        owner, said = asked_by(request)
        answers = read_conversation(kept, owner).answers
        if not answers:
            return {"say": said["nothing_to_save"]}
        text = conversation_html(answers)
        return {"name": "iso-assistant-conversation.html", "type": "text/html;charset=utf-8", "text": text}
