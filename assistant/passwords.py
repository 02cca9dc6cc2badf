"""Passwords of the page's users, kept only as salted scrypt hashes in a file of `user:hash` lines; tickets for those
who gave theirs; and patience with those who guess."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from assistant.errors import SettingsError

# About 0.1 seconds and 32 MiB a check, so that guessing is slow; kept in each hash, so they may be raised later.
COST, BLOCK, PARALLEL = 2**15, 8, 1
LONGEST_WAIT = 900.0
FORGOTTEN_AFTER = 3600.0


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

    def ticket(self, user: str, until: float) -> str:
        """A signed text that names `user` until a moment; it outlives restarts, but not a change of the password."""
        content = f"{base64.urlsafe_b64encode(user.encode()).decode()}.{int(until)}"
        return f"{content}.{self._signature(user, content)}"

    def holder(self, ticket: str, now: float) -> str | None:
        """The user whom `ticket` names, None when it is forged, altered or no longer good."""
        content, _, signature = ticket.rpartition(".")
        name, _, until = content.partition(".")
        try:
            user = base64.urlsafe_b64decode(name).decode()
            good = int(until) > now
        except ValueError:
            return None
        signed = user in self._hashes and hmac.compare_digest(
            signature.encode(), self._signature(user, content).encode()
        )
        return user if signed and good else None

    def _signature(self, user: str, content: str) -> str:
        return hmac.new(self._hashes[user].encode(), content.encode(), hashlib.sha256).hexdigest()


class Attempts:
    """Wrong passwords of late, by whoever gave them: the first `slips` are free, each further one doubles the wait."""

    def __init__(self, slips: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._slips = slips
        self._clock = clock
        self._failures: dict[str, tuple[int, float]] = {}

    def wait(self, who: str) -> float:
        """Seconds until `who` may try again; 0 means now."""
        count, last = self._failures.get(who, (0, 0.0))
        pause = min(LONGEST_WAIT, 2.0 ** min(count - self._slips, 20)) if count >= self._slips else 0.0
        return max(0.0, last + pause - self._clock())

    def failed(self, who: str) -> None:
        """Takes down one more wrong password of `who`."""
        now = self._clock()
        self._failures = {name: it for name, it in self._failures.items() if now - it[1] < FORGOTTEN_AFTER}
        self._failures[who] = (self._failures.get(who, (0, now))[0] + 1, now)

    def succeeded(self, who: str) -> None:
        """Forgets the wrong passwords of `who`."""
        self._failures.pop(who, None)


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
