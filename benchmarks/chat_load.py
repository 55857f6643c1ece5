"""Measure a busy evening of chats: N chats open on both sides, messages written in both directions over the real pages.

    .venv/bin/python benchmarks/chat_load.py --chats 500 --agents 25 --rate 5 --seconds 60

A message counts as arrived when the page of the other side has fetched it: from the moment the form is sent, over the
write, the notice and the fetch. Writers type before they send; every page of an agent looks at its list when the desk
is told. Everything is made in a temporary folder and ends with the run; nothing but loopback is called.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect

sys.path.insert(0, str(Path(__file__).parent))

from run_journey import command, free_port, instance, server

TOKEN = "c" * 32  # of the forms: the cookie and the header say the same


def main() -> int:
    """Make an instance, open the chats, write, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--agents", type=int, default=25)
    parser.add_argument("--rate", type=float, default=5, help="messages a second, all chats together")
    parser.add_argument("--seconds", type=int, default=60)
    args = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16_384), hard))
    with tempfile.TemporaryDirectory() as folder, instance(Path(folder), args.database) as env:
        env["REPRISE_LIVE_PER_ADDRESS"] = "0"  # all pages are on this machine
        command(env, "migrate")
        command(env, "shops", "create", "--slug", "load", "--name", "Load", "--country", "FR")
        words = [sys.executable, str(Path(__file__).with_name("chat_prepare.py")), "--shop", "load"]
        words += ["--chats", str(args.chats), "--agents", str(args.agents)]
        told = json.loads(subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout)
        port = free_port()
        with server(env, port, args.processes) as pid:
            asyncio.run(Evening(told, port, pid).run(rate=args.rate, seconds=args.seconds))
    return 0


