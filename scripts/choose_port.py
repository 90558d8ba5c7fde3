"""Print the port that `make run` serves on: the one asked for, else the first free one from 8000 on."""

from __future__ import annotations

import socket
import sys

FIRST, LAST = 8000, 8019


def is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        # As the server does: a port of connections that have just closed counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def main(host: str, wanted: str) -> str:
    if wanted:
        if not is_free(host, int(wanted)):
            raise SystemExit(f"Port {wanted} of {host} is taken. Choose another: make run PORT=8080")
        return wanted
    for port in range(FIRST, LAST + 1):
        if is_free(host, port):
            return str(port)
    raise SystemExit(f"Ports {FIRST} to {LAST} of {host} are all taken. Choose another: make run PORT=8080")


if __name__ == "__main__":
    print(main(sys.argv[1], sys.argv[2]))
