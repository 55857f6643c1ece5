"""Where the processor's time of one return goes: the journey's requests in this process, without server or network.

    .venv/bin/python benchmarks/profile_journey.py --database sqlite --flows 150
    .venv/bin/python benchmarks/profile_journey.py --database postgresql --profile journey.prof

On a busy machine the same work takes up to twice the processor's time, so a fixed piece of work, the yardstick, is
timed before each flow: its length in yardsticks can be compared between two versions whatever else is going on.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import io
import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, connections, reset_queries
from run_journey import instance, shop_and_token

HEADER = (
    "order_number,ordered_at,email,name,country,sku,product,quantity,price,payment_method,payment_reference,paid,"
    "delivered_on,delivery_said_by"
)
Answer = dict[str, Any]


class Caller:
    """Sends requests straight into the application, and adds up what each step takes."""

    def __init__(self, application: Callable[..., Any], token: str) -> None:
        self._application, self._token = application, token
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.asked: dict[str, list[int]] = defaultdict(list)
        self.counting = False

    def send(self, step: str, method: str, path: str, body: object = None, *, kind: str = "application/json") -> Answer:
        """One request; its answer."""
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": f"/api/v1{path}", "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(raw)), "HTTP_HOST": "127.0.0.1",
            "HTTP_AUTHORIZATION": f"Bearer {self._token}", "wsgi.input": io.BytesIO(raw), "wsgi.errors": sys.stderr,
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.multithread": True, "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }  # fmt: skip
        if method == "POST":
            environ["HTTP_IDEMPOTENCY_KEY"] = secrets.token_hex(12)
        begun: list[Any] = []
        connection.force_debug_cursor = self.counting
        reset_queries()
        before = time.process_time()
        parts = self._application(environ, lambda status, headers, _=None: begun.extend((status, headers)))
        answer = b"".join(parts)
        parts.close()
        self.taken[step].append(time.process_time() - before)
        if self.counting:
            self.asked[step].append(sum(len(each["sql"]) > 0 for each in connection.queries_log))
            if "-v" in sys.argv and len(self.asked[step]) == 1:
                print(f"--- {step}", *(each["sql"][:230] for each in connection.queries_log), sep="\n  ")
        if not begun[0].startswith("20"):
            raise RuntimeError(f"{step}: {begun[0]} {answer.decode()}")
        return json.loads(answer)


def orders(caller: Caller, count: int) -> list[tuple[int, int]]:
    """Fresh delivered orders: (order id, line id) each."""
    run, today = f"B{secrets.token_hex(3)}", date.today()
    ordered, delivered = today - timedelta(days=6), today - timedelta(days=2)
    numbers = [f"{run}-{n:06}" for n in range(count)]
    rows = [
        f"{n},{ordered}T09:00,load@example.com,Load Test,FR,FIL-PLA,PLA,3,20.00,transfer,{n},60.00,{delivered},carrier"
        for n in numbers
    ]
    caller.send("import", "POST", "/orders/imports?format=csv", "\n".join([HEADER, *rows]).encode(), kind="text/csv")
    found = []
    for number in numbers:
        page = caller.send("find", "GET", f"/orders?search={number}")
        order = caller.send("find", "GET", f"/orders/{page['items'][0]['id']}")
        found.append((order["id"], order["lines"][0]["id"]))
    return found


def flow(caller: Caller, order_id: int, line_id: int) -> None:
    """One return, as the load driver's adapter does it."""
    wish = {"order_line_id": line_id, "quantity": 2, "claim": "withdraw"}
    case = caller.send("create", "POST", "/cases", {"order_id": order_id, "lines": [wish]})
    at = f"/cases/{case['reference']}"
    verdict = {"move": "approve", "authorise": True}
    case = caller.send("approve", "POST", f"{at}/lines/{case['lines'][0]['id']}/decisions", verdict)
    (item,), (remedy,) = case["items"], case["remedies"]
    caller.send("receive", "POST", f"{at}/receipts", {"found": [{"item_id": item["id"], "quantity": 2}]})
    seen = {"item_id": item["id"], "quantity": 2, "grade": "like_new"}
    caller.send("inspect", "POST", f"{at}/inspections", seen)
    due = {"remedy_id": remedy["id"], "expected_minor": 4_000, "provider": "by_hand"}
    refund = caller.send("refund", "POST", f"{at}/refunds", due | {"reference": secrets.token_hex(6)})
    caller.send("list", "GET", "/cases?limit=25")
    case = caller.send("detail", "GET", at)
    if refund["state"] != "settled" or set(case["axes"].values()) != {"done"}:
        raise RuntimeError("the return did not end")


def yardstick() -> float:
    """How long the processor takes now for what it does in a few milliseconds on an idle machine."""
    before = time.process_time()
    for number in range(300):
        told = json.dumps({"number": number, "names": [str(each) for each in range(20)], "more": {"a": 1}})
        sorted(json.loads(told)["names"], reverse=True)
    return time.process_time() - before


def main() -> int:
    """Make an instance, run the flows, print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--flows", type=int, default=100)
    parser.add_argument("--profile", type=Path, help="write what cProfile saw")
    parser.add_argument("-v", action="store_true", help="print the statements of each step")
    args = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = stack.enter_context(instance(folder, args.database))
        token = shop_and_token(env)
        os.environ.update(env)
        sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
        house = importlib.import_module("reprise.config.asgi")  # once the environment says which database
        caller = Caller(importlib.import_module("reprise.config.wsgi").application, token)
        house.warm_up()
        found = orders(caller, args.flows + 15)
        caller.counting = True
        for _ in range(5):
            flow(caller, *found.pop())
        asked = {step: statistics.median(counts) for step, counts in caller.asked.items()}
        caller.counting = False
        for _ in range(10):
            flow(caller, *found.pop())
        caller.taken.clear()
        profile = cProfile.Profile() if args.profile else None
        if profile:
            profile.enable()
        begun, sticks = time.perf_counter(), []
        for order in found:
            sticks.append(yardstick())
            flow(caller, *order)
        wall = time.perf_counter() - begun - sum(sticks)
        if profile:
            profile.disable()
            profile.dump_stats(args.profile)
        for step, taken in caller.taken.items():
            print(f"{step:8} {statistics.median(taken) * 1000:6.2f} ms, {asked[step]:4.0f} statements")
        total = sum(map(statistics.median, caller.taken.values()))
        print(f"flow     {total * 1000:6.2f} ms of the processor, {wall / len(found) * 1000:.1f} ms of time, "
              f"{total / statistics.median(sticks):.2f} yardsticks")  # fmt: skip
        connections.close_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
