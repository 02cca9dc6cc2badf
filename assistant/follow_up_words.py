"""The words by which a follow-up shows that it leaves something out, and what."""

from __future__ import annotations

import re

LINK = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|then|also|or|hmm+|well|thanks?(?: you)?|great|i see)\b[\s,.!:;–-]*)+", re.I
)
# "Different topic: …", "forget it. …", "new question: …": what came before is left behind.
NEW_SUBJECT = re.compile(
    r"^(?:(?:on to |now (?:to |for )?|and )*(?:(?:an? )?(?:completely |totally |entirely |very )?(?:different|another|new|next) (?:topic|subject|matter|(?P<question>question))|"
    r"something (?:completely |totally |entirely |quite )?(?:else|different)|(?:to )?chang(?:e|ing) (?:of |the )?(?:subject|topic))|"
    r"never ?mind(?: (?:that|it|this))?|forget (?:about )?(?:it|that|this))(?: (?:now|then))?(?:\s*[,.!:;-]+\s*|\s+(?=(?:what|which|who|when|where|why|how|is|are|do|does|can|must)\b))",
    re.I,
)
# "Let me rephrase: …", "in other words, …": the same is asked again in other words.
NEW_TRY = re.compile(
    r"^(?:let me (?:re-?phrase|put|ask|say|try)(?: (?:it|that|this))?(?: (?:again|differently|another way|in other words|in another way))?|(?:i(?:'ll| will) |to )?re-?phrase(?: (?:it|that|this))?|"
    r"(?:to )?put (?:it )?(?:differently|another way)|in other words|what i meant? is)\s*[,.!:;-]*\s*",
    re.I,
)
WHAT_ABOUT = re.compile(
    r"^(?:what|how) about\b\s*|^(?:the )?same (?:question )?(?:for|with)\b\s*|^(?:and )?(?:for|in|with|under)\b\s+(?=(?:iso|\d{4,5}))",
    re.I,
)
PRONOUN = re.compile(
    r"\b(?:it|its|it's|they|them|their|theirs|this|that|these|those|such|there|one(?!-)|ones|he|she|instead|otherwise|the (?:standard|first|second|latter|former|other|old one|new one|previous one|certificate|edition|audit))\b",
    re.I,
)
BARE_QUESTION = re.compile(
    r"^(?:why(?: (?:not|is that|so|that))?|how(?: (?:so|come|often|long|many|much|exactly))?|when|who(?: (?:says|does|decides) (?:so|that|this|it))?|where|since when|until when|"
    r"by whom|by when|for how long|which(?: ones?)?|what for|really|is (?:that|it) (?:so|true)|are you sure|for example|for instance|such as|like what|"
    r"(?:(?:can|could|would) you |please )?(?:give|show|name|tell)(?: me| us)? (?:an?|some|one) examples?(?: please)?|examples?(?: please)?|an example(?: please)?|more|tell me more|details?|go on|and then|what then)\W*$",
    re.I,
)  # fmt: skip
# "What does it cost to …", "is it allowed to …": this "it" stands for nothing that was named.
EMPTY_IT = re.compile(
    r"\bit\b(?=(?:'s)? (?:(?:really|usually|still|also|ever|actually|always) )*(?:cost|take|mean|make sense|possible|necessary|mandatory|required|compulsory|"
    r"obligatory|allowed|permitted|true|correct|legal|ok|okay|enough|better|worth|important|common|normal|usual|advisable|sufficient)s?\b"
    r"[^?]*\b(?:to|that|if|when)\b)",
    re.I,
)
IT_SUBJECT = re.compile(
    r"\b(?:it|this standard|that standard|the standard|this one|that one|this|that)\b(?!\s+(?:mean|means|true|correct|right|case|way|point|edition|version|standard|clause|year|day|is why))",
    re.I,
)
ORDINAL = re.compile(
    r"\bthe (first|former|second|latter)(?: one)?\b(?=\s*(?:$|[.,;?!]|is|are|was|can|does|do|and|or|in|for|we))", re.I
)
# "Do we need both?", "what is the difference?", "can they be the same person?": two things that were spoken of are meant.
BARE_BOTH = re.compile(r"\bboth\b(?! (?:of )?[\w /:&-]+? and\b)(?! (?!always\b)\w+s\b)", re.I)
BARE_DIFFERENCE = re.compile(
    r"\bthe (?:main |exact |real )?difference\b(?=\W*$|,| then| again| exactly| please| anyway| briefly| in (?:short|brief|simple|a nutshell|one))",
    re.I,
)
WHICH_ONE = re.compile(r"\bwhich one\b(?! of)", re.I)
OF_TWO = re.compile(
    rf"{BARE_BOTH.pattern}|{BARE_DIFFERENCE.pattern}|{WHICH_ONE.pattern}|\b(?:the two|either of them|which of them|between them)\b|"
    r"\bthey\b.*\bthe same\b|\bthe same\b.*\bfor them\b",
    re.I,
)
# "Three years or ten?", "mandatory or optional?": answers between which a question lets choose.
CHOICE = re.compile(r"^(?:[\w-]+ ){1,3}or(?: [\w-]+){1,3}$", re.I)
BETWEEN_THEM = re.compile(r"\b(between|of) (?:them|the two(?: of them)?|these(?: two)?|those(?: two)?|both)\b", re.I)
OTHER_TIMES = re.compile(
    r"\b(?:last|next|previous|before|earlier|first|again|revis\w+|updat\w+|replac\w+|success\w+|predecess\w+|chang\w+|begin|began|start\w*|new|old|history|originally|editions?|versions?)\b",
    re.I,
)
OF_THEM = re.compile(r"\bof (?:them|these|those)(?! two)\b", re.I)
ITS = re.compile(r"\bits\b", re.I)
QUESTION_HEAD = re.compile(
    r"^(?:(?:what|which|who|when|where|why|how)(?:'s)?(?:\s+(?:is|are|was|were|does|do|did|can|could|should|must|has|have|will|would|many|much|often|long))*|"
    r"(?:is|are|was|were|does|do|did|can|could|should|must|has|have|had|will|would|may)(?:n't)?)\s+(?:the\s+|an?\s+|there\s+|i\s+|we\s+|you\s+|my\s+|our\s+)*",
    re.I,
)  # fmt: skip
# "And for a company with three sites?": a circumstance, for which the question before is asked again.
CIRCUMSTANCE = re.compile(
    r"^(?:for|in|with|at|under|without|during|within|among|inside|outside) (?!\w+ (?:edition|version)\b)", re.I
)
# "And if the buyer agrees by phone?": a condition of what was asked before.
CONDITION = re.compile(r"^(?:what )?(?:if|unless|even if|in case)\b", re.I)
# "No, 14001", "sorry, I meant 45001"
MEANT = re.compile(
    r"^(?:(?:no|nope|sorry|oops|actually|wait|pardon)\b[\s,.!:-]*)+(?:i (?:mean|meant)\b\s*)?|^i (?:mean|meant)\b\s*",
    re.I,
)
# "7.2 I meant", "9001, sorry", "7.2, not 7.3"
MEANT_BEHIND = re.compile(
    r"[\s,.-]+(?:i (?:mean|meant)|sorry|not \d[\d.]*)(?:[\s,]+(?:i (?:mean|meant)|sorry))?\W*$", re.I
)
# "For energy?" after "… for business continuity?": the same question with another end.
OTHER_END = re.compile(
    r"^(?:and )?(?P<word>for|in|of|with|under|at|by|on|from|after|before|without) (?P<end>\w.*)$", re.I
)
# An end that says something by itself is not the end of a question: "for us it took a year".
NO_END = re.compile(
    r",|\b(?:is|are|was|were|has|have|had|do|does|did|must|can|may|need|needs|means?|it|this|that|then|them|they|there|we|i)\b",
    re.I,
)
# "And in the 2008 edition?", "the 1994 one?"
ANOTHER_EDITION = re.compile(
    r"^(?:(?:and|in|under|by|with|for|of|what about|how about) )*the (?P<year>(?:19|20)\d\d)(?: (?:one|edition|version|revision|standard))?$",
    re.I,
)
# "What is a procedure?", "what is HACCP?": the thing asked for is named in full.
WHAT_IS_A = re.compile(r"^(?:what|who)(?:'s| is| are| was| were) (?:an? [\w-]+|(?-i:[A-Z]{2,}\w*))$", re.I)
# What begins or asks like this names no other thing.
NO_THING = re.compile(r"^(?:if|unless|not|no|yes|for|in|with|at|by)\b|\b(?:what|which|who|when|where|why|how)\b", re.I)
# "And a work instruction?" after "What is a procedure?"
DEFINED = re.compile(
    r"^(?P<head>(?:what|who)(?:'s| is| are| was| were)) (?P<thing>(?:an? |the )?(?:[\w'&/:.-]+ ?){1,4})$", re.I
)
# "Which editions of it have there been?" asks for "editions of it".
TAIL = re.compile(r"\s+(?:(?:have|has|had) there been|(?:are|were|is|was) there)$", re.I)
# "The cost", "it takes to": the measure that was asked for is not what it was asked of.
MEASURED = re.compile(r"^it (?:costs?|takes?)(?: (?:us|me|you))? to |(?<!\bit) (?:costs?|takes?|lasts?)$", re.I)
# "And how much?" after "How long does it take …?" asks for the other measure of the same.
MEASURED_BEFORE = re.compile(r"^how (?:much|long|often)\b", re.I)
MEASURES = {"how much": "How much does it cost", "how long": "How long does it take"}
# "I read that …", "…, they say", "…, right?": who said it, and whether it is so, is not what was said.
REPORTED = re.compile(
    r"^(?:and |but |so )?(?:i(?:'ve| have)? (?:read|heard|learned|understand|understood|was told)|(?:they|he|she|people) (?:say|says|said|told (?:me|us))|as far as i know|as i understand(?: it)?),? (?:that )?|"
    r",\s*(?:(?:as )?i(?:'ve| have)? (?:read|heard|learned|know|understand|was told|think|believe)|(?:they|he|she|people) (?:say|says|said|told (?:me|us))|right|correct|yes|no)\W*$",
    re.I,
)
# "Who is that?" after "Top management must …": the one of whom that was said.
WHO_IS = re.compile(r"^(?P<head>who(?:'s| is| are)) (?:that|this|it|they|these|those)\W*$", re.I)
SUBJECT_OF_CLAIM = re.compile(
    r"^(?P<subject>(?:[\w/-]+ ){1,4}?)(?:must|shall|should|may|can|cannot|need|needs|has|have|is|are|was|were|will|do|does|wants?)\b",
    re.I,
)
# "We are 12 people", "it's for a bakery", "about 40 employees": told so that the question before can be answered.
TOLD = re.compile(
    r"^(?:(?:we|i)(?:'(?:re|m|ve)| are| am| have(?! (?:to|got to)\b)| only| just| make| sell| buy| trade| produce| offer| work| run| employ)\b(?! (?:not )?(?:sure|sorry|confused|lost|done|fine|happy|ok)\b)|it(?:'s| is) (?:for|an?|only|just|about)\b|"
    r"our (?:company|firm|business|organi[sz]ation|team|shop|site|office) (?:is|has|makes|sells|only)\b|(?:only |just |about |around |roughly |some |approximately )*\d[\d.,]* [a-z])",
    re.I,
)
# "Does it have that too?": asked of the other standard.
TOO = re.compile(
    r"^(?:is|are|does|do|has|have|must|can|will|would)? ?(?:it|that|this|ours|mine)(?: (?:have|has|need|needs|require|requires|want|wants|ask for|contain|say|include|demand))?"
    r"(?: (?:it|that|this|so|one|the same))?(?: (?:for|in|with|of) (?:it|that|this|ours|mine))?,? (?:too|also|as well)$",
    re.I,
)
# "And 7.3?", "chapter 6"
CLAUSE_ALONE = re.compile(
    r"^(?:(?:in|for|on|under|what about|how about|and) )*(?:the )?(?P<word>(?:sub-?)?clause |chapter |section |paragraph )?(?P<number>\d{1,2}(?:\.\d{1,2})*)$",
    re.I,
)
# "It" where a thing was spoken of; "that" and "this" where they can only be that thing.
THING_MEANT = re.compile(
    r"\bit\b|\b(?:this|that)\b(?=\W*$|\s+(?:be|is|has|was|\w+ed|\w+ory|necessary|due|done|enough|possible|still|also|really|ever|always|an?|the|for|part)\b)",
    re.I,
)
# "Who pays for it (recertification)?", "Why: recertification?": what was taken from the turn before.
TAKEN = re.compile(r"\w \([^()]+(?:\)\W*)?$|\w: \w")
# What is asked for of some standard: the one spoken of, if none is named.
OF_A_SYSTEM = re.compile(
    r"\b(?:documents?|records?|clauses?|requirements?|polic\w+|objectives?|manual|transition|editions?|versions?|"
    r"management review|scope|suppliers?|training|competence|certificat\w+|certified|internal audits?)\b",
    re.I,
)
# "What about the environmental one?", "and for OHS?"
ADJECTIVES = {"environment(?:al)?|ems": "14001", "quality|qms": "9001", "(?:health and )?safety|oh ?& ?s|ohs|ohsms": "45001",
               "(?:information )?security|isms": "27001", "food(?: safety)?|fsms": "22000", "energy": "50001"}  # fmt: skip
