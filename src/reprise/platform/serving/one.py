"""One web process of several, on a socket that another process opened."""

import asyncio
import json
import socket
import sys
from collections.abc import Mapping
from typing import Any, Final

import uvicorn

MODULE: Final = "reprise.platform.serving.one"


class One(uvicorn.Server):
    """It also stops when the process that keeps it is gone, however that went."""

    def __init__(self, config: uvicorn.Config, lifeline: int) -> None:
        super().__init__(config)
        self._lifeline = lifeline

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._lifeline, self._orphaned, loop)

    def _orphaned(self, loop: Any) -> None:
        loop.remove_reader(self._lifeline)
        self.should_exit = True


def command(options: Mapping[str, Any], *, listening: int, lifeline: int) -> list[str]:
    """What begins one by itself: the options of the server, and the descriptors it is given."""
    return [sys.executable, "-m", MODULE, json.dumps(dict(options)), str(listening), str(lifeline)]


def main(options: str, listening: str, lifeline: str) -> None:
    """Load the house and serve."""
    One(uvicorn.Config(**json.loads(options)), int(lifeline)).run(sockets=[socket.socket(fileno=int(listening))])


if __name__ == "__main__":
    main(*sys.argv[1:])
