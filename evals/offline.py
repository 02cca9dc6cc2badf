"""No network while evals run: a socket that leaves this machine is an error, not a slow success."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class NetworkBlocked(RuntimeError):
    """Something tried to reach the network during an offline run."""


def _is_loopback(host: object) -> bool:
    if host in ("localhost", "", None):
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(host: object) -> None:
    raise NetworkBlocked(
        f"a connection to {host!r} was attempted; evals run offline (an --llm run may use the network)."
    )


@contextmanager
def offline(blocked: bool = True) -> Iterator[None]:
    """Within it only loopback and local sockets connect; anything else raises NetworkBlocked."""
    if not blocked:
        yield
        return
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original: Any) -> Any:
        def guard(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
                _refuse(address[0])
            return original(self, address)

        return guard

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if not _is_loopback(host):
            _refuse(host)
        return lookup(host, *arguments, **options)

    socket.socket.connect = guarded(connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded(connect_ex)  # type: ignore[method-assign]
    socket.getaddrinfo = look_up
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
        socket.socket.connect_ex = connect_ex  # type: ignore[method-assign]
        socket.getaddrinfo = lookup
