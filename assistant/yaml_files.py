"""YAML files with line numbers: what is in them, and where each part stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import KnowledgeError

Model = TypeVar("Model", bound=BaseModel)

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFile:
    """A parsed file that can say on which line a part of it stands."""

    def __init__(self, path: Path, shown_as: str) -> None:
        self.shown_as = shown_as
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{shown_as}: cannot be read ({error}); it must be a UTF-8 text file.") from error
        loader = _Loader(text)
        try:
            self._node = loader.get_single_node()
            self.content: Any = loader.construct_document(self._node) if self._node is not None else None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problem = getattr(error, "problem", None) or error
            raise KnowledgeError(f"{shown_as}:{line}: not valid YAML ({problem}).") from error
        finally:
            loader.dispose()

    def place(self, location: Sequence[str | int] = ()) -> str:
        """`file:line` of the part at `location` (keys and positions), or of its nearest parent."""
        node = self._node
        line = node.start_mark.line if node is not None else 0
        for step in location:
            found = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        line, found = key.start_mark.line, value
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                line = found.start_mark.line
            if found is None:
                break
            node = found
        return f"{self.shown_as}:{line + 1}"

    def parse(self, model: type[Model], content: Any, location: Sequence[str | int]) -> tuple[Model | None, list[str]]:
        """`content` as a `model`, or None and every problem as a sentence that starts with `file:line:`."""
        try:
            return model.model_validate(content), []
        except ValidationError as error:
            problems = []
            for item in error.errors():
                inner = [step for step in item["loc"] if isinstance(step, str | int)]
                name = ".".join(str(step) for step in inner) or "entry"
                found = "" if item["type"] == "missing" else f"; found {str(item['input'])[:60]!r}"
                problems.append(f"{self.place([*location, *inner])}: {name}: {item['msg'].lower()}{found}")
            return None, problems
