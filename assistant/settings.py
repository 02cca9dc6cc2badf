"""One frozen `Settings`, read once from `ISO_ASSISTANT_*` variables; unknown names are an error."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.errors import SettingsError

PREFIX = "ISO_ASSISTANT_"
THEMES = ("system", "light", "dark")


def _default_knowledge() -> Path:
    beside = Path(__file__).resolve().parent.parent / "knowledge"
    return beside if beside.is_dir() else Path(__file__).resolve().parent / "knowledge"


def _default_index() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "iso-assistant" / "index"


@dataclass(frozen=True)
class Settings:
    """How this assistant runs. Every field can be set as `ISO_ASSISTANT_<FIELD>` or by an option of the same name.

    knowledge       folder with facts/, sources/ and boundaries.yaml
    index           folder for the built index; a cache that may be deleted at any time
    model           embedding model: `default`, or the name or folder of a sentence-transformers model
    llm             `provider:model` of a chat model; empty means none
    llm_base_url    address of its server, when it is not the provider's own
    llm_timeout     seconds that the model may take for one answer, all its calls together
    host, port      where the page listens
    root_path       path prefix behind a reverse proxy
    auth_file       file with one `user:hash` a line (see `iso-assistant hash-password`); empty means no log-in
    auth_header     header in which a trusted reverse proxy names the user; empty means none
    feedback        file for feedback from the page; `off` keeps none
    theme           `system`, `light` or `dark`: looks of the page until a person chooses
    mcp             whether the page also serves the Model Context Protocol
    question_limit  longest question taken, in characters
    questions_per_minute, questions_at_once  most that one visitor of the page or its API may ask; 0 means no limit
    """

    knowledge: Path = Path()
    index: Path = Path()
    model: str = "default"
    llm: str = ""
    llm_base_url: str = ""
    llm_timeout: int = 45
    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    auth_file: str = ""
    auth_header: str = ""
    feedback: str = ""
    theme: str = "system"
    mcp: bool = False
    question_limit: int = 4000
    questions_per_minute: int = 30
    questions_at_once: int = 3

    def __post_init__(self) -> None:
        if self.knowledge == Path():
            object.__setattr__(self, "knowledge", _default_knowledge())
        if self.index == Path():
            object.__setattr__(self, "index", _default_index())
        if self.theme not in THEMES:
            raise SettingsError(f"{PREFIX}THEME: found {self.theme!r}; expected one of {', '.join(THEMES)}.")
        object.__setattr__(self, "root_path", self.root_path.rstrip("/"))
        if self.root_path and not self.root_path.startswith("/"):
            raise SettingsError(f"{PREFIX}ROOT_PATH: found {self.root_path!r}; expected a path such as /iso.")
        if not 1 <= self.port <= 65535:
            raise SettingsError(f"{PREFIX}PORT: found {self.port}; expected a port from 1 to 65535.")
        for name in ("questions_per_minute", "questions_at_once"):
            if getattr(self, name) < 0:
                raise SettingsError(
                    f"{PREFIX}{name.upper()}: found {getattr(self, name)}; expected a number, 0 for no limit."
                )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, /, **options: object) -> Settings:
        """Settings from variables, then from `options` that are not None.

        Raises SettingsError for an unknown variable (with the nearest known name) and for a value of the wrong kind.
        """
        environment = os.environ if environment is None else environment
        known = {field.name: field for field in fields(cls)}
        values: dict[str, object] = {}
        for variable, text in environment.items():
            if not variable.startswith(PREFIX):
                continue
            name = variable.removeprefix(PREFIX).lower()
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"did you mean {PREFIX}{near[0].upper()}?" if near else "see `iso-assistant --help`."
                raise SettingsError(f"{variable}: there is no such setting; {hint}")
            values[name] = _convert(variable, text, str(known[name].type))
        values.update({name: value for name, value in options.items() if value is not None})
        return cls(**values)  # type: ignore[arg-type]


def _convert(variable: str, text: str, kind: str) -> object:
    try:
        if kind == "Path":
            return Path(text).expanduser()
        if kind == "int":
            return int(text)
        if kind == "bool":
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]
    except (ValueError, KeyError) as error:
        expected = {"int": "a whole number", "bool": "yes or no"}[kind]
        raise SettingsError(f"{variable}: found {text!r}; expected {expected}.") from error
    return text
