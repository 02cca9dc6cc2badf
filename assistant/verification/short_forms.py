"""Where the quote has an abbreviation for what the claim writes out, once it has told what the abbreviation stands for."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Token


def short_forms(claim: Reading, evidence: Reading) -> dict[int, list[Token]]:
    """For each word of the claim that is of a written-out name the places of its abbreviation in the evidence."""
    found: dict[int, list[Token]] = {}
    for short in {token.form for token in evidence.tokens if 1 < len(token.form) <= LONGEST and token.form.isalpha()}:
        named = _written_out(short, evidence)
        said = _written_out(short, claim)
        if named and said:
            places = [token for token in evidence.tokens if token.form == short]
            found |= {token.at: places for token in said}
    return found


LONGEST = 6


def _written_out(short: str, reading: Reading) -> list[Token]:
    """The first run of words whose initials are `short`; words such as "for" may count or not."""
    for start in range(len(reading.forms) - len(short) + 1):
        if "".join(form[0] for form in reading.forms[start : start + len(short)]) == short:
            return [token for token in reading.tokens if start <= token.at < start + len(short)]
    for first in range(len(reading.tokens) - len(short) + 1):
        run = reading.tokens[first : first + len(short)]
        if (
            all(token.form.startswith(letter) for token, letter in zip(run, short, strict=True))
            and run[0].segment == run[-1].segment
        ):
            return list(run)
    return []
