"""How the bare servers are run: as formgen runs, without an access log, on a free port that they print."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette


def run(application: Starlette) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        config = uvicorn.Config(
            application, loop="uvloop", http="httptools", log_level="warning", access_log=False, lifespan="on"
        )
        uvicorn.Server(config).run(sockets=[listening])
