"""Passwords are hashed with salt, checked in constant time, and a bad users file is named by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.passwords import LONGEST_WAIT, Attempts, Users, check_password, hash_password


def test_the_same_password_hashes_differently_and_only_it_fits() -> None:
    first, second = hash_password("correct horse"), hash_password("correct horse")
    assert first != second
    assert "correct" not in first
    assert check_password("correct horse", first)
    assert not check_password("correct horsf", first)


def test_only_known_users_with_their_password_enter(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text(f"# people\n\nanna:{hash_password('first secret')}\nbert:{hash_password('second secret')}\n")
    users = Users(path)
    assert users.may_enter("anna", "first secret")
    assert not users.may_enter("anna", "second secret")
    assert not users.may_enter("carl", "first secret")
    assert not users.may_enter("", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("anna:plain text\n", r"users:1: expected user:hash"),
        ("\nanna\n", r"users:2: expected user:hash"),
        ("anna:scrypt$0$8$1$AA==$AA==\n", r"users:1: expected user:hash"),
        ("# nobody\n", r"users: holds no users"),
    ],
)
def test_a_bad_users_file_is_refused_by_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "users"
    path.write_text(text)
    with pytest.raises(SettingsError, match=said):
        Users(path)


def test_a_user_named_twice_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "users"
    line = f"anna:{hash_password('secret one')}\n"
    path.write_text(line * 2)
    with pytest.raises(SettingsError, match=r"users:2: user 'anna' stands in the file twice"):
        Users(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        Users(tmp_path / "nowhere")


def test_a_ticket_names_its_holder_until_its_moment_and_until_the_password_changes(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text(f"anna:{hash_password('first secret')}\nbert:{hash_password('second secret')}\n")
    users = Users(path)
    ticket = users.ticket("anna", until=2000)
    assert users.holder(ticket, now=1999) == "anna"
    assert Users(path).holder(ticket, now=1999) == "anna"
    assert users.holder(ticket, now=2000) is None
    name, until, signature = ticket.split(".")
    other = users.ticket("bert", until=2000)
    for forged in (
        f"{name}.9999.{signature}",
        f"{other.split('.')[0]}.{until}.{signature}",
        "",
        "a.b.c",
        "é.1.x",
        ticket[:-1],
    ):
        assert users.holder(forged, now=1999) is None
    path.write_text(f"anna:{hash_password('first secret')}\n")
    assert Users(path).holder(ticket, now=1999) is None
    assert Users(path).holder(other, now=1999) is None


def test_each_wrong_password_after_the_slips_doubles_the_wait() -> None:
    now = [0.0]
    attempts = Attempts(slips=3, clock=lambda: now[0])
    waits = []
    for _ in range(16):
        attempts.failed("anna")
        waits.append(attempts.wait("anna"))
    assert waits[:6] == [0, 0, 1, 2, 4, 8]
    assert waits[-1] == LONGEST_WAIT
    assert attempts.wait("bert") == 0
    now[0] += LONGEST_WAIT
    assert attempts.wait("anna") == 0
    attempts.succeeded("anna")
    attempts.failed("anna")
    assert attempts.wait("anna") == 0


def test_wrong_passwords_are_forgotten_after_an_hour_of_quiet() -> None:
    now = [0.0]
    attempts = Attempts(slips=1, clock=lambda: now[0])
    attempts.failed("anna")
    now[0] += 4000
    attempts.failed("bert")
    attempts.failed("anna")
    assert attempts.wait("anna") == 1