# "For OHS, same answer?", "is it the same with 14001?", "does that hold for food safety too?"
SAME_ANSWER = re.compile(
    r"^(?:is|are|does|would|will)? ?(?:it|this|that|they)? ?(?:(?:be|hold|apply|go|count|true|valid) )*(?:for|with|in|to|of)? ?(?:the )?"
    r"(?P<thing>[\w&/ :.-]{2,30}?)[,\s]+(?:is |be )?(?:it |that |this )?(?:the )?(?:same(?: (?:answer|thing|rules?|story|there|here))?|as well|too|also|likewise|similar(?:ly)?)$",
    re.I,
)
# "How many days will that be then?": what was said before is a condition of the question.
# "… then?" at the end, and "how long then?" before options.
THEN = re.compile(r"[\w,]\s+then\W*$|^\W*(?:how \w+|why|when|who|where|which(?: one)?|what) then\b", re.I)
STOP = frozenset(
    "a an the is are was were be been do does did can could may must shall should will would has have had and or but if of in on at to for from by with "
    "about as what which who whom when where why how it its they them their this that these those there then so also not no yes than too very just any some "
    "we i you my our your me us long often much many often happen happens happened again ok okay please".split()
)  # fmt: skip

# "What is the evaluation of compliance in ISO 14001?" speaks of the evaluation, not of the standard.
THING_OF_STANDARD = re.compile(
    r"^\W*what(?:'s| is| are) (?:the |an? )?(?!(?:difference|purpose|scope|point|aim|use|new)\b)[\w -]{3,40}? (?:in|under|by) (?:the )?(?:iso|iec|iatf|ohsas|\d)",
    re.I,
)
