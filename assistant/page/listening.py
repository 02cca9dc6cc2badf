"""The sockets on which the page listens; a host or a port that cannot be used is told in one sentence."""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import Any

from assistant.errors import SettingsError

# A machine without IPv6 still finds it among the addresses of localhost; the others will do.
MISSING = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def bind(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to `port`, one for each address of `host`; they do not listen yet, so nobody takes it for served.

    Raises SettingsError when there is no such host here, and when the port is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise SettingsError(f"There is no host {host} ({error.strerror}); give another with --host.") from error
    listeners: list[socket.socket] = []
    for number, (family, *_, address) in enumerate(found, 1):
        try:
            listeners.append(_bound(family, address))
        except OSError as error:
            if error.errno in MISSING and (listeners or number < len(found)):
                continue
            for listener in listeners:
                listener.close()
            raise SettingsError(_sentence(host, port, error)) from error
    return listeners


def _bound(family: socket.AddressFamily, address: Any) -> socket.socket:
    with contextlib.ExitStack() as unless_bound:
        listener = unless_bound.enter_context(socket.socket(family, socket.SOCK_STREAM))
        # A port that was served a moment ago is free again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
        unless_bound.pop_all()
    return listener


def _sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use; end the program that listens there, or give another with --port."
    if error.errno in MISSING:
        return f"{host} is no address of this machine; give another with --host."
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that you do not have; give one above 1023 with --port."
    return f"Port {port} of {host} cannot be listened on ({error.strerror}); give another with --port."
