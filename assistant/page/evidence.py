"""What an answer rests on, as HTML: passages with the quoted span marked, their standing, and who says otherwise."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.library import Library
from assistant.page.parts import icon, outside_link, standing_badge
from assistant.page.text import Words
from assistant.rendering import escape, marked_html
from assistant.types import Answer, Citation, Dispute, Fact, Passage


def evidence_html(
    answer: Answer | None, turn: int, library: Library, words: Words, today: date, editions: str = ""
) -> str:
    """The panel for one answer; a sentence when there is nothing to show. `editions` is HTML to put below."""
    if answer is None:
        return _empty(words["no_evidence"])
    cards = [_card(citation, library, words, today) for citation in answer.citations]
    if not cards and not answer.disputes:
        return _empty(words["nothing_cited"])
    return f'<div class="cards" data-turn="{turn}">{"".join(cards)}{_disputes(answer, library, words)}{editions}</div>'


def passage_html(passage: Passage, library: Library, words: Words, today: date) -> str:
    """One passage of the library as a card, without a quoted span."""
    return f'<article class="card">{_head(passage, "", words)}{passage_body_html(passage, library, words, today)}</article>'


def passage_body_html(passage: Passage, library: Library, words: Words, today: date) -> str:
    """All there is to say on a passage below its title."""
    return _body(passage, None, library, words, today)


def _empty(sentence: str) -> str:
    return f'<div class="cards"><p class="nothing">{escape(sentence)}</p></div>'


def _card(citation: Citation, library: Library, words: Words, today: date) -> str:
    number = f'<span class="number" aria-hidden="true">{int(citation.number)}</span>'
    passage = library.passage(citation.passage_id)
    if passage is None:
        inside = (
            f'<header>{number}<h3>{escape(citation.title)}</h3></header><blockquote lang="en">{escape(citation.quote)}'
        )
        inside += f'</blockquote><p class="note">{escape(words["passage_gone"])}</p>'
    else:
        inside = _head(passage, number, words) + _body(passage, citation, library, words, today)
    return (
        f'<article class="card" tabindex="-1" data-number="{int(citation.number)}" '
        f'aria-label="{escape(words["evidence"])} {int(citation.number)}: {escape(citation.title)}">{inside}</article>'
    )


def _head(passage: Passage, number: str, words: Words) -> str:
    return (
        f'<header>{number}<h3 lang="en">{escape(passage.title)}</h3></header><p class="kind">'
        f"{escape(words[passage.kind])} {standing_badge(passage.standing, words)}</p>"
    )


def _body(passage: Passage, citation: Citation | None, library: Library, words: Words, today: date) -> str:
    changed = citation is not None and passage.text[citation.start : citation.end] != citation.quote
    if citation is None or changed:
        quoted = escape(passage.text)
    else:
        quoted = marked_html(passage.text, citation.start, citation.end)
    fact = library.facts_by_id.get(passage.id.removeprefix("fact:"))
    parts = [f'<blockquote lang="en">{quoted}</blockquote>']
    if changed:
        parts.append(f'<p class="note">{escape(words["library_changed"])}</p>')
    if passage.note:
        parts.append(f'<p class="remark" lang="en">{escape(passage.note)}</p>')
    if fact:
        parts += [_support(fact, words), _validity(fact, words)]
    parts += [_references(passage, fact, words), _checked(passage, words, today), _identity(passage)]
    return "".join(parts)


def _support(fact: Fact, words: Words) -> str:
    sentence = f"{words[f'confidence_{fact.confidence}']}: {words[f'support_{fact.support}']}."
    return f'<p class="support support-{fact.confidence}">{escape(sentence)}</p>'


def _validity(fact: Fact, words: Words) -> str:
    # `valid_to` is the first day on which the fact no longer holds; people read the last on which it does.
    last = fact.valid_to - timedelta(days=1) if fact.valid_to else None
    if fact.valid_from and last:
        said = [words["holds_between"].format(start=fact.valid_from, end=last)]
    elif fact.valid_from or last:
        said = [words["holds_from" if fact.valid_from else "holds_until"].format(day=fact.valid_from or last)]
    else:
        said = []
    if fact.certificates_until:
        said.append(words["certificates_until"].format(day=fact.certificates_until))
    return f'<p class="validity">{escape(". ".join(said))}.</p>' if said else ""


def _references(passage: Passage, fact: Fact | None, words: Words) -> str:
    shows = {reference.address: reference.shows for reference in fact.references} if fact else {}
    if not passage.references:
        return ""
    items = "".join(
        f"<li>{outside_link(address, short_address(address), words)}{_shows(shows.get(address, ''))}</li>"
        for address in passage.references
    )
    return f'<h4>{escape(words["references"])}</h4><ul class="references">{items}</ul>'


def _shows(text: str) -> str:
    return f' <span class="shows" lang="en">{escape(text)}</span>' if text and text != "the statement" else ""


def short_address(address: str) -> str:
    """An address as a reader wants it: the host, and the path when it is short.

    >>> short_address("https://www.iso.org/news/2026.html")
    'iso.org/news/2026.html'
    """
    host, _, path = address.split("://", 1)[-1].removeprefix("www.").partition("/")
    path = path.rstrip("/")
    if len(host) + len(path) > 52:
        path = path[: max(0, 48 - len(host))] + "…"
    return f"{host}/{path}" if path else host


def _checked(passage: Passage, words: Words, today: date) -> str:
    if not passage.verified_on:
        return ""
    said = f"<span>{escape(words['verified_on'].format(day=passage.verified_on))}</span>"
    if passage.review_by:
        overdue = passage.review_by < today
        label = words["overdue" if overdue else "review_by"].format(day=passage.review_by)
        said += f'<span class="{"overdue" if overdue else ""}">{escape(label)}</span>'
    return f'<p class="checked">{said}</p>'


def _identity(passage: Passage) -> str:
    return f'<p class="identity"><code>{escape(passage.id)}</code></p>'


def _disputes(answer: Answer, library: Library, words: Words) -> str:
    if not answer.disputes:
        return ""
    cards = "".join(_dispute(dispute, library, words) for dispute in answer.disputes)
    return (
        f'<section class="disputes" tabindex="-1" data-number="disputes" aria-label="{escape(words["disputes"])}">'
        f"<h3>{icon('dispute')}{escape(words['disputes'])}</h3>{cards}</section>"
    )


def _dispute(dispute: Dispute, library: Library, words: Words) -> str:
    found = library.claims_by_passage_id.get(dispute.passage_id)
    addresses = found[1].references if found else ()
    links = "".join(f"<li>{outside_link(address, short_address(address), words)}</li>" for address in addresses)
    return (
        f'<article class="card disputed-card"><header><h4 lang="en">{escape(dispute.title)}</h4>'
        f'{standing_badge(dispute.verdict, words)}</header><p class="label">{escape(words["says"])}</p>'
        f'<blockquote lang="en">{escape(dispute.claim)}</blockquote><p class="label">{escape(words["because"])}</p>'
        f'<p class="why" lang="en">{escape(dispute.why)}</p>'
        + (f'<ul class="references">{links}</ul>' if links else "")
        + f'<p class="identity"><code>{escape(dispute.passage_id)}</code></p></article>'
    )
