"""The rule that instead is not besides, that an exception stays one, and that an example is not the whole."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import same
from assistant.verification.markers import NEGATIONS, carries
from assistant.verification.sequence import content_of

# Relations that are not one another; "besides" is an "and" elsewhere, so only its loss to an "instead" counts.
_INSTEAD = frozenset("instead insteadof ratherthan".split())
_BESIDES = frozenset("additionally next-to".split())
_EXCEPT = frozenset("except excluding apart".split())
_ONLY_IF = frozenset("onlyif aslongas unless until only solely exclusively before without except".split())
_DENIED = NEGATIONS | frozenset("than but only unless".split())
# What tells that more could be named.
_PARTLY = frozenset(
    "among such_as like include includes including one may can could some part belongs belong often sometimes too also".split()
)


def contrast_kept(claim: Reading, quoted: Reading) -> str | None:
    """Instead of a thing is not besides it, and what is one among others or an example is not the whole."""
    said, shown = set(claim.forms), set(quoted.forms)
    if said & _INSTEAD and (not shown & (_INSTEAD | _DENIED) or _replaces_nothing(claim, quoted)):
        return "it says 'instead', the quote does not"
    if shown & _INSTEAD and said & _BESIDES and not said & (_INSTEAD | _DENIED):
        return "the quote's 'instead' is lost"
    if {"unlike"} <= said & shown and not _unlike(claim, quoted):
        return "the quote says it is unlike something else"
    if "unlike" in said and not shown & ({"unlike", "but", "only"} | NEGATIONS):
        return "it says 'unlike', the quote does not"
    if "onlyif" in said and not shown & _ONLY_IF:
        return "it says 'only if', the quote does not"
    if said & _EXCEPT and not shown & (_EXCEPT | _DENIED):
        return "it says 'except', the quote does not"
    if not said & _PARTLY:
        for at, form in enumerate(quoted.forms):
            if form not in {"among", "such_as"} or _listing(quoted, at):
                continue
            segment = next(piece for piece in reversed(quoted.segments) if piece.start <= at)
            examples = [t for t in quoted.tokens if t.at > at and t.segment in _example_segments(quoted, at, segment)]
            if any(_only_there(token, examples, quoted) for token in content_of(claim)):
                return "an example of the quote is taken for the whole"
    return None


def _unlike(claim: Reading, quoted: Reading) -> bool:
    """Whether both say that something is unlike the same thing."""
    mine, theirs = _after_unlike(claim), _after_unlike(quoted)
    return any(same(one.key, other.key) for one in mine for other in theirs)


def _after_unlike(reading: Reading) -> list[Token]:
    """The words of the noun phrase after "unlike"."""
    after = [token for token in reading.tokens if token.at > reading.forms.index("unlike")]
    new = [t.at for t in after[1:] if t.segment != after[0].segment or _opens(t.at, reading.forms)]
    return [token for token in after if not new or token.at < new[0]]


def _opens(at: int, forms: tuple[str, ...]) -> bool:
    """Whether a new noun phrase opens here, and not one after "of"."""
    return forms[at - 1] in {"a", "an", "the", "it"} and forms[at - 2] != "of"


def _replaces_nothing(claim: Reading, quoted: Reading) -> bool:
    """Whether what the claim says something is instead of stands in the quote where nothing is denied or replaced."""
    at = next((at for at, form in enumerate(claim.forms) if form in {"insteadof", "ratherthan"}), None)
    token = next((token for token in claim.tokens if at is not None and token.at > at), None)
    units = {place.unit for place in quoted.places(token)} if token else set()
    forms = {form for piece in quoted.segments if piece.unit in units for form in piece.forms}
    return bool(units) and not forms & (_INSTEAD | _DENIED)


def _listing(reading: Reading, at: int) -> bool:
    """Whether what stands before the example is itself said to be a part only ("looks at, among other things")."""
    before = reading.forms[max(0, at - 2) : at]
    return bool({"include", "includes", "things", "other", "always"} & set(before))


def _example_segments(reading: Reading, at: int, segment: Segment) -> set[int]:
    """The numbers of the segments that the list after `at` takes up."""
    following = next((token for token in reading.tokens if token.at > at), None)
    first = following.segment if following else reading.segments.index(segment)
    last = first + 1
    for piece in reading.segments[first + 1 :]:
        goes_on = carries(piece.forms[0]) or piece.forms[0] in {"and", "or", "a", "an", "the"}
        if any(one.forms[0] in {"and", "or"} for one in reading.segments[first + 1 : last]):
            break
        if (
            not goes_on
            or piece.finite is not None
            or piece.opening != ","
            or piece.sentence != segment.sentence
            or piece.aside
        ):
            break
        last += 1
    return set(range(first, last))


def _only_there(token: Token, examples: list[Token], quoted: Reading) -> bool:
    places = quoted.places(token)
    return bool(places) and all(place in examples for place in places)