class Evening:
    """The open pages of both sides, and what is written in them."""

    def __init__(self, told: dict[str, Any], port: int, pid: int) -> None:
        self._told, self._pid, self._port = told, pid, port
        limits = httpx.Limits(keepalive_expiry=3)  # before the server hangs up
        self._http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False, limits=limits,
        )  # fmt: skip
        self._after = [{"customer": 0, "staff": 0} for _ in told["chats"]]
        self._sent: dict[tuple[int, str], dict[str, float]] = {}
        self._took: dict[str, list[float]] = {"customer": [], "staff": []}
        self._wrote: list[float] = []
        self._notice: list[float] = []
        self._busy: set[tuple[int, str]] = set()
        self._lines: dict[tuple[int, str], tuple[Any, int]] = {}
        self._looks, self._typed = 0, 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, *, rate: float, seconds: int, warm: int = 10) -> None:
        """Open everything, write for a while unmeasured and then measured, wait for the last to arrive."""
        begun = time.monotonic()
        await self._open()
        print(f"{len(self._lines)} pages follow their chat after {time.monotonic() - begun:.1f} s")
        await asyncio.sleep(2)
        await self._write(rate, warm)
        for figures in (*self._took.values(), self._wrote, self._notice):
            figures.clear()
        load, used, begun = os.getloadavg()[0], self._used(), time.monotonic()
        await self._write(rate, seconds)
        spent = self._used() - used
        passed = time.monotonic() - begun
        for _ in range(100):
            if not any(self._sent.values()):
                break
            await asyncio.sleep(0.1)
        self._tell(spent / passed, load)
        for task in self._tasks:
            task.cancel()
        await self._http.aclose()

    async def _write(self, rate: float, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._spawn(self._say(random.randrange(len(self._told["chats"])), random.choice(("customer", "staff"))))
            await asyncio.sleep(random.expovariate(rate))

    async def _open(self) -> None:
        gate = asyncio.Semaphore(20)

        async def page(passes: list[str], places: list[tuple[int, str]], agent: str = "") -> None:
            async with gate:
                line = await connect(f"ws://127.0.0.1:{self._port}/live/", proxy=None, ping_interval=None)
                await line.send(json.dumps({"follow": passes}))
                await line.recv()
            for alias, place in enumerate(places):
                self._lines[place] = (line, alias)
            self._spawn(self._follow(line, places, agent))

        chats, agents = self._told["chats"], self._told["agents"]
        opening = [page([chat["customer"]], [(number, "customer")]) for number, chat in enumerate(chats)]
        for place, agent in enumerate(agents):
            mine = range(place, len(chats), len(agents))
            passes = [*(chats[number]["staff"] for number in mine), self._told["desk"]]
            opening.append(page(passes, [(number, "staff") for number in mine], agent))
        await asyncio.gather(*opening)

    async def _follow(self, line: Any, places: list[tuple[int, str]], agent: str) -> None:
        """What a page does with what it is told."""
        async for text in line:
            told = json.loads(text)
            self._typed += "typing" in told
            if "after" not in told:
                continue
            if told["topic"] < len(places):
                number, side = places[told["topic"]]
                self._notice += [time.monotonic() - at for at in self._sent.get((number, side), {}).values()]
                self._spawn(self._fetch(number, side))
            elif agent:
                self._spawn(self._list(agent))

    async def _fetch(self, number: int, side: str) -> None:
        """Fetch what is new, one request at a time as a page does."""
        if (number, side) in self._busy:
            return
        self._busy.add((number, side))
        waiting = self._sent.get((number, side), {})
        while waiting:
            answer = await self._http.get(f"{self._place(number, side)}news/", headers=self._headers(number, side))
            answer.raise_for_status()
            arrived = time.monotonic()
            for word in [word for word in waiting if word in answer.text]:
                self._took[side].append(arrived - waiting.pop(word))
        self._busy.discard((number, side))

    async def _list(self, agent: str) -> None:
        await asyncio.sleep(0.7)  # CALM of frontend/islands/inbox.ts
        headers = {"Cookie": f"sessionid={agent}", "HX-Request": "true", "X-Told": "1"}
        answer = await self._http.get("/fr/desk/load/conversations/", headers=headers, follow_redirects=True)
        answer.raise_for_status()
        self._looks += 1

    async def _say(self, number: int, side: str) -> None:
        """Type, then send."""
        line, alias = self._lines[number, side]
        await line.send(json.dumps({"typing": True, "topic": alias}))
        await asyncio.sleep(1)
        word, other = f"w{random.getrandbits(60):x}w", "staff" if side == "customer" else "customer"
        begun = time.monotonic()
        self._sent.setdefault((number, other), {})[word] = begun
        headers = self._headers(number, side) | {"X-CSRFToken": TOKEN}
        form = {
            "body": f"Bonjour, {word} est là.",
            "client_id": word,
            "after": "0",
            "as_what": "reply",
            "seen": "999999",
        }
        answer = await self._http.post(f"{self._place(number, side)}say/", data=form, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} {answer.text[:300]}")
        self._wrote.append(time.monotonic() - begun)

    def _place(self, number: int, side: str) -> str:
        key = self._told["chats"][number]["key"]
        return "/fr/s/load/chat/" if side == "customer" else f"/fr/desk/load/conversations/{key}/"

    def _headers(self, number: int, side: str) -> dict[str, str]:
        if side == "customer":
            cookie = f"{self._told['cookie']}={self._told['chats'][number]['secret']}"
        else:
            cookie = f"sessionid={self._told['agents'][number % len(self._told['agents'])]}"
        return {"Cookie": f"{cookie}; csrftoken={TOKEN}", "X-Chat": "1", "HX-Request": "true"}

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            print(f"a page failed: {task.exception()!r}", file=sys.stderr)

    def _used(self) -> float:
        stats = [entry.read_text().rpartition(")")[2].split() for entry in Path("/proc").glob("[0-9]*/stat")]
        group = [fields for fields in stats if fields[2] == str(self._pid)]
        return sum(int(fields[11]) + int(fields[12]) for fields in group) / os.sysconf("SC_CLK_TCK")

    def _memory(self) -> float:
        total = 0
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, IndexError):
                if (entry / "stat").read_text().rpartition(")")[2].split()[2] == str(self._pid):
                    rollup = (entry / "smaps_rollup").read_text()
                    total += sum(int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:"))
        return total / 1024

    def _tell(self, share: float, load: float) -> None:
        _figures("on the customer's page", self._took["customer"])
        _figures("on the agent's page", self._took["staff"])
        _figures("form sent and answered", self._wrote)
        _figures("notice heard", self._notice)
        lost = sum(len(words) for words in self._sent.values())
        print(f"lost: {lost}; typing told: {self._typed}; lists looked at: {self._looks}")
        print(f"web processes: {share * 100:.0f} % of a core, {self._memory():.0f} MiB")
        print(f"load of the machine: {load:.1f} before, {os.getloadavg()[0]:.1f} after")


def _figures(name: str, took: list[float]) -> None:
    if len(took) > 1:
        cuts = statistics.quantiles(took, n=100)
        told = f"p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, most {max(took) * 1000:.0f} ms"
        print(f"{name}: {len(took)}, {told}")


if __name__ == "__main__":
    sys.exit(main())
