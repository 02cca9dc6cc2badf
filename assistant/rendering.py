"""An answer as text for people: Markdown with sources, safe HTML, and whole conversations to keep or print.

Nothing here trusts its input: questions, statements and article texts are escaped, Markdown is read without
HTML, links and images, and a marker such as [1] becomes a citation only when that citation exists.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from assistant.types import Answer, Citation, Dispute

MARKER = re.compile(r"\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
VERDICT_WORDS = {
    "answered": "Answered",
    "premise_corrected": "Premise corrected",
    "clarification_needed": "Needs clarification",
    "abstained": "Not answered",
    "small_talk": "Small talk",
}
REASON_WORDS = {
    "out_of_field": "Outside the field",
    "not_in_library": "Not in the library",
    "no_such_clause": "No such clause",
    "no_such_edition": "No such edition",
    "no_documented_figure": "No documented figure",
    "needs_standard_text": "Needs the text of the standard",
    "own_papers": "Needs your own papers",
    "withdrawn": "Withdrawn",
}
Chip = Callable[[Citation], str]


def escape(text: object) -> str:
    """`text` for use in HTML, as content or inside a quoted attribute.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(str(text), quote=True)


def web_address(address: str) -> str | None:
    """`address` when it is a plain http or https address, else None.

    >>> web_address("https://www.iso.org/"), web_address("javascript:alert(1)")
    ('https://www.iso.org/', None)
    """
    return address if re.fullmatch(r"https?://[^\s<>\"'`\\]+", address, re.IGNORECASE) else None


def marked_html(text: str, start: int, end: int) -> str:
    """`text` as HTML with the span from `start` to `end` in a mark element.

    >>> marked_html("can no longer", 4, 13)
    'can <mark>no longer</mark>'
    """
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"


def statement_html(text: str, citations: Sequence[Citation], chip: Chip) -> str:
    """Markdown `text` as HTML in which each resolving [n] is replaced by what `chip` returns for it."""
    known = {citation.number: citation for citation in citations}
    rendered = _MARKDOWN.render(_readable(text), {"citations": known, "chip": chip})
    return str(rendered)


def answer_markdown(answer: Answer) -> str:
    """One answer with its question, day, verdict, sources and disputes, as Markdown."""
    lines = [f"**{_plain(answer.question)}**", "", f"*{_plain(_standing(answer))}*", ""]
    if understood := _understood(answer):
        lines += [_plain(understood), ""]
    lines += [_harmless(answer.text.strip()), ""]
    if answer.citations:
        lines += ["Sources:", "", *(_source_line(citation) for citation in answer.citations), ""]
    if answer.disputes:
        lines += ["Sources that say otherwise:", "", *(_dispute_line(dispute) for dispute in answer.disputes), ""]
    lines += [f"> {_plain(note)}" for note in answer.notes]
    return "\n".join(lines).strip() + "\n"


def conversation_markdown(answers: Iterable[Answer]) -> str:
    """A conversation as one Markdown document."""
    parts = [answer_markdown(answer) for answer in answers]
    return "# Conversation with ISO Assistant\n\n" + "\n---\n\n".join(parts)


def conversation_html(answers: Iterable[Answer]) -> str:
    """A conversation as one HTML document to keep or print: no script, nothing from elsewhere."""
    body = "\n".join(_printed(answer) for answer in answers)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Conversation with ISO Assistant</title><style>{_PRINT_STYLE}</style></head>\n"
        f"<body><h1>Conversation with ISO Assistant</h1>\n{body}\n</body></html>\n"
    )


def verdict_words(answer: Answer) -> str:
    """The verdict in words, with the reason when there is one."""
    words = VERDICT_WORDS[answer.verdict]
    return f"{words}: {REASON_WORDS[answer.reason].lower()}" if answer.reason else words


def _standing(answer: Answer) -> str:
    worded = f" · worded by {answer.composer.removeprefix('llm:')}" if answer.composer.startswith("llm:") else ""
    return f"{verdict_words(answer)} · as of {answer.as_of} · library {answer.library or 'unknown'}{worded}"


def _understood(answer: Answer) -> str:
    """How a follow-up was understood; empty when it was taken as asked."""
    same = answer.standalone_question.strip().lower() == answer.question.strip().lower()
    return "" if same else f"Understood as: {answer.standalone_question}"


