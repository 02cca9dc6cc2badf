"""Words that mark how a thing is meant: denied, required, limited, timed, reasoned; all others carry meaning."""

from __future__ import annotations

from collections.abc import Iterable

PUNCTUATION = frozenset(";:.,()")


NEGATIONS = frozenset(
    "not no nor never nobody neither none nothing without nolonger can_not mustnot neednot notall ratherthan cannot".split()
)


MODALS = {
    "must": "must", "shall": "must", "require": "must", "requires": "must", "required": "must", "requiring": "must",
    "should": "should", "recommend": "should", "recommends": "should", "recommended": "should", "ought": "should",
    "advisable": "should", "may": "may", "can": "may", "could": "may", "might": "may", "allowed": "may",
    "permitted": "may", "possible": "may", "able": "may", "allows": "may", "lets": "may", "enables": "may", "let": "may", "possibly": "may",
    "mustnot": "mustnot", "can_not": "mustnot", "cannot": "mustnot", "neednot": "neednot",
}  # fmt: skip


SCOPES = {
    "only": "only", "solely": "only", "exclusively": "only", "just": "only", "alone": "only", "merely": "only",
    "all": "all", "every": "all", "each": "all", "any": "any", "always": "always", "entire": "all", "whole": "all",
    "fully": "fully", "completely": "fully", "wholly": "fully", "everybody": "anybody", "both": "both", "everything": "all",
    "byitself": "by itself", "inevitably": "always", "invariably": "always",
    "ever": "always",
}  # fmt: skip


HEDGES = {
    "notall": "not all", "notjust": "not just", "morethan": "more than", "lessthan": "less than", "atmost": "at most", "atleast": "at least", "approximately": "about", "roughly": "about", "nearly": "about", "almost": "about", "usually": "usually", "normally": "usually",
    "generally": "usually", "typically": "usually", "ordinarily": "usually", "mostly": "usually", "often": "often", "frequently": "often", "commonly": "often",
    "sometimes": "sometimes", "occasionally": "sometimes", "some": "some", "several": "several", "many": "many",
    "most": "most", "few": "few", "partly": "partly", "partially": "partly", "reported": "reported",
    "reportedly": "reported", "likely": "likely", "probably": "likely", "presumably": "likely", "rarely": "rarely",
    "seldom": "rarely", "certain": "certain", "potentially": "may", "perhaps": "may", "mainly": "mainly", "largely": "mainly",
    "primarily": "mainly", "chiefly": "mainly", "expected": "expected", "planned": "expected", "provisionally": "expected",
}  # fmt: skip


ASPECTS = {
    "still": "still",
    "already": "already",
    "yet": "yet",
    "nolonger": "no longer",
    "never": "never",
    "used_to": "no longer",
}


TIMES = {
    "before": "before", "after": "after", "until": "until", "till": "until", "since": "since", "as_of": "since",
    "within": "within", "during": "during", "by_then": "until", "between": "between",
}  # fmt: skip


CAUSES = frozenset({"because", "so", "inorderto", "leadsto"})


CONDITIONS = frozenset("if unless when whenever where aslongas once until except in_case onlyif otherwise".split())


PRONOUNS = frozenset(
    "it they this these those that which who its their them he she his her one ones there both each here such you your".split()
)


_GLUE = frozenset(
    "a an the of in on at to for from by with and or as is are was were be been being am do does did doing has have had having will would "
    "that it its they them their this these those there which who whom whose what how why he she his her you your we our us i me my "
    "whether so than then also too into onto over under about up out off down nor but such_as that_is insteadof through throughout per via "
    "evenif whetheror not whoever upon among amongst within during against toward towards across along like own same other".split()
) - {"same", "other", "own"}


# Who can act.
ACTORS = frozenset(
    "certification-body accreditation-body national-body top-management consult consultant auditor audite custom client "
    "external-provider laboratori iso iec iaf ilac committe subcommitte regul author govern staff employe worker leader team manufactur holder "
    "owner member expert organ nobody".split()
)


AUXILIARIES = frozenset(
    "is are was were has have had does do did can may must shall should will would could might mustnot can_not neednot cannot".split()
)


BE = frozenset("is are was were be been being".split())


LINKS = frozenset("that at in for about by of with to on from as under".split())


def carries(word: str) -> bool:
    """Whether a word carries meaning of its own, rather than marking how something is meant."""
    return (
        word not in _GLUE and word not in PUNCTUATION and word not in NEGATIONS and word not in MODALS
        and word not in SCOPES and word not in HEDGES and word not in ASPECTS and word not in TIMES
        and word not in CAUSES and word not in CONDITIONS
    )  # fmt: skip


def classes(forms: Iterable[str], table: dict[str, str]) -> frozenset[str]:
    """The classes of `table` that stand in `forms`."""
    return frozenset(table[word] for word in forms if word in table)
