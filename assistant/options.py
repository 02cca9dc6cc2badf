"""What a question offers to choose from ("a) 1985 b) 1987", "… - 5.3, 7.2 or 8.1?"), told apart from what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from assistant.standards import find_designations
from assistant.words import terms

# "a) ", "(b) ", "C. ", "1) ", "2. ", "iii) ". A figure with a dot is a label only where a space follows.
_LABEL = re.compile(
    r"(?<![\w.:/-])\(?(?P<label>(?P<lower>[a-h])|(?P<upper>[A-H])|(?P<digit>[1-8])|(?P<roman>i{1,3}|iv))"
    r"(?:\s?\)|(?(digit)\.(?=\s)|(?(roman)\.(?=\s)|\s?[.:])))\s*(?=\S)"
)
_STYLES = {
    "lower": "abcdefgh",
    "upper": "ABCDEFGH",
    "digit": "12345678",
    "roman": ("i", "ii", "iii", "iv"),
}
# A figure with a dot may end a sentence ("we passed stage 1. …"): as a first label it begins the text or follows a mark.
_AT_A_MARK = re.compile(r"(?:^|[:?.,;(-])\s*$")
_AFTER_OPTION = re.compile(r"\?\s.*$")
# "8.4", "clause 9.2", "1994", "ISO 9001:2015"; the numbers of standards are names.
_FIGURE = r"(?:(?:ISO(?:/IEC)?\s*)?\d{4,5}:\d{4}|(?:(?:clauses?|sections?|§)\s*)?(?:\d{1,3}(?:\.\d{1,2})*|(?:19|20)\d\d))(?!\d)"
_FIGURES = re.compile(_FIGURE, re.I)
# At the end of a question: after a mark, or within the sentence where "or" stands before the last.
_LIST = re.compile(
    rf"(?P<mark>\s*[:?]\s+|\s+-+\s+|\s+)(?P<list>{_FIGURE}(?:\s*[,/;]\s*{_FIGURE})+(?:\s*,?\s*\b(?P<either>or)\s+{_FIGURE})?)\s*\??$",
    re.I,
)
_ONE_OF = re.compile(r"\b(?:which|what|odd (?:one|man) out|all (?:of (?:these|them) )?(?:but|except) one)\b", re.I)
# Who asks yes or no about clauses asks about them.
_POLAR = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|can|could|may|must|shall|should|will|would|has|have|had)\b", re.I
)
# In words, of what a sentence lists.
LONGEST_ITEM = 5
_QUESTION_WORD = r"(?:who|whom|what|which|when|where|why|how)\b"
# "Yes, it does", "how long, how often" are no things to choose from; "plan, do, check" are.
_NO_ITEM = re.compile(rf"(?:{_QUESTION_WORD}|(?:is|are|do|does|did|can|may|must|should|will|have|has) \w)", re.I)
# "Odd one out and why", "which does not fit, and why": the reason stands in the fact that names it.
_EXCLUDES = re.compile(r"\b(?:which|what)\b[^?:]{0,80}?(?:\bnot|n't|\bnever)\b[^?:]{0,80}$", re.I)
_MISFIT = re.compile(r"\bodd (?:one|man) out\b|(?:\bnot|n't) (?:fit|belong)\b", re.I)
_REASON = re.compile(r",?\s(?:and|&) (?:say |tell me |explain )?why\b(?=\s*(?:[:?,-]|$))", re.I)
_DOTTED = re.compile(r"\d\.\d")
_WHICH_CLAUSE = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}?(?:sub-?)?(?:clause|section|chapter|paragraph|part)s?\b", re.I
)
_GENERAL = frozenset(terms("clause clauses section chapter paragraph number year following these question option"))


@lru_cache(maxsize=32_768)
def labelled(text: str) -> tuple[tuple[str, str], ...]:
    """The options of `text` with their labels, in order; empty unless two labels follow one another from the first on.

    >>> labelled("When did it start? a) 1985 b) 1987")
    (('a', '1985'), ('b', '1987'))
    >>> labelled("Is it: 1. a law or 2. a standard?"), labelled("Clauses 1. 2. and 3. - are they audited?")
    ((('1', 'a law'), ('2', 'a standard')), ())
    """
    marks = _marks(text)
    options = []
    for mark, following in zip_longest(marks, marks[1:]):
        option = text[mark.end() : following.start() if following else len(text)]
        option = re.sub(r"[\s,;/|]+(?:or|and)?[\s,;/|(]*$", "", _AFTER_OPTION.sub("", option)).strip(" ,;?.'\"")
        if not option:
            return ()
        options.append((mark["label"], option))
    return tuple(options)


def _marks(text: str) -> list[re.Match[str]]:
    """The labels of the first style that has two that follow one another."""
    found = list(_LABEL.finditer(text))
    for style, labels in _STYLES.items():
        marks: list[re.Match[str]] = []
        for match in found:
            before = text[: match.start()]
            # A bracket that closes an earlier one: "(stage 1)".
            closes = not match[0].startswith("(") and ")" in match[0] and before.count("(") > before.count(")")
            ends = not marks and style == "digit" and "." in match[0] and not _AT_A_MARK.search(before)
            if match[style] and match[style] == labels[min(len(marks), len(labels) - 1)] and not closes and not ends:
                marks.append(match)
        if len(marks) > 1:
            return marks
    return []


def stem(text: str) -> str:
    """`text` without the labelled options that it ends with.

    >>> stem("When did it start? a) 1985 b) 1987"), stem("When did it start?")
    ('When did it start?', 'When did it start?')
    """
    return text[: _marks(text)[0].start()].rstrip(" ,:;-(") if labelled(text) else text


def offers_figures(text: str) -> bool:
    """Whether the labelled options of `text` are all figures, years, clauses or editions."""
    options = labelled(text)
    return bool(options) and all(_FIGURES.fullmatch(option) for _, option in options)


@lru_cache(maxsize=1_024)
def sought(text: str) -> str:
    """`text` without figures, years, clauses and editions to choose from: what is asked is which of them, not what they are.

    Options in words are searched for, but not the numbers before them.

    >>> sought("Which clause is Support? a) 5 b) 6 c) 7")
    'Which clause is Support?'
    >>> sought("In which clause is competence dealt with - 5.3, 7.2 or 8.1?")
    'In which clause is competence dealt with'
    >>> sought("Which edition is current: ISO 9001:2015, ISO 9001:2018 or ISO 9001:2026?")
    'Which edition is current: ISO 9001'
    >>> sought("Which clause is stricter, 8.5 or 8.6?"), sought("Is it a) wood b) steel?")
    ('Which clause is stricter, 8.5 or 8.6?', 'Is it a) wood b) steel?')
    """
    options = labelled(text)
    if options:
        plain = stem(text)
        if offers_figures(text) and _has_topic(plain):
            return _for_clause(plain, [option for _, option in options])
        numbered = options[0][0].isdigit()
        return f"{plain} {', '.join(option for _, option in options)}".strip() if numbered else text
    found = _LIST.search(text)
    if not found or _POLAR.match(text):
        return text
    items = re.split(r"\s*(?:[,/;]\s*(?:or\s+)?|\bor\s+)", found["list"])
    plain = text[: found.start()].rstrip(" ,")
    asks = _ONE_OF.search(plain) and found["mark"].strip() if not found["either"] else True
    # "In ISO 9001:2015, 10.1 or 10.2?" names a standard first.
    mixed = len({":" in item for item in items}) > 1
    if len(items) < 3 or mixed or not asks or not _has_topic(plain):
        return text
    # Editions of a standard that only the options name.
    keys = {mention.designation.key for item in items for mention in find_designations(item, {item.split(":")[0]})}
    if len(keys) == 1 and not {one.designation.key for one in find_designations(plain, keys)} & keys:
        plain += f": {items[0].split(':')[0]}"
    return _for_clause(plain, items)


def _for_clause(plain: str, figures: Sequence[str]) -> str:
    """`plain`, which clause is sought being said where only the figures showed it: "Management review: 9.1, 9.2 or 9.3?"."""
    dotted = all(_DOTTED.search(figure) for figure in figures)
    return f"{plain.rstrip(' ?')}: in which clause?" if dotted and not _WHICH_CLAUSE.search(plain) else plain


def _has_topic(plain: str) -> bool:
    return bool(set(terms(plain)) - _GENERAL)


def is_list(sentence: str) -> bool:
    """Whether `sentence` only lists three or more things, such as options after a question.

    >>> is_list("plan, do, check, certify"), is_list("Is it law, does it cost, can we choose?")
    (True, False)
    """
    items = [item.strip(" .?") for item in re.split(r"[,;/]\s+|,?\s+or\s+", sentence)]
    return len(items) > 2 and all(
        item and len(item.split()) <= LONGEST_ITEM and not _NO_ITEM.match(item) for item in items
    )


def without_reason(text: str) -> str:
    """`text` without the "and why" of "which is the odd one out and why: …", which would part it from its options.

    >>> without_reason("Which is the odd one out, and why? UKAS, SGS, DAkkS")
    'Which is the odd one out? UKAS, SGS, DAkkS'
    >>> without_reason("When was it revised and why?")
    'When was it revised and why?'
    """
    found = _REASON.search(text)
    if not found:
        return text
    before, after = text[: found.start()], text[found.end() :]
    # "Which clauses are not audited and why?" asks twice.
    offered = _EXCLUDES.search(before) and is_list(after.lstrip(" :?,-"))
    return before + after if offered or _MISFIT.search(before) else text
