"""An eval run reaches nothing but this machine."""

import socket

import pytest

from evals.offline import NetworkBlocked, offline


def test_a_connection_to_elsewhere_is_refused() -> None:
    with offline(), socket.socket() as outgoing, pytest.raises(NetworkBlocked, match=r"192\.0\.2\.1"):
        outgoing.connect(("192.0.2.1", 80))


def test_a_name_is_not_looked_up() -> None:
    with offline(), pytest.raises(NetworkBlocked, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_may_talk_to_itself() -> None:
    with offline(), socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_afterwards_everything_is_as_before() -> None:
    before = (socket.socket.connect, socket.getaddrinfo)
    with pytest.raises(KeyError), offline():
        raise KeyError("any")
    assert (socket.socket.connect, socket.getaddrinfo) == before


def test_with_a_model_the_network_is_open() -> None:
    lookup = socket.getaddrinfo
    with offline(blocked=False):
        assert socket.getaddrinfo is lookup
