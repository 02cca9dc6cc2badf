"""The same questions asked otherwise: typos, other case, politeness, other words and order; the worst of each counts."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping, Sequence

from assistant.library import Library
from evals.cases import Case
from evals.report.terminal import Rows, span
from evals.runner import Ask, Run, run_cases
from evals.statistics import seed_of

CASES = 80

_SYNONYMS = (
    (r"\bcompany\b", "firm"),
    (r"\borganisation\b|\borganization\b", "company"),
    (r"\bhow often\b", "at what intervals"),
    (r"\bhow long\b", "for how much time"),
    (r"\bdo we need\b|\bdo we have to have\b", "are we obliged to have"),
    (r"\bwhat is the difference between\b", "what distinguishes"),
    (r"\bstill valid\b", "still in force"),
    (r"\bcurrent\b", "present"),
    (r"\bwho\b", "which people or body"),
    (r"\bmandatory\b", "compulsory"),
    (r"\bwhen was\b", "on what date was"),
    (r"\bwhat does (.+?) mean\b", r"what is meant by \1"),
    (r"\bcan we\b", "is it possible for us to"),
)
_TRAILING = re.compile(
    r"^(?P<start>.+\S)\s+(?P<phrase>(?:under|in|for|according to|within) (?:the )?(?:ISO|IEC|ISO/IEC|clause)\b[^?.,]*)(?P<end>[?.]?)$"
)


def typo(question: str, chance: random.Random) -> str:
    """Two adjacent letters exchanged in one long word; identifiers stay."""
    words = list(re.finditer(r"\b[A-Za-z]{5,}\b", question))
    if not words:
        return question
    word = chance.choice(words)
    place = word.start() + chance.randrange(1, len(word[0]) - 2)
    return question[:place] + question[place + 1] + question[place] + question[place + 2 :]


def missing_letter(question: str, chance: random.Random) -> str:
    """One letter left out of a long word."""
    words = list(re.finditer(r"\b[A-Za-z]{6,}\b", question))
    if not words:
        return question
    word = chance.choice(words)
    place = word.start() + chance.randrange(1, len(word[0]) - 1)
    return question[:place] + question[place + 1 :]


def lower_case(question: str, chance: random.Random) -> str:
    """All lower case, no mark at the end."""
    return question.lower().rstrip("?.! ")


def upper_case(question: str, chance: random.Random) -> str:
    """All capitals."""
    return question.upper()


def polite(question: str, chance: random.Random) -> str:
    """The question between a greeting and thanks."""
    opening = chance.choice(
        ("Hello, could you please tell me: ", "Good morning! A short question: ", "Hi there, please: ")
    )
    return f"{opening}{question} {chance.choice(('Thank you!', 'Thanks a lot.', 'Many thanks in advance!'))}"


def other_words(question: str, chance: random.Random) -> str:
    """Everyday synonyms where the question has one; else a frame around it."""
    for pattern, replacement in _SYNONYMS:
        changed, count = re.subn(pattern, replacement, question, count=1, flags=re.IGNORECASE)
        if count:
            return changed[0].upper() + changed[1:]
    return f"A colleague wants to know this from me: {question}"


def other_order(question: str, chance: random.Random) -> str:
    """The standard or clause first, where it stands last; else keywords before the question mark."""
    match = _TRAILING.match(question)
    if match:
        phrase, start = match["phrase"], match["start"]
        return f"{phrase[0].upper()}{phrase[1:]}, {start[0].lower()}{start[1:]}{match['end']}"
    return f"{question.rstrip('?.! ')} - what can you tell me about that?"


KINDS: Mapping[str, Callable[[str, random.Random], str]] = {
    "letters exchanged": typo,
    "letter missing": missing_letter,
    "lower case": lower_case,
    "upper case": upper_case,
    "polite": polite,
    "other words": other_words,
    "other order": other_order,
}


def variant(case: Case, kind: str) -> Case:
    """`case` asked in another way; expectations stay. The same case and kind give the same variant."""
    chance = random.Random(seed_of([case.id, kind]))
    name = f"{case.id}-{kind.replace(' ', '-')}"
    asked = KINDS[kind](case.question, chance)
    return case.model_copy(update={"id": name, "cluster": case.id, "question": asked, "written": case.question})


def sample(cases: Sequence[Case]) -> list[Case]:
    """The 80 cases whose ids hash lowest, follow-ups left out."""
    chosen = sorted(
        (case for case in cases if not case.history), key=lambda case: hashlib.sha256(case.id.encode()).digest()
    )
    return chosen[:CASES]


def benchmark(cases: Sequence[Case], ask: Ask, library: Library) -> Rows:
    """Rows: variant, n, passed, rate with interval, and how many of those that pass as written still pass."""
    chosen = sample(cases)
    plain = run_cases(chosen, ask, library)
    rows: Rows = [("asked", "n", "passed", "rate", "95 %", "kept of passing")]
    rows.append(_row("as written", plain, plain, {}))
    every = {case.id: plain.by_id[case.id].passed for case in chosen}
    for kind in KINDS:
        variants = {variant(case, kind).id: case.id for case in chosen}
        run = run_cases([variant(case, kind) for case in chosen], ask, library)
        for result in run.results:
            every[variants[result.case.id]] &= result.passed
        rows.append(_row(kind, run, plain, variants))
    held = sum(every.values())
    passing = sum(result.passed for result in plain.results)
    rows.append(("worst of each", str(len(every)), str(held), *_rate(held, len(every)), f"{held} of {passing}"))
    return rows


def _row(name: str, run: Run, plain: Run, variants: Mapping[str, str]) -> tuple[str, ...]:
    passed = sum(result.passed for result in run.results)
    before = plain.by_id
    kept = [result.passed for result in run.results if before[variants.get(result.case.id, result.case.id)].passed]
    total = len(run.results)
    return (name, str(total), str(passed), *_rate(passed, total), f"{sum(kept)} of {len(kept)}")


def _rate(passed: int, total: int) -> tuple[str, str]:
    return (f"{100 * passed / total:.1f} %" if total else "–", span(passed, total))
