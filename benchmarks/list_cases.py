"""Measure the list of cases over HTTP in a shop that has many: the first page, and the twentieth.

.venv/bin/python benchmarks/list_cases.py --driver ../shared/bench --database postgresql --cases 10000 --clients 4
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from run_journey import command, free_port, instance, server, shop_and_token


def main() -> int:
    """Generate the cases, serve them, ask, print the driver's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--driver", type=Path, required=True, help="folder of the load driver")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--requests", type=int, default=400)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, instance(Path(folder), args.database) as env:
        token = shop_and_token(env)
        command(env, "generate", "--shop", "load", "--cases", str(args.cases))
        port = free_port()
        with server(env, port, 2):
            first = "/api/v1/cases?limit=25"
            for name, path in (("first page", first), ("twentieth page", further(port, token, first))):
                words = ["--path", path, "--header", f"Authorization: Bearer {token}", "--clients", str(args.clients),
                         "--requests", str(args.requests), "--base-url", f"http://127.0.0.1:{port}"]  # fmt: skip
                done = subprocess.run([sys.executable, str(args.driver / "reads.py"), *words], capture_output=True,
                                      text=True, check=True)  # fmt: skip
                print(name, done.stdout)
    return 0


def further(port: int, token: str, first: str) -> str:
    """A page after twenty others."""
    headers = {"Authorization": f"Bearer {token}"}
    path, cases = first, 0
    while cases < 500:  # twenty pages down: a list that counts or skips is slower there already
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
        with urllib.request.urlopen(request) as answer:
            page = json.loads(answer.read())
        cases += len(page["items"])
        if page["next"] is None:
            break
        path = f"{first}&cursor={page['next']}"
    return path


if __name__ == "__main__":
    sys.exit(main())
