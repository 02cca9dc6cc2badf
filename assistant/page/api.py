"""What other programs may call: `/ask` and `/show_passage`, typed; the same two as tools of the MCP server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypedDict

import gradio as gr
from gradio.events import api
from gradio.utils import get_function_description
from gradio_client.utils import python_type_to_json_schema

from assistant.errors import AssistantError
from assistant.page.limits import Limits
from assistant.page.request import visitor
from assistant.types import Answer, Kind


class ShownPassage(TypedDict):
    """What `/show_passage` gives; days as YYYY-MM-DD."""

    id: str
    kind: Kind
    title: str
    text: str
    standing: str
    references: list[str]
    verified_on: str | None
    review_by: str | None
    note: str | None


def offer_api(page: gr.Blocks, iso: Any, limits: Limits) -> None:
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

    def show_passage(passage_id: str) -> ShownPassage:
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

    _offer(page, ask, Answer, concurrency_limit=4, concurrency_id="ask")
    _offer(page, show_passage, ShownPassage, concurrency_limit=8)


def speak_json(page: gr.Blocks) -> None:
    """Lets the tools of the page's MCP server, where there is one, answer in JSON instead of Python's notation."""
    server: Any = page.mcp_server_obj
    if server is None:
        return

    def as_json(outputs: list[Any], root_url: str) -> list[Any]:
        return [server.types.TextContent(type="text", text=json.dumps(each, ensure_ascii=False)) for each in outputs]

    server.postprocess_output_data = as_json


def _offer(page: gr.Blocks, function: Callable[..., Any], gives: type, **options: Any) -> None:
    """Makes `function` public under its name, with what its docstring says on each parameter and the fields it gives."""
    offered = api(function, api_name=function.__name__, **options)
    blocks: dict[int, Any] = page.blocks
    described = get_function_description(function)[1].values()
    for number, description in zip(offered["inputs"], described, strict=False):
        blocks[number]._api_info["additional_description"] = description
    blocks[offered["outputs"][0]]._api_info = _with_all_fields(python_type_to_json_schema(gives))


def _with_all_fields(schema: Any) -> Any:
    """The same schema, which says that no field is ever left out."""
    if isinstance(schema, list):
        return [_with_all_fields(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: _with_all_fields(part) for name, part in schema.items()}
    if parts.get("type") == "object" and "properties" in parts:
        parts["required"] = list(parts["properties"])
    return parts
