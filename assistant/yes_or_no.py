"""Yes or no, where the curated yes/no questions nearest to a polar question leave no doubt which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.certificates import asks_whether_possible, without_certificate
from assistant.claims import affirmed
from assistant.ledger import Ledger
from assistant.likely_answer import likely_answer
from assistant.options import labelled
from assistant.polarity import asks_the_same, modalities, offers_choice
from assistant.predicates import narrows
from assistant.retrieval import Found
from assistant.standards import find_designations
from assistant.types import Fact
from assistant.understanding import Question
from assistant.votes import SENTENCES, TAKEN, YES_NO, Vote, as_asked, votes_on

# A yes/no phrasing this near to the question, and with this share of its words, lends it its answer. Below about 0.7 the
# one word in three that differs is mostly the one that is asked about.
SAME_QUESTION = 0.60
SAME_WORDS = 0.72
# So many facts are looked at for such a phrasing; one that is not the best must share more words.
CLOSE = 5
SAME_WORDS_ELSEWHERE = 0.85
# With fewer words in common it has to be nearer, clearly nearer than any phrasing that is answered the other way, and most
# of the phrasings around have to agree with it; where nearly all do, no word need be shared. Of 139 answers opened in
# either way in the evals and to the questions of strangers 1 is wrong; without the agreement it was 1 in 10.
NEAR = 0.75
AS_NEAR = 0.03
SOME_WORDS = 0.30
MOST_WORDS = 0.60
CLEARLY = 0.04
AGREE = 0.60
NEARLY_ALL = 0.95
_WORD = re.compile(r"\w+")
_IN_YEAR = re.compile(r"\b(?:back |already |still )?in (?:the year )?(?P<year>(?:19|20)\d\d)\b,?", re.I)
# "Is A part of B?" and "A is part of B" ask in the same words: the verb that opens a question stands after its subject in a claim.
_OPENING_VERB = frozenset("is are was were do does did has have had can may must should will".split())
_ARTICLES = frozenset("a an the".split())
_MAY_NOT = re.compile(r"\b(?:cannot|can't|may not|must not|can never|may never|is not allowed)\b", re.I)


def yes_or_no(question: Question, found: Found, facts: Mapping[str, Fact], ledger: Ledger) -> tuple[Fact, str] | None:
    """The fact that answers a polar question with "Yes." or "No.", and which; None where that is not plain."""
    if not question.polar or labelled(question.text):
        return None
    plain = affirmed(question.text, question.tagged)
    if plain is None:
        return None
    text, denied = plain
    said = _said(replace(question, text=text), found, facts, ledger)
    dated = _on_its_day(text, question, ledger)
    if said is None and dated != text:
        said = _said(replace(question, text=dated), found, facts, ledger)
    if said is None or denied == question.turned:
        return said
    fact, answer = said
    return fact, "No." if answer == "Yes." else "Yes."


def _on_its_day(text: str, question: Question, ledger: Ledger) -> str:
    """`text` without the year it asks about, and with the edition of that day: "in 2005 did ISO 9001 …" asks of ISO 9001:2000."""
    if not question.historical or not (year := _IN_YEAR.search(text)) or int(year["year"]) != question.as_of.year:
        return text
    text = f"{text[: year.start()]} {text[year.end() :]}".strip(" ,")
    mentions = find_designations(text, ledger.known)
    if len(mentions) != 1 or mentions[0].designation.edition:
        return text
    edition = ledger.current_edition(mentions[0].designation.key, question.as_of)
    end = mentions[0].end
    return f"{text[:end]}:{edition.year}{text[end:]}" if edition else text


def _said(question: Question, found: Found, facts: Mapping[str, Fact], ledger: Ledger) -> tuple[Fact, str] | None:
    """The answer to a question whose claim is neither denied nor judged."""
    uncertifiable = without_certificate(question, ledger)
    if uncertifiable is not None and asks_whether_possible(question):
        return uncertifiable, "No."
    votes = list(votes_on(question, found, facts, CLOSE, ledger.known))
    answer = _word_for_word(question, votes)
    if answer is None:
        answer = _by_words(question, found, votes, ledger)
        if answer is None and not SENTENCES.search(question.text) and not TAKEN.search(question.text):
            answer = _by_agreement(question, found, votes, ledger)
        answer = _as_the_best_says(answer or likely_answer(question, found, facts, ledger), votes)
    return None if answer is None or _gainsaid(question, *answer) else answer


def _as_the_best_says(answer: tuple[Fact, str] | None, votes: list[Vote]) -> tuple[Fact, str] | None:
    """The same answer by the best fact, where that is asked for in nearly these words too."""
    first = next((vote for vote in votes if vote.place == 0 and vote.phrase.field in YES_NO), None)
    if answer is None or first is None or first.answer != answer[1] or first.similarity < NEAR:
        return answer
    return first.fact, answer[1]


def _gainsaid(question: Question, fact: Fact, answer: str) -> bool:
    """Whether the fact's first clause says the other word of what may be done: "Yes." before "they cannot refuse"."""
    if answer == "No." or "may" not in modalities(question.text):
        return False
    first = re.split(r"[;:.,]\s", fact.statement)[0]
    return bool(_MAY_NOT.search(first)) and not _MAY_NOT.search(question.text)


