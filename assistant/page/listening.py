"""The sockets on which the page listens; a host or a port that cannot be used is told in one sentence."""

from __future__ import annotations

import contextlib
import errno
import socket

from assistant.errors import SettingsError

# Connections that may wait until the server takes them.
WAITING = 2048
# A machine without IPv6 still finds it among the addresses of localhost; the others will do.
MISSING = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on `port`, one for each address of `host`.

    Raises SettingsError when there is no such host here, and when the port is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise SettingsError(f"There is no host {host} ({error.strerror}); give another with --host.") from error
    listeners: list[socket.socket] = []
    with contextlib.ExitStack() as unless_all_listen:
        for number, (family, *_, address) in enumerate(found, 1):
            try:
                listener = socket.create_server(address[:2], family=family, backlog=WAITING)
            except OSError as error:
                if error.errno in MISSING and (listeners or number < len(found)):
                    continue
                raise SettingsError(_sentence(host, port, error)) from error
            listeners.append(unless_all_listen.enter_context(listener))
        unless_all_listen.pop_all()
    return listeners


def _sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use; end the program that listens there, or give another with --port."
    if error.errno in MISSING:
        return f"{host} is no address of this machine; give another with --host."
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that you do not have; give one above 1023 with --port."
    return f"Port {port} of {host} cannot be listened on ({error.strerror}); give another with --port."
