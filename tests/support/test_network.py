import socket

import pytest

from tests.support.network import NetworkClosed


def test_another_machine_is_out_of_reach() -> None:
    with pytest.raises(NetworkClosed), socket.socket() as wire:
        wire.connect(("192.0.2.1", 80))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as wire:
        assert wire.getpeername() == server.getsockname()
