"""What people put around a question out of courtesy; it says nothing about what they want to know."""

from __future__ import annotations

import re

from assistant.indirect_questions import asked_directly
from assistant.question_kinds import AUXILIARY

_GREETING = re.compile(
    r"^(?:\W*(?:dear (?:sir (?:or|and) madam|(?:mr|ms|mrs|dr|prof)\.? [\w'-]+|[\w/ ]{2,30}(?=[,!:]))"
    r"|to whom(?:soever)? it may concern|i (?:do )?hope (?:this|that|my|you)\b[^,.!?]{0,30}? (?:well|fine)(?=[,.!])"
    r"|(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|dear (?:all|team|sirs?|colleagues?|experts?)|greetings)\b"
    r"(?: (?:there|all|everyone|everybody|team|folks|guys|together|again))?)[\s,.!:;–-]*)+",
    re.I,
)
_LEAD_IN = re.compile(
    r"^(?:(?:please|so|a|one|just|another|my|quick|short|small|simple|brief|silly|stupid|dumb|question|questions|could you|can you|"
    r"would you|kindly|tell me|help me|answer|explain|i have|i've got|i wonder|from you|for you|here)[\s,]+)*"
    r"(?:please|question|tell me|help me|for you|here)\s*:\s*",
    re.I,
)
# "My boss asks me this:", "A colleague wants to know from me whether:"; what quotes a "you" stays as it is.
_ON_BEHALF = re.compile(
    r"^(?:and |but |so |now )?(?:an?|my|our|the|one of (?:my|our)) (?:[\w'-]+ ){1,3}?(?:wants? to know|would like to know|asks?|asked|is asking|wonders?)"
    r"(?: (?:this|me|us|it|that|from|of|about|if|whether|the|following|question))*\s*:\s*(?!.*\byou(?:r|rs)?\b)",
    re.I,
)
# "… - any ideas?", "… can anyone help?", "… - what can you tell me about that?"
_ASKING_HELP = re.compile(
    r"(?<=\w)(?:\s*[?!.,;:-]\s*|\s+-\s+)(?:(?:so|please|and)\s+)?(?:any (?:ideas?|thoughts|help|advice|clue|suggestions?)(?: (?:please|is appreciated|appreciated|welcome|on (?:this|that)))*|"
    r"(?:can|could) (?:you|any(?:one|body)|some(?:one|body)) (?:please )?(?:help|advise|explain|clarify)(?: me| us)?(?: (?:with|on|about)? ?(?:this|that|it))?|"
    r"what do you think(?: (?:about|of) (?:this|that|it))?|what(?:'s| is) your (?:view|opinion|take)(?: on (?:this|that|it))?|any (?:views|opinions?)|"
    r"what (?:can|could) you (?:tell|say)(?: me)?(?: (?:about|on|to) (?:this|that|it))?|please (?:advise|help|explain)(?: me)?|(?:i'?m|am|i am) (?:so |a bit |really )?(?:confused|lost|stuck)|help)\W*$",
    re.I,
)
# "Question 3/10 -", "Q12)", "Quiz no. 4 of 20.", "10 points:"; a number alone may be a clause or a standard.
_QUIZ_LABEL = re.compile(
    r"^\W*(?:(?:(?:quiz|exam|test|trivia|mcq|mock exam|multiple[ -]choice)\s+)?(?:question|quest\.|q|no\.|nr\.?|number|item)\s*#?\d{1,3}(?:\s*(?:/|of|out of)\s*\d{1,3})?\s*[:.)-]+\s+"
    r"|(?:for\s+)?\(?\d{1,3} (?:points?|marks?|pts)(?:\)|\s*[:,.-])[\s:,.-]*)(?=\w)",
    re.I,
)
_BARE_THANKS = re.compile(
    r"(?<=\w)[\s,–-]+(?:many thanks|thanks a lot|thanks in advance|thanks so much|thank you(?: (?:very|so) much| in advance)?|thx|thanks)(?: in advance)?\W*$",
    re.I,
)
_CLOSING = re.compile(
    r"(?<=[.?!)])\s*(?:(?:with )?(?:many |best |kind |kindest |warm )?(?:thanks?|regards|wishes|greetings|thank you|thx|cheers)\b[^?]{0,60}"
    r"|(?:best|sincerely|respectfully|yours(?: (?:truly|faithfully|sincerely))?)\s*(?:,[^?.!]{0,40})?\W*)$",
    re.I,
)


# "Five bullets max please, no marketing": how it is to be said.
_WISH = (
    r"(?:(?:in )?(?:one|two|three|four|five|six|\d{1,2}) (?:bullet points?|bullets?|sentences?|lines?|words|points)(?: max(?:imum)?| or less)?|"
    r"(?:please )?keep it (?:short|brief|simple)|(?:short|brief|quick|simple|clear) answers?(?: only)?|briefly|"
    r"no (?:marketing|waffle|fluff|jargon|blah|bla|lectures?)(?: talk| speak)?|in (?:plain|simple) (?:english|words|terms)|eli5|"
    r"(?:please )?(?:don'?t|do not) (?:just )?say (?:that )?(?:\"?it depends\"?))"
)
_MANNER = re.compile(rf"(?<=[.?!)])\s*(?:{_WISH}(?:[\s,.!&]|and|please|pls)*)+$", re.I)
# "What exactly is …", "do we actually need …" ask the same without.
_EMPHASIS = re.compile(
    r"(?:(?<=\bwhat)|(?<=\bwho)) exactly\b|(?<=\w)(?<!\bnot)(?<!n't) (?:actually|basically|in fact)\b", re.I
)
# "Are both ISO 9001 and ISO 14001 mandatory?" asks of each.
_BOTH = re.compile(
    rf"^(?P<verb>{AUXILIARY}) both (?=(?:[\w/:-]+ ){{1,4}}and )|(?<=\w )both (?=(?:mandatory|required|compulsory|valid|withdrawn|certifiable)\b)",
    re.I,
)


def without_courtesies(text: str) -> str:
    """`text` without greeting, lead-in and thanks, asked directly; unchanged when nothing else would be left.

    >>> without_courtesies("Hello, could you please tell me: is ISO 9002 still valid? Thank you!")
    'is ISO 9002 still valid?'
    >>> without_courtesies("Hi there"), without_courtesies("Tell me the scope of ISO 9001.")
    ('Hi there', 'Tell me the scope of ISO 9001.')
    >>> without_courtesies("My boss asks me this: who audits the auditors? Any ideas?")
    'who audits the auditors?'
    >>> without_courtesies("Question 3/10 - who audits the auditors?"), without_courtesies("7.2 - is it for temps?")
    ('who audits the auditors?', '7.2 - is it for temps?')
    >>> without_courtesies("What is new in 2026? Five bullets max please, no marketing")
    'What is new in 2026?'
    """
    plain = _ON_BEHALF.sub("", _LEAD_IN.sub("", _QUIZ_LABEL.sub("", _GREETING.sub("", text))))
    for ending in (_CLOSING, _BARE_THANKS, _ASKING_HELP, _MANNER):
        plain = _without_ending(ending, plain)
    plain = _BOTH.sub(
        lambda found: f"{found['verb']} " if found["verb"] else "", _EMPHASIS.sub("", asked_directly(plain))
    )
    return plain.strip() if len(plain.split()) >= 2 or re.search(r"\d", plain) else text


def _without_ending(ending: re.Pattern[str], text: str) -> str:
    """`text` without what `ending` matches; a question mark before it stays."""
    found = ending.search(text)
    if not found:
        return text
    return text[: found.start()].rstrip() + ("?" if "?" in found[0][:3] else "")
