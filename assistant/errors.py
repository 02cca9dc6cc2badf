"""Every error raised on purpose.

    AssistantError          one sentence: where, what was found, what would be right or what to run
    ├── SettingsError       an ISO_ASSISTANT_* variable or an option that cannot be used
    ├── KnowledgeError      a file of the knowledge that cannot be used; names file and line
    ├── ModelError          an embedding model that is missing, damaged or not what it should be
    ├── LanguageModelFault  a language model that failed; the message ends a sentence that begins with its name
    ├── IndexFault          an index folder that cannot be built, opened or written
    ├── QuestionError       a question (or a batch line) that cannot be taken
    ├── LimitReached        more than one visitor may ask of a server; says how long to wait
    └── RecordError         an answer record that cannot be read

The command line and the page catch AssistantError, and only that.
"""


class AssistantError(Exception):
    """Something that the person at the keyboard can understand and mend."""


class SettingsError(AssistantError):
    """An option or an environment variable that cannot be used."""


class KnowledgeError(AssistantError):
    """Knowledge that cannot be used; the message starts with `file:line:`."""


class ModelError(AssistantError):
    """An embedding model that is missing, damaged or unexpected."""


class LanguageModelFault(AssistantError):
    """A language model that failed or broke a limit; holds neither key nor question."""


class IndexFault(AssistantError):
    """An index folder that cannot be built, opened or written."""


class QuestionError(AssistantError):
    """A question that cannot be taken: empty, too long, or not text."""


class LimitReached(AssistantError):
    """A visitor has asked enough for now; `wait` is in seconds, 0 when it ends with an answer under way."""

    def __init__(self, message: str, wait: int = 0) -> None:
        super().__init__(message)
        self.wait = wait


class RecordError(AssistantError):
    """An answer record that cannot be read or has been altered."""
