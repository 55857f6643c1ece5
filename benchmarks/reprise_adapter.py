"""The adapter for the load driver: one return over the API, with the step names that every system shares.

python flow.py --adapter reprise_adapter --base-url http://127.0.0.1:8010 --clients 4 --flows 120 --opt token=…
"""

from __future__ import annotations

import asyncio
import atexit
import itertools
import json
import os
import secrets
import sys
import urllib.request
from datetime import date, timedelta
from pathlib import Path

from adapters.base import Base
from http1 import Client

_HEADER = (
    "order_number,ordered_at,email,name,country,sku,product,quantity,price,payment_method,payment_reference,paid,"
    "delivered_on,delivery_said_by"
)
_runs = itertools.count()


class Adapter(Base):
    """Opens a withdrawal, approves it, receives the goods, refunds by hand, then reads the list and the case."""

    def client(self) -> Client:
        """A client with the token of `--opt token=`."""
        return Client(self.base_url, headers={"Authorization": f"Bearer {self.opts['token']}"})

    async def setup(self) -> None:
        """With `--opt pid=` of the server, tell at the end what a flow took of the processor."""
        self._flows, self._idle, self._seen = 0, 0.0, self._used()
        atexit.register(self._tell)

    async def prepare(self, count: int) -> list[tuple[int, int]]:
        """Fresh delivered orders: (order id, line id) each; what they cost is not the flows'."""
        before = self._used()
        found = await self._orders(count)
        self._idle += self._used() - before
        return found

    def _used(self) -> float:
        """Processor seconds of the server's process group; other work on the machine hardly changes them."""
        stats = [entry.read_text().rpartition(")")[2].split() for entry in Path("/proc").glob("[0-9]*/stat")]
        group = [fields for fields in stats if fields[2] == self.opts.get("pid")]
        return sum(int(fields[11]) + int(fields[12]) for fields in group) / os.sysconf("SC_CLK_TCK")

    def _tell(self) -> None:
        taken = (self._used() - self._seen - self._idle) / max(self._flows, 1)
        print(f"processor time of the web processes: {taken * 1000:.1f} ms per flow", file=sys.stderr)

    async def _orders(self, count: int) -> list[tuple[int, int]]:
        run = f"B{next(_runs)}{secrets.token_hex(3)}"
        client = self.client()
        numbers = [f"{run}-{n:06}" for n in range(count)]  # none is the beginning of another
        for chunk in (numbers[i : i + 500] for i in range(0, count, 500)):
            await asyncio.to_thread(_import, self.base_url, self.opts["token"], chunk)
        found: list[tuple[int, int]] = []
        for number in numbers:
            page = (await client.request("GET", "/api/v1/orders", params={"search": number})).json()
            order_id = next(order["id"] for order in page["items"] if order["number"] == number)
            order = (await client.request("GET", f"/api/v1/orders/{order_id}")).json()
            found.append((order_id, order["lines"][0]["id"]))
        await client.close()
        return found

    async def flow(self, client: Client, item: tuple[int, int]) -> None:
        """One return, from the request to the settled refund."""
        order_id, line_id = item
        with self.step("create"):
            body = {"order_id": order_id, "lines": [{"order_line_id": line_id, "quantity": 2, "claim": "withdraw"}]}
            case = await self._post(client, "/cases", body)
        at = f"/cases/{case['reference']}"
        with self.step("approve"):
            line = case["lines"][0]["id"]
            verdict = {"move": "approve", "authorise": True}
            case = await self._post(client, f"{at}/lines/{line}/decisions", verdict)
        if case["authorisation"] is None:
            raise RuntimeError("the return was not authorised")
        (item_row,), (remedy,) = case["items"], case["remedies"]
        with self.step("receive"):
            await self._post(client, f"{at}/receipts", {"found": [{"item_id": item_row["id"], "quantity": 2}]})
            seen = {"item_id": item_row["id"], "quantity": 2, "grade": "like_new"}
            await self._post(client, f"{at}/inspections", seen)
        with self.step("refund"):
            due = {"remedy_id": remedy["id"], "expected_minor": 4_000, "provider": "by_hand"}
            refund = await self._post(client, f"{at}/refunds", due | {"reference": secrets.token_hex(6)})
        if refund["state"] != "settled":
            raise RuntimeError("the refund was not settled")
        with self.step("list"):
            await client.request("GET", "/api/v1/cases?limit=25")
        with self.step("detail"):
            case = (await client.request("GET", f"/api/v1{at}")).json()
        if case["axes"] != dict.fromkeys(("decision", "goods", "remedy", "money"), "done"):
            raise RuntimeError(f"the return did not end: {case['axes']}")
        self._flows += 1

    async def _post(self, client: Client, path: str, body: object) -> dict:
        headers = {"Idempotency-Key": secrets.token_hex(12)}
        return (await client.request("POST", f"/api/v1{path}", json=body, headers=headers)).json()


def _import(base_url: str, token: str, numbers: list[str]) -> None:
    """Send orders as the plain CSV; the driver's own client knows no raw bodies."""
    today = date.today()
    ordered, delivered = today - timedelta(days=6), today - timedelta(days=2)
    rows = [
        f"{n},{ordered}T09:00,load@example.com,Load Test,FR,FIL-PLA,PLA,3,20.00,transfer,{n},60.00,{delivered},carrier"
        for n in numbers
    ]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
    url = f"{base_url}/api/v1/orders/imports?format=csv"
    request = urllib.request.Request(url, "\n".join([_HEADER, *rows]).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        report = json.loads(answer.read())
    if report["created"] != len(numbers):
        raise RuntimeError(f"orders not created: {report}")
