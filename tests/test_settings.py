"""Settings come from variables and options; a wrong one is refused with the way to mend it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from assistant import Settings
from assistant.errors import SettingsError


def test_without_variables_the_knowledge_of_the_project_is_used() -> None:
    settings = Settings.from_environment({})
    assert (settings.knowledge / "facts").is_dir()
    assert (settings.host, settings.port, settings.llm, settings.mcp) == ("127.0.0.1", 7860, "", False)


def test_variables_are_read_with_their_kind() -> None:
    settings = Settings.from_environment(
        {"ISO_ASSISTANT_PORT": "8080", "ISO_ASSISTANT_MCP": "Yes", "ISO_ASSISTANT_INDEX": "~/iso", "OTHER_PORT": "x"}
    )
    assert (settings.port, settings.mcp, settings.index) == (8080, True, Path.home() / "iso")


def test_an_option_goes_before_a_variable_and_none_is_no_option() -> None:
    environment = {"ISO_ASSISTANT_PORT": "8080", "ISO_ASSISTANT_HOST": "0.0.0.0"}
    settings = Settings.from_environment(environment, port=9090, host=None)
    assert (settings.port, settings.host) == (9090, "0.0.0.0")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ISO_ASSISTANT_INDX", "x", "did you mean ISO_ASSISTANT_INDEX?"),
        ("ISO_ASSISTANT_QQQQ", "x", "--help"),
        ("ISO_ASSISTANT_PORT", "many", "found 'many'; expected a whole number"),
        ("ISO_ASSISTANT_PORT", "99999", "found 99999; expected a port from 1 to 65535"),
        ("ISO_ASSISTANT_PORT", "0", "found 0; expected a port from 1 to 65535"),
        ("ISO_ASSISTANT_ROOT_PATH", "iso", "found 'iso'; expected a path such as /iso"),
        ("ISO_ASSISTANT_THEME", "pink", "found 'pink'; expected one of system, light, dark"),
        ("ISO_ASSISTANT_QUESTIONS_PER_MINUTE", "-1", "found -1; expected a number, 0 for no limit"),
        ("ISO_ASSISTANT_QUESTIONS_AT_ONCE", "two", "found 'two'; expected a whole number"),
        ("ISO_ASSISTANT_MCP", "perhaps", "found 'perhaps'; expected yes or no"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment({name: value})
    assert str(raised.value).startswith(f"{name}: ")
    assert said in str(raised.value)


def test_without_variables_there_are_limits_and_the_system_chooses_the_theme() -> None:
    settings = Settings.from_environment({})
    assert (settings.questions_per_minute, settings.questions_at_once, settings.theme) == (30, 3, "system")


def test_a_path_prefix_may_end_with_a_slash() -> None:
    assert Settings(root_path="/iso/").root_path == "/iso"
    assert Settings(root_path="/").root_path == ""


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_the_index_lives_in_the_cache_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert Settings.from_environment({}).index == tmp_path / "iso-assistant" / "index"