def _word_for_word(question: Question, votes: list[Vote]) -> tuple[Fact, str] | None:
    """The answer of a phrasing that asks in the very same words in the same order: "is every A a B" is not "is every B an A".

    All words count, also the small ones: "may we keep it" is not "do we have to keep it", nor "was it" "is it".
    """
    asked = _in_order(question.text)
    same = [vote for vote in votes if vote.phrase.field in YES_NO and _in_order(vote.phrase.text) == asked]
    answers = {vote.answer for vote in same}
    return (same[0].fact, answers.pop()) if len(answers) == 1 else None


def _in_order(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The verb of a question or claim, and its other words in their order, articles left out."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _ARTICLES]
    at = next((number for number, word in enumerate(words) if word in _OPENING_VERB), None)
    verb = frozenset() if at is None else frozenset({words[at]})
    return verb, tuple(word for number, word in enumerate(words) if number != at)


def _by_words(question: Question, found: Found, votes: list[Vote], ledger: Ledger) -> tuple[Fact, str] | None:
    """The answer of a phrasing that asks the same in nearly the same words."""
    same: list[tuple[float, float, Fact, str]] = []
    for vote in votes:
        # In a story the answer may hang on the sentence before the question.
        if vote.similarity < SAME_QUESTION or vote.phrase.field not in YES_NO or SENTENCES.search(vote.phrase.text):
            continue
        overlap = found.overlap(vote.phrase.text)
        enough = overlap >= (SAME_WORDS if vote.place == 0 else SAME_WORDS_ELSEWHERE)
        if enough and _asks_it(question, vote, ledger):
            same.append((overlap, vote.similarity, vote.fact, vote.answer))
    if not same:
        return None
    best = max(same, key=lambda found: found[:2])
    # Two phrasings as near as each other that are answered differently differ in a word that this cannot see.
    rivals = {answer for overlap, _, _, answer in same if overlap > best[0] - 0.05}
    return (best[2], best[3]) if len(rivals) == 1 else None


def _by_agreement(question: Question, found: Found, votes: list[Vote], ledger: Ledger) -> tuple[Fact, str] | None:
    """The answer of the nearest phrasing that asks the same, where those around it agree."""
    asked = [vote for vote in votes if vote.phrase.field in YES_NO]
    if not asked:
        return None
    nearest = asked[0].similarity
    first = next((v for v in asked if v.similarity > nearest - AS_NEAR and _asks_it(question, v, ledger)), None)
    if first is None:
        return None
    agreement = sum(v.weight for v in votes if v.answer == first.answer) / sum(v.weight for v in votes)
    other = max((vote.similarity for vote in asked if vote.answer != first.answer), default=0.0)
    overlap = found.overlap(first.phrase.text)
    # Another fact than the best answers another question, unless it is asked for in most of the same words.
    words = overlap >= SOME_WORDS or agreement >= NEARLY_ALL if first.place == 0 else overlap >= MOST_WORDS
    if first.similarity >= max(NEAR, other + CLEARLY) and agreement >= AGREE and words:
        return first.fact, first.answer
    return None


def _asks_it(question: Question, vote: Vote, ledger: Ledger) -> bool:
    # "The fifth or the sixth?" is answered by neither yes nor no; what offers the same choice is as may be.
    if offers_choice(question.text) != offers_choice(vote.phrase.text):
        return False
    if vote.answer == "No." and narrows(vote.phrase.text, question.text):
        return False
    return asks_the_same(question.text, as_asked(question, vote.phrase.text, vote.fact, ledger), ledger.known)
