"""Words that tell what kind of thing a question asks for, and which field it is about when no standard is named."""

from __future__ import annotations

import re

# The verbs that open a yes/no question and stand in a tag, with and without "not".
AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|need|"
    r"isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|can'?t|couldn'?t|mustn'?t|won'?t|wouldn'?t|shouldn'?t|hasn'?t|haven'?t|hadn'?t)"
)
# "The latest ISO 9001" is the standard, "the latest ISO 9001 audit" and "the latest ISO survey" are something else.
_ITSELF = (
    r"(?=(?:/iec)?[ -]*(?:\d[\d:-]*)?\s*(?:$|[^\w\s/:-]|(?:standards?|version|edition|revision|release|is|was|are|has|have|do|does|did|can|should|will|"
    r"that|which|and|or|for|of|on|in|from|to|with|by|out|now|today|already|still|please|called|published|valid|year|date|number|requires?|says?)\b))"
)
# "The latest version of the audit checklist for ISO 9001" is none of ISO 9001.
_NOT_OF_A_PAPER = r"(?!\s+of (?:the |our |an? )?(?:(?!standard|iso)[a-z-]+ ){1,4}(?:for|of|in|to) (?:the )?(?:iso|\d))"

# "How is it different?", "different from"; a different auditor is only another one.
_UNLIKE = r"\bdiff?erent(?:ly)?(?=\s*(?:$|[?.,;:!]|(?:from|than|to|between|in|about|now|today)\b))"
KINDS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.I)
    for name, pattern in {
        "difference": rf"\bdiff?er(?!ent)\w*|\bdiff?erences?\b|{_UNLIKE}|\bversus\b|\bvs\.?(?:\s|$)|\bcompar\w+|\bdistinguish|\bsame (?:thing )?as\b|\binstead of\b|\bbetter than\b|\bas opposed to\b",
        "when": r"\bwhen\b|\b(?:what|which) (?:date|day|year|month)\b|\bsince when\b|\bdeadline\b|\bby what date\b|\bhow old\b|\bdate (?:of|was|did)\b",
        "edition": rf"\b(?:latest|current|newest|most recent|last|new|valid|present)\s+(?:iso\s*\S*\s+)?(?:version|edition|revision|release|standard|update){_NOT_OF_A_PAPER}|\b(?:which|what) (?:is the )?(?:current |latest |newest )?(?:version|edition|revision)\b{_NOT_OF_A_PAPER}|\blast (?:revised|updated|changed|published)\b|\bup.?to.?date\b|\b(?:latest|current|newest) iso\b{_ITSELF}",
        "why": r"\bwhy\b|\bbenefits?\b|\badvantages?\b|\breasons?\b|\bpurpose\b|\bworth\b|\bwhat for\b|\bpoint of\b|\bgood for\b",
        "who": r"\bwho(?:m|se)?\b|\bwhich (?:organi[sz]ation|body|person|role)\b",
        "how_much": r"\bhow (?:long|much|many|often|frequent\w*|big|large|high)\b|\bcosts?\b|\bprice|\bfees?\b|\bnumber of\b|\bduration\b|\bpercent",
        "how": r"\bhow (?:to|do|does|can|could|should|is|are|would|must|did)\b|\bsteps?\b|\bprocedure for\b|\bprocess (?:of|for)\b|\bwhat (?:should|must|do) (?:i|we) do\b",
        "definition": r"\bwhat(?:'s| is| are| does)\b.*\b(?:(?<!\bi )mean\w*|stand for|definition|defined)\b|\bmeaning of\b|\bdefin\w+|^\W*what(?:'s| is| are) (?!(?:an? |the )?(?:main |key )?(?:points?|purposes?|reasons?|benefits?|advantages?|use|roles?|costs?|prices?|dates?|deadlines?|differences?)\b)(?:an? |the )?[\w\s/:.-]{2,40}\??$|\bexplain\b|\btell me about\b",
        "list": r"\blist\b|\bname (?:the|all|three|four|five|some)\b|\bwhat are the\b|\bwhich (?:are|ones)\b|\bwhich \w+s\b|\bexamples?\b|\bkinds? of\b|\btypes? of\b",
        "requirement": r"\brequire\w*|\bmust\b|\bhave to\b|\bmandatory\b|\bcompulsory\b|\bask(?:s|ed)? for\b|\bdemand\w*|\bneed(?:s|ed)?\b|\bobligat\w*|\bsay about\b|\bcover\w*\b",
        "where": r"\b(?:which|what) (?:sub-?)?(?:clause|section|chapter|paragraph)\b|\bwhere (?:does|do|in|is|are|can)\b|\bclause (?:for|on|about)\b|\bin which\b",
        "change": r"\bchang\w+|\bnew in\b|\bwhat'?s new\b|\bdiffer\w* from the (?:old|previous)|\bupdate[sd]?\b|\brevis\w+",
    }.items()
}  # fmt: skip

TOPICS: dict[str, re.Pattern[str]] = {
    key: re.compile(pattern, re.I)
    for key, pattern in {
        "9001": r"\bqms\b|\bquality management systems?\b|\bquality (?:system|standard|certificat\w+|policy|manual|objectives?|manager)\b|\bqualit\w+ standard",
        "14001": r"\bems\b|\benvironmental? (?:management|standard|system|certificat\w+|policy|aspects?|impacts?|objectives?|manager)|\bgreen standard",
        "45001": r"\boh\s?&\s?s\b|\bohs\b|\boccupational health|\b(?:workplace|work) safety|\bhealth and safety",
        "27001": r"\bisms\b|\binformation security\b|\bcyber ?security",
        "22000": r"\bfood safety\b|\bhaccp\b",
        "50001": r"\benergy management\b|\benms\b",
        "22301": r"\bbusiness continuity\b|\bbcms\b",
        "42001": r"\bai management\b|\baims\b|\bartificial intelligence\b",
        "13485": r"\bmedical devices?\b",
    }.items()
}  # fmt: skip

# What stood for a field before the standard of today.
FORERUNNERS = {"45001": ("18001",)}
