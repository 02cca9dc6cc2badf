"""Words that tell what kind of thing a question asks for, and which field it is about when no standard is named."""

from __future__ import annotations

import re

# "How is it different?", "different from"; a different auditor is only another one.
_UNLIKE = r"\bdiff?erent(?:ly)?(?=\s*(?:$|[?.,;:!]|(?:from|than|to|between|in|about|now|today)\b))"
KINDS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.I)
    for name, pattern in {
        "difference": rf"\bdiff?er(?!ent)\w*|\bdiff?erences?\b|{_UNLIKE}|\bversus\b|\bvs\.?(?:\s|$)|\bcompar\w+|\bdistinguish|\bsame (?:thing )?as\b|\binstead of\b|\bbetter than\b|\bas opposed to\b",
        "when": r"\bwhen\b|\b(?:what|which) (?:date|day|year|month)\b|\bsince when\b|\bdeadline\b|\bby what date\b|\bhow old\b|\bdate (?:of|was|did)\b",
        "edition": r"\b(?:latest|current|newest|most recent|last|new|valid|present)\s+(?:iso\s*\S*\s+)?(?:version|edition|revision|release|standard|update)|\b(?:which|what) (?:is the )?(?:current |latest |newest )?(?:version|edition|revision)\b|\blast (?:revised|updated|changed|published)\b|\bup.?to.?date\b|\blatest iso\b|\bcurrent iso\b",
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
