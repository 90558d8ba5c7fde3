"""The rules that hold for every test.

1. A test that reaches for another machine fails, and this machine stays reachable.
"""

from __future__ import annotations

import socket

import pytest


def test_another_machine_is_out_of_reach() -> None:
    """Requirement 1. The address is of a block kept for documentation (RFC 5737)."""
    with socket.socket() as connection, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        connection.connect(("192.0.2.1", 9))


def test_this_machine_is_within_reach() -> None:
    """Requirement 1."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