def _source_line(citation: Citation) -> str:
    addresses = " ".join(f"<{address}>" for address in map(web_address, citation.references) if address)
    checked = f", verified on {_plain(citation.verified_on)}" if citation.verified_on else ""
    # A backtick would end the code in which the id stands.
    identity = " ".join(citation.passage_id.replace("`", "'").split())
    line = f'{citation.number}. {_plain(citation.title)} (`{identity}`{checked}): "{_plain(citation.quote)}"'
    return f"{line} {addresses}".rstrip()


def _dispute_line(dispute: Dispute) -> str:
    claim, why = _plain(dispute.claim), _plain(dispute.why)
    return f'- {_plain(dispute.title)} ({_plain(dispute.verdict)}): "{claim}" {why}'


def _harmless(markdown: str) -> str:
    """Markdown in which HTML, images, links and fences are shown as text; emphasis, lists and tables stay."""
    shown = re.sub(r"<|&(?=[#\w])", lambda match: {"<": "&lt;", "&": "&amp;"}[match[0]], markdown)
    # A fence that is never closed would swallow the sources and all that follows.
    shown = re.sub(r"`{3,}|~{3,}", lambda fence: "".join(f"\\{sign}" for sign in fence[0]), shown)
    # Links and images in place, images by reference, and the addresses that references stand for.
    return shown.replace("](", "]\\(").replace("![", "!\\[").replace("]:", "]\\:")


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return re.sub(r"([\\`*_\[\]<>#|&!])", r"\\\1", " ".join(text.split()))


def _printed(answer: Answer) -> str:
    text = statement_html(answer.text, answer.citations, lambda citation: f"<sup>[{citation.number}]</sup>")
    understood = _understood(answer)
    sources = "".join(_printed_source(citation) for citation in answer.citations)
    disputes = "".join(
        f"<li>{escape(dispute.title)} ({escape(dispute.verdict)}): “{escape(dispute.claim)}” {escape(dispute.why)}</li>"
        for dispute in answer.disputes
    )
    return (
        f"<section><h2>{escape(answer.question)}</h2><p class=standing>{escape(_standing(answer))}</p>"
        + (f"<p class=standing>{escape(understood)}</p>" if understood else "")
        + text
        + (f"<h3>Sources</h3><ol>{sources}</ol>" if sources else "")
        + (f"<h3>Sources that say otherwise</h3><ul>{disputes}</ul>" if disputes else "")
        + "".join(f"<p class=note>{escape(note)}</p>" for note in answer.notes)
        + "</section>"
    )


def _printed_source(citation: Citation) -> str:
    links = " ".join(
        f'<a rel="noopener noreferrer" href="{escape(address)}">{escape(address)}</a>'
        for address in map(web_address, citation.references)
        if address
    )
    checked = f" Verified on {escape(citation.verified_on)}." if citation.verified_on else ""
    return (
        f'<li value="{int(citation.number)}">{escape(citation.title)}: “{escape(citation.quote)}”.{checked} '
        f"<code>{escape(citation.passage_id)}</code> {links}</li>"
    )


def _readable(text: str) -> str:
    """`text` without control characters, and with each citation kept on the line of its last word."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
    return re.sub(r" (?=\[\d)", "\u00a0", text)


def _citation_rule(state: StateInline, silent: bool) -> bool:
    """Reads [1] or [1, 2] when every number names a citation."""
    match = MARKER.match(state.src, state.pos)
    if not match:
        return False
    numbers = [int(number) for number in match[1].split(",")]
    if not all(number in state.env["citations"] for number in numbers):
        return False
    if not silent:
        for number in numbers:
            state.push("citation", "", 0).meta = {"number": number}
    state.pos = match.end()
    return True


def _render_citation(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return str(env["chip"](env["citations"][tokens[index].meta["number"]]))


def _build_markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True})
    markdown.enable(
        ["table", "list", "emphasis", "strikethrough", "newline", "blockquote", "backticks", "entity", "escape"]
    )
    markdown.inline.ruler.before("emphasis", "citation", _citation_rule)
    markdown.add_render_rule("citation", _render_citation)
    return markdown


_MARKDOWN = _build_markdown()
_PRINT_STYLE = (
    "body{font:11pt/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b2728}"
    "h1{font-size:16pt}h2{font-size:12.5pt;margin:2rem 0 .2rem}h3{font-size:10.5pt;margin:.8rem 0 .2rem}"
    ".standing,.note{color:#4b5b5d;font-size:9.5pt}li{margin:.3rem 0;font-size:9.5pt;overflow-wrap:anywhere}"
    "section{break-inside:avoid-page}table{border-collapse:collapse}td,th{border:1px solid #b9c4c5;padding:.2rem .5rem}"
)
