"""The library as lists to browse: what matches the filters, each article's claims, what needs review; all as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.curation import needs_review
from assistant.library import Library, phrasings
from assistant.page.evidence import passage_body_html, short_address
from assistant.page.existence import Existence
from assistant.page.parts import outside_link, standing_badge
from assistant.page.sought import Findable, words_of
from assistant.page.text import Words
from assistant.rendering import escape
from assistant.standards import find_designations, standard_name
from assistant.types import Article, Fact, SourceClaim

PAGE = 30
# How far ahead the list of reviews looks when nothing is due.
MOST_REVIEWS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of the library with what it can be filtered by."""

    passage_id: str
    kind: str
    standing: str
    text: str
    findable: Findable
    standards: frozenset[str]
    fact: Fact | None
    since: date | None

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in the fact's validity, and all that it names existed; claims of articles always pass."""
        return self.fact is None or (self.fact.holds_on(day) and (self.since is None or self.since <= day))


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; an empty field lets everything through."""

    words: str = ""
    standard: str = ""
    kind: str = ""
    standing: str = ""
    day: date | None = None

    def admits(self, entry: Entry) -> bool:
        """Whether `entry` is shown, as far as it does not depend on the words searched for."""
        return (
            (not self.standard or self.standard in entry.standards)
            and (not self.kind or self.kind == entry.kind)
            and (not self.standing or self.standing == entry.standing)
            and (self.day is None or entry.holds_on(self.day))
        )


class Catalogue:
    """Entries of a library, made once."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def entries(self) -> list[Entry]:
        """Facts in the order of the library, then the claims of the articles."""
        claims = self.library.claims_by_passage_id.items()
        existence = Existence(self.library.facts)
        return [_fact_entry(fact, existence) for fact in self.library.facts] + [
            _claim_entry(passage_id, article, claim) for passage_id, (article, claim) in claims
        ]

    @cached_property
    def standards(self) -> list[tuple[str, str]]:
        """Standards that entries are about, as (name, key), the most frequent families first."""
        count: dict[str, int] = {}
        for entry in self.entries:
            for key in entry.standards:
                count[key] = count.get(key, 0) + 1
        return [
            (standard_name(key), key) for key in sorted(count, key=lambda key: (-count[key], key)) if count[key] > 1
        ]

    def find(self, wanted: Filter) -> list[Entry]:
        """The entries that match; those that are about the words come before those that only mention them."""
        sought = words_of(wanted.words)
        admitted = [entry for entry in self.entries if wanted.admits(entry)]
        if not sought:
            return [] if wanted.words.strip() else admitted
        ranked = [(rank, entry) for entry in admitted if (rank := entry.findable.rank(sought)) is not None]
        return [entry for _, entry in sorted(ranked, key=lambda found: found[0])]

    def found_html(self, wanted: Filter, shown: int, words: Words, today: date) -> tuple[str, bool]:
        """The first `shown` entries that match, and whether there are more."""
        found = self.find(wanted)
        if not found:
            return f'<p class="nothing">{escape(words["nothing_found"])}</p>', False
        count = words["found"].format(count=len(found), shown=min(shown, len(found)))
        cards = "".join(self._card(entry, words, today) for entry in found[:shown])
        return f'<p class="found" role="status">{escape(count)}</p><div class="cards">{cards}</div>', len(found) > shown

    def articles_html(self, verdict: str, words: Words) -> str:
        """Each article with its claims in reading order; only those of `verdict` when it is given."""
        return "".join(self._article(article, verdict, words) for article in self.library.articles)

    def reviews_html(self, words: Words, today: date) -> str:
        """Facts whose review is due, or else the ones that come next."""
        due = needs_review(self.library.facts, today)
        listed = due or sorted(self.library.facts, key=lambda fact: (fact.review_by, fact.id))[:MOST_REVIEWS]
        said = (
            words["reviews_due"].format(count=len(due))
            if due
            else words["reviews_none"].format(day=listed[0].review_by)
        )
        rows = "".join(
            f"<tr><td><time>{fact.review_by}</time></td><td>{_opening(fact.passage_id, fact.passage_id, _named(fact))}</td>"
            f"<td>{escape(words['confidence_' + fact.confidence])}</td></tr>"
            for fact in listed
        )
        heads = "".join(f"<th scope=col>{escape(words[name])}</th>" for name in ("review_day", "about", "certainty"))
        return f'<p class="found">{escape(said)}</p><div class="scroll" tabindex="0"><table class="reviews"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'

    def opened_html(self, passage_id: str, words: Words, today: date) -> str:
        """What a line that was opened shows: all there is on a fact; of a claim, which stands above it, its references."""
        passage = self.library.passage(passage_id)
        if passage is None:
            return ""
        if passage.kind == "fact":
            return f'<div class="card">{passage_body_html(passage, self.library, words, today)}</div>'
        links = (outside_link(address, short_address(address), words) for address in passage.references)
        return f'<div class="card"><ul class="references">{"".join(f"<li>{link}</li>" for link in links)}</ul></div>'

    def _card(self, entry: Entry, words: Words, today: date) -> str:
        passage = self.library.passage(entry.passage_id)
        assert passage is not None
        return (
            f'<details class="card entry" data-entry="{escape(entry.passage_id)}"><summary><span class="entry-title" lang="en">{escape(passage.title)}</span>'
            f'<span class="entry-text" lang="en">{escape(passage.text)}</span>'
            f'<span class="kind">{escape(words[passage.kind])} {standing_badge(passage.standing, words)}</span></summary>'
            f"{passage_body_html(passage, self.library, words, today)}</details>"
        )

    def _article(self, article: Article, verdict: str, words: Words) -> str:
        counts: dict[str, int] = {}
        for claim in article.claims:
            counts[claim.verdict] = counts.get(claim.verdict, 0) + 1
        badges = " ".join(f"{standing_badge(name, words)} {count}" for name, count in sorted(counts.items()))
        claims = [claim for claim in article.claims if not verdict or claim.verdict == verdict]
        if not claims:
            return ""
        listed = "".join(self._claim(article.passage_id(claim), claim, words) for claim in claims)
        return (
            f'<details class="card article" open><summary><span class="entry-title" lang="en">{escape(article.title)}</span>'
            f'<span class="kind">{escape(article.publisher)} · {badges}</span></summary><ol class="claims">{listed}</ol></details>'
        )

    def _claim(self, passage_id: str, claim: SourceClaim, words: Words) -> str:
        refuting = [fact for name in claim.refuted_by if (fact := self.library.facts_by_id.get(name))]
        label = f'<span class="label">{escape(words["instead"])}</span> '
        said = "".join(
            _opening(
                f"{passage_id} {fact.passage_id}",
                fact.passage_id,
                f'{label}<span lang="en">{escape(fact.statement)}</span>',
            )
            for fact in refuting
        )
        references = _opening(passage_id, passage_id, escape(words["references"])) if claim.references else ""
        return (
            f'<li><p class="claim"><span lang="en">{escape(claim.claim)}</span> {standing_badge(claim.verdict, words)}</p>'
            f'<p class="why" lang="en">{escape(claim.why)}</p>{references}{said}</li>'
        )


