"""What each request of a chat takes of the processor, and asks: the pages' requests in this process, without server.

    .venv/bin/python benchmarks/profile_chat.py --rounds 60
    .venv/bin/python benchmarks/profile_chat.py --database postgresql -v
    .venv/bin/python benchmarks/profile_chat.py --profile chat.prof

A round is a customer who writes (the assistant answers the first words of each), the agent's page that fetches it, the
agent who answers, the customer's page that fetches that, and the lists of two colleagues who were told of it. Calls of
Python functions are counted exactly; they do not change with what else the machine has to do.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import importlib
import io
import json
import os
import pstats
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection, connections, reset_queries
from run_journey import command, instance

TOKEN = "c" * 32
AGENT = "/fr/desk/load/conversations/"


class Pages:
    """Sends requests straight into the application, and keeps what each takes."""

    def __init__(self, application: Callable[..., Any], told: dict[str, Any]) -> None:
        self._application, self._told = application, told
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.asked: dict[str, list[int]] = defaultdict(list)
        self.profiles: dict[str, cProfile.Profile] = defaultdict(lambda: cProfile.Profile(time.thread_time))
        self.counting = self.profiling = False

    def send(self, step: str, path: str, cookie: str, form: dict[str, str] | None = None, **headers: str) -> str:
        """One request, as a page sends it; its answer."""
        raw = urlencode(form).encode() if form is not None else b""
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET" if form is None else "POST", "SCRIPT_NAME": "", "PATH_INFO": path,
            "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": f"{cookie}; csrftoken={TOKEN}",
            "HTTP_X_CSRFTOKEN": TOKEN, "HTTP_X_CHAT": "1", "HTTP_HX_REQUEST": "true",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw), "wsgi.errors": sys.stderr, "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False, **headers,
        }  # fmt: skip
        begun: list[Any] = []
        connection.force_debug_cursor = self.counting
        reset_queries()
        profile = self.profiles[step] if self.profiling else None
        before = time.thread_time()
        if profile:
            profile.enable()
        parts = self._application(environ, lambda status, headers, _=None: begun.extend((status, headers)))
        answer = b"".join(parts)
        parts.close()
        if profile:
            profile.disable()
        self.taken[step].append(time.thread_time() - before)
        if self.counting:
            self.asked[step].append(len(connection.queries_log))
            if "-v" in sys.argv and len(self.asked[step]) == 1:
                print(f"--- {step}", *(each["sql"][:300] for each in connection.queries_log), sep="\n  ")
        if not begun[0].startswith("20"):
            raise RuntimeError(f"{step}: {begun[0]} {answer.decode()[:500]}")
        return answer.decode()

    def round(self, number: int) -> None:
        """One question and its answer, in the chat of that number."""
        chats, agents = self._told["chats"], self._told["agents"]
        chat = chats[number % len(chats)]
        customer = f"{self._told['cookie']}={chat['secret']}"
        agent, other = (f"sessionid={agents[(number + each) % len(agents)]}" for each in (0, 1))
        page, desk = "/fr/s/load/chat/", f"{AGENT}{chat['key']}/"
        self.send("customer writes", f"{page}say/", customer, self._form())
        self.send("agent fetches", f"{desk}news/", agent)
        self.send("agent writes", f"{desk}say/", agent, self._form())
        self.send("customer fetches", f"{page}news/", customer)
        self.send("list looked up", AGENT, agent, HTTP_X_TOLD="1")
        self.send("list shared", AGENT, other, HTTP_X_TOLD="1")
        self.send("customer again", f"{page}say/", customer, self._form())
        time.sleep(0.66)  # what colleagues look up together is older by then

    def _form(self) -> dict[str, str]:
        word = f"w{secrets.token_hex(8)}w"
        body = f"Bonjour, {word} est là."
        return {"body": body, "client_id": word, "after": "0", "as_what": "reply", "seen": "999999"}


def main() -> int:
    """Make an instance with chats, go the rounds, print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--agents", type=int, default=25)
    parser.add_argument("--profile", type=Path, help="write what cProfile saw, one file for each step")
    parser.add_argument("-v", action="store_true", help="print the statements of each step")
    args = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = stack.enter_context(instance(folder, args.database))
        command(env, "migrate")
        command(env, "shops", "create", "--slug", "load", "--name", "Load", "--country", "FR")
        words = [sys.executable, str(Path(__file__).with_name("chat_prepare.py")), "--shop", "load"]
        words += ["--chats", str(args.chats), "--agents", str(args.agents)]
        told = json.loads(subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout)
        os.environ.update(env)
        sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
        house = importlib.import_module("reprise.config.asgi")  # once the environment says which database
        pages = Pages(importlib.import_module("reprise.config.wsgi").application, told)
        house.warm_up()
        _go(pages, args)
        connections.close_all()
    return 0


def _go(pages: Pages, args: argparse.Namespace) -> None:
    for number in range(5):
        pages.round(number)
    pages.counting = True
    for number in range(5, 10):
        pages.round(number)
    asked = {step: statistics.median(counts) for step, counts in pages.asked.items()}
    pages.counting = False
    pages.taken.clear()
    gc.collect()
    for number in range(10, 10 + args.rounds):
        pages.round(number)
    taken = {step: statistics.median(times) * 1000 for step, times in pages.taken.items()}
    pages.profiling = True
    for number in range(10 + args.rounds, 20 + args.rounds):
        pages.round(number)
    for step, profile in pages.profiles.items():
        stats: Any = pstats.Stats(profile)
        calls = sum(row[1] for row in stats.stats.values()) / 10
        print(f"{step:17} {taken[step]:6.2f} ms, {asked[step]:3.0f} statements, {calls:7.0f} calls")
        if args.profile:
            stats.dump_stats(args.profile.with_name(f"{args.profile.stem}-{step.replace(' ', '-')}.prof"))


if __name__ == "__main__":
    sys.exit(main())
