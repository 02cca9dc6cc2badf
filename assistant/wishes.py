"""What the program is asked to do or to look into instead of answering; who asks for a rule about it asks a question."""

from __future__ import annotations

import re

_START = r"^\W*(?:(?:ok|okay|fine|great|then|so|now|and|please|kindly|hey|hi|hello|just)\b[\s,:!]*)*"
_PLEASE = rf"{_START}(?:(?:(?:can|could|would|will) you|please) (?:please |kindly )?|(?![^?]*\?))"
_NO_QUESTION = r"(?![^.!?]*\b(?:what|which|when|where|why|how|required|allowed)\b)"
# "Please issue us a certificate"; not "can you sign it electronically?".
_FOR_US = re.compile(
    rf"{_PLEASE}(?:issue|send|print|mail|e-?mail|order|book|register|sign|approve|cancel|postpone|schedule|forward|phone|grant|buy|upload|renew|"
    r"write to (?-i:[A-Z])\w+|remind)\b(?:(?=[^?]*\bfor (?:me|us)\b)|(?= (?:me|us|my|our)\b))"
    rf"{_NO_QUESTION}",
    re.I,
)
_ACT = (
    r"(?:issue|send|print|mail|e-?mail|book|register|sign|approve|cancel|postpone|schedule|forward|phone|buy|upload|renew|remind|hand|"
    r"submit|notify|inform|invite|reserve|enrol|pay)"
)
# With "please" or "could you" no word for oneself is needed, only a thing or somebody to act on; "could you" may be asked of
# anybody where the thing is not a certain one or circumstances follow ("Could you cancel the audit before …?").
_CERTAIN = r"the|this|that|these|it|them|him|her|everyone|everybody|all|(?-i:[A-Z][a-z])\w+"
_CIRCUMSTANCES = (
    r"before|after|if|when|while|with|without|under|according|still|instead of|within|during|through|online|twice|by|as"
)
_POLITELY = re.compile(
    r"^\W*(?:(?:ok|then|so|now|and|hey|hi|hello)\b[\s,:!]*)*(?!.*[.!?]['\"]?\s.*\?)(?!.*\?\W*\w)"
    rf"(?:(?:could|would|will) you {_ACT} (?:{_CERTAIN})\b(?![^.!?]*\b(?:{_CIRCUMSTANCES})\b)"
    rf"|(?:(?:can|could|would|will) you )?(?:please|kindly) {_ACT} (?:{_CERTAIN}|an?|two|three)\b){_NO_QUESTION}",
    re.I,
)
# "Tell the auditor that we are late."
_PASS_ON = re.compile(
    rf"{_START}(?:(?:can|could|would|will) you (?:please )?|(?![^?]*\?))(?:tell|let|ask|inform|notify|warn|call|ring|phone) (?:(?:the|our|my) (?:\w+ ){{1,2}}|(?:him|her|them|everyone|(?-i:[A-Z][a-z]+)) )"
    rf"(?:that (?:we|i|our|my|the|it|he|she)\b|know\b|to (?!be\b)\w+|and (?:tell|ask|say)\b){_NO_QUESTION}(?!.*\?\s*\w)",
    re.I,
)
# "Open our audit report and tell me …"; not "review our documents every year?".
_TO_READ = re.compile(
    rf"{_PLEASE}(?:open|read|look (?:at|into|through)|check|show me|pull up|find|summari[sz]e|review|go through|search)\s+(?:my|our|the attached|this attached)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:reports?|certificates?|manual|files?|documents?|pdf|records?|procedures?|minutes|register|folder|e-?mails?|inbox|spreadsheet|excel)\b",
    re.I,
)
# A file, a path or an address on the web.
_FILE = re.compile(
    r"[\w-]+\.(?:docx?|xlsx?|pptx?|pdf|csv|txt|jpe?g|png|gif|zip)\b|\b[a-z]:\\|\bhttps?://|\bwww\.\w", re.I
)
_LOOK_INTO = re.compile(
    rf"{_START}(?:(?:can|could|would|will) you (?:please )?)?(?:open|read|look|check|go to|summari[sz]e|review|compare|translate|analy[sz]e|have a look|click|load|scan|download|tell me)\b"
    r"|\b(?:what(?:'s| is) (?:wrong|missing)|(?:is|are) (?:it|this|that|they) (?:ok|okay|right|fine|correct|good|real|genuine|fake)|does (?:it|this|that) fit|tell me|say (?:if|whether))\b",
    re.I,
)
# "I pasted a screenshot above", "the attached scan".
_SHOWN = re.compile(
    r"\bi(?:'ve| have)? (?:just )?(?:pasted|uploaded|dropped|enclosed|posted|attached) (?:[\w-]+ ){1,5}?(?:above|below|here)\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:just |already )?(?:uploaded|enclosed|attached)\b(?![^.!?]*\b(?:to|into|on|in|with) (?:the|our|their|his|her|an?|every|each)\b)"
    r"|\b(?:in|on|of) the (?:screenshot|photo|picture|scan) (?:above|below|here|attached)\b",
    re.I,
)


def asks_to_act(text: str) -> bool:
    """Whether `text` asks to send, order, book, sign or pass on something.

    >>> asks_to_act("Please send the audit plan to the auditor."), asks_to_act("Please explain who sends the audit plan.")
    (True, False)
    >>> asks_to_act("Could you cancel the audit before it begins?")
    False
    """
    return any(pattern.search(text) for pattern in (_FOR_US, _POLITELY, _PASS_ON))


def asks_to_read(text: str) -> bool:
    """Whether `text` asks to look into papers of the asker's own."""
    return bool(_TO_READ.search(text))


def shows_something(text: str) -> bool:
    """Whether `text` points to a file, a link or a picture that would have to be seen.

    >>> shows_something("Open risks.xlsx and name the worst."), shows_something("Can procedures be kept as .docx files?")
    (True, False)
    """
    return bool(_SHOWN.search(text) or (_FILE.search(text) and _LOOK_INTO.search(text)))


def names_a_file(text: str) -> bool:
    """Whether `text` names a file, a path or an address on the web."""
    return bool(_FILE.search(text))