def _opening(entry: str, passage_id: str, summary: str) -> str:
    """A line that opens to a passage, which the script of the list fetches then; `summary` is HTML."""
    return (
        f'<details class="opening" data-entry="{escape(entry)}"><summary>{summary}</summary>'
        f'<div data-passage="{escape(passage_id)}"></div></details>'
    )


def _named(fact: Fact) -> str:
    return f'<span lang="en">{escape(fact.subject)}: {escape(fact.attribute)}</span> <code>{escape(fact.id)}</code>'


def _fact_entry(fact: Fact, existence: Existence) -> Entry:
    phrases = " ".join(text for field, text in phrasings(fact) if field != "statement")
    return Entry(
        fact.passage_id,
        "fact",
        "trusted",
        fact.statement,
        Findable.of(fact.passage_id, fact.subject, fact.attribute, fact.statement, phrases),
        _standards(f"{fact.subject} {fact.statement}"),
        fact,
        existence.since(fact),
    )


def _claim_entry(passage_id: str, article: Article, claim: SourceClaim) -> Entry:
    findable = Findable.of(passage_id, article.title, claim.claim, article.publisher, claim.why)
    return Entry(passage_id, "source", claim.verdict, claim.claim, findable, _standards(claim.claim), None, None)


def _standards(text: str) -> frozenset[str]:
    return frozenset(mention.designation.key for mention in find_designations(text))
