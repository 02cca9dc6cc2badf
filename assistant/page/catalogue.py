"""The library as lists to browse: what matches the filters, each article's claims, what needs review; all as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.curation import needs_review
from assistant.library import Library, phrasings
from assistant.page.evidence import passage_body_html
from assistant.page.existence import Existence
from assistant.page.parts import standing_badge
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
            f'<tr><td><time>{fact.review_by}</time></td><td><span lang="en">{escape(fact.subject)}: '
            f"{escape(fact.attribute)}</span> <code>{escape(fact.id)}</code></td>"
            f"<td>{escape(words['confidence_' + fact.confidence])}</td></tr>"
            for fact in listed
        )
        heads = "".join(f"<th scope=col>{escape(words[name])}</th>" for name in ("review_day", "about", "certainty"))
        return f'<p class="found">{escape(said)}</p><div class="scroll" tabindex="0"><table class="reviews"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'

    def _card(self, entry: Entry, words: Words, today: date) -> str:
        passage = self.library.passage(entry.passage_id)
        assert passage is not None
        return (
            f'<details class="card entry"><summary><span class="entry-title" lang="en">{escape(passage.title)}</span>'
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
        listed = "".join(self._claim(claim, words) for claim in claims)
        return (
            f'<details class="card article" open><summary><span class="entry-title" lang="en">{escape(article.title)}</span>'
            f'<span class="kind">{escape(article.publisher)} · {badges}</span></summary><ol class="claims">{listed}</ol></details>'
        )

    def _claim(self, claim: SourceClaim, words: Words) -> str:
        refuting = [fact for name in claim.refuted_by if (fact := self.library.facts_by_id.get(name))]
        said = "".join(
            f'<p class="refuted"><span class="label">{escape(words["instead"])}</span> <span lang="en">{escape(fact.statement)}</span></p>'
            for fact in refuting
        )
        return (
            f'<li><p class="claim"><span lang="en">{escape(claim.claim)}</span> {standing_badge(claim.verdict, words)}</p>'
            f'<p class="why" lang="en">{escape(claim.why)}</p>{said}</li>'
        )


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
