"""What other programs may call: `/ask` and `/show_passage`, typed; the same two as tools of the MCP server."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from assistant.errors import AssistantError
from assistant.page.limits import Limits
from assistant.page.request import visitor


def offer_api(iso: Any, limits: Limits) -> None:
    """Adds the two public functions to the page under construction; everything else on it is private."""

    def ask(
        question: str, as_of: str = "", history: list[str] | None = None, request: gr.Request | None = None
    ) -> dict[str, Any]:
        """Answers a question on ISO management-system standards; every statement of the answer is cited.

        Args:
            question: The question, in plain words.
            as_of: The day for which the answer holds, as YYYY-MM-DD; empty means today.
            history: Earlier questions of the same person, oldest first, so that a follow-up is understood.
        """
        try:
            with limits.asking(visitor(request) if request else ""):
                return dict(iso.ask(question, history=history or [], as_of=as_of or None).to_dict())
        except AssistantError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def show_passage(passage_id: str) -> dict[str, Any]:
        """Shows a passage that an answer cites: its full text, standing, references and dates.

        Args:
            passage_id: The id from a citation, such as fact:iso-9002-status.
        """
        passage = iso.library.passage(passage_id)
        if passage is None:
            raise gr.Error(f"{passage_id}: there is no such passage in the library.", print_exception=False)
        return {
            "id": passage.id, "kind": passage.kind, "title": passage.title, "text": passage.text,
            "standing": passage.standing, "references": list(passage.references),
            "verified_on": str(passage.verified_on or "") or None, "review_by": str(passage.review_by or "") or None,
            "note": passage.note,
        }  # fmt: skip

    api(ask, api_name="ask", concurrency_limit=4, concurrency_id="ask")
    api(show_passage, api_name="show_passage", concurrency_limit=8)
