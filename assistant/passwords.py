"""Passwords of the page's users, kept only as salted scrypt hashes in a file of `user:hash` lines."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

from assistant.errors import SettingsError

# About 0.1 seconds and 32 MiB a check, so that guessing is slow; kept in each hash, so they may be raised later.
COST, BLOCK, PARALLEL = 2**15, 8, 1


def hash_password(password: str) -> str:
    """A fresh salted hash: `scrypt$cost$block$parallel$salt$hash`.

    >>> check_password("open sesame", hash_password("open sesame"))
    True
    """
    salt = secrets.token_bytes(16)
    return f"scrypt${COST}${BLOCK}${PARALLEL}${_text(salt)}${_text(_derive(password, salt, COST, BLOCK, PARALLEL))}"


def check_password(password: str, hashed: str) -> bool:
    """Whether `hashed` was made from `password`."""
    _, cost, block, parallel, salt, wanted = hashed.split("$")
    found = _derive(password, base64.b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, base64.b64decode(wanted))


class Users:
    """The users of a file; each check reads the file as it was at the start."""

    def __init__(self, path: Path) -> None:
        self._hashes = _read(path)
        # Unknown names take as long as wrong passwords, so that names cannot be found out by timing.
        self._nobody = hash_password(secrets.token_urlsafe())

    def may_enter(self, user: str, password: str) -> bool:
        """Whether this user exists and this is the password."""
        right = check_password(password, self._hashes.get(user, self._nobody))
        return right and user in self._hashes


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SettingsError(f"{path}: the users file cannot be read ({error.strerror}).") from error
    users: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        user, _, hashed = line.strip().partition(":")
        if not user or not _is_hash(hashed):
            raise SettingsError(
                f"{path}:{number}: expected user:hash; make the line with `iso-assistant hash-password USER`."
            )
        if user in users:
            raise SettingsError(f"{path}:{number}: user {user!r} stands in the file twice.")
        users[user] = hashed
    if not users:
        raise SettingsError(f"{path}: holds no users; add one with `iso-assistant hash-password USER >> {path}`.")
    return users


def _is_hash(text: str) -> bool:
    try:
        kind, cost, block, parallel, salt, hashed = text.split("$")
        numbers = [int(cost), int(block), int(parallel)]
        base64.b64decode(salt, validate=True)
        base64.b64decode(hashed, validate=True)
    except ValueError:
        return False
    return kind == "scrypt" and min(numbers) >= 1


def _derive(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    memory = 128 * cost * block * parallel + 2**20
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=memory, dklen=32)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
