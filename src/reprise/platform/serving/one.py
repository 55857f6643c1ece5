"""One web process of several, on a socket that another process opened."""

import asyncio
import json
import socket
import sys
from collections.abc import Mapping
from typing import Any, Final

import uvicorn

from reprise.platform.serving.shares import Held, Taking

MODULE: Final = "reprise.platform.serving.one"


class One(uvicorn.Server):
    """It takes its share of the connections, and also stops when the process that keeps it is gone, however that went.

    `counts` is the memory in which all of them say how many they hold (`shares.py`), `place` its own there.
    """

    def __init__(self, config: uvicorn.Config, lifeline: int, *, counts: int, place: int) -> None:
        super().__init__(config)
        self._lifeline, self._counts, self._place = lifeline, counts, place
        self._taking: list[Taking] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        held = Held(self._counts, self._place)
        self.server_state.connections = held
        await super().startup([])
        self._taking = [Taking(each, held, self._protocol, self.config.ssl) for each in sockets or []]
        loop = asyncio.get_running_loop()
        loop.add_reader(self._lifeline, self._orphaned, loop)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for taking in self._taking:
            taking.stop()
        await super().shutdown(sockets)

    def _protocol(self) -> asyncio.Protocol:
        """What speaks with a new connection."""
        kind: Any = self.config.http_protocol_class
        made: asyncio.Protocol = kind(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)
        return made

    def _orphaned(self, loop: Any) -> None:
        loop.remove_reader(self._lifeline)
        self.should_exit = True


def command(options: Mapping[str, Any], *, listening: int, lifeline: int, counts: int, place: int) -> list[str]:
    """What begins one by itself: the options of the server, the descriptors it is given, and its place."""
    given = map(str, (listening, lifeline, counts, place))
    return [sys.executable, "-m", MODULE, json.dumps(dict(options)), *given]


def main(options: str, listening: str, lifeline: str, counts: str, place: str) -> None:
    """Load the house and serve."""
    one = One(uvicorn.Config(**json.loads(options)), int(lifeline), counts=int(counts), place=int(place))
    one.run(sockets=[socket.socket(fileno=int(listening))])


if __name__ == "__main__":
    main(*sys.argv[1:])
