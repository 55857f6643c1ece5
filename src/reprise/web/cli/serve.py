"""`reprise serve`: the pages, the API and, with one process, the worker."""

import argparse
import importlib
import os
import sys
from typing import Any

import uvicorn
from django.conf import settings

from reprise.apps.accounts.queries import is_unclaimed
from reprise.apps.accounts.setup_code import setup_code
from reprise.platform.serving.files_allowed import allow_many_files
from reprise.platform.serving.many import Many
from reprise.web.cli.address import fault_of, port_number
from reprise.web.cli.declaring import Commands
from reprise.web.cli.instance import run_migrate

MODULE = "reprise.config.asgi"
APPLICATION = f"{MODULE}:application"
PATIENT = "reprise.platform.serving.patient:Patient"
MOST_SAID = 32_768  # bytes of one message over a socket; none is compressed, which would cost each 100 KB for nothing


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    serve = commands.add_parser("serve")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    serve.add_argument("--port", type=port_number, default=8000, help="the port to listen on (%(default)s)")
    serve.add_argument("--workers", type=int, default=1, help="web processes; above one, run `reprise worker` beside")
    serve.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bring the tables up to date, then serve until told to stop."""
    if args.workers < 1:
        print("reprise: --workers must be 1 or more.", file=sys.stderr)
        return 2
    if fault := fault_of(host=args.host, port=args.port):
        print(f"reprise: {fault}", file=sys.stderr)
        return 2
    run_migrate(args)
    lead_links_here(args.host, args.port)
    tell_setup_code(args.host, args.port)
    serve(host=args.host, port=args.port, workers=args.workers)
    return 0


def lead_links_here(host: str, port: int) -> None:
    """Where nobody said what the links in mails start with, they lead to where this server listens."""
    if "base_url" not in settings.ENV.model_fields_set:
        settings.ENV = settings.ENV.model_copy(update={"base_url": _address(host, port)})


def _address(host: str, port: int) -> str:
    place = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # named, not listened on
    return f"http://[{place}]:{port}" if ":" in place else f"http://{place}:{port}"


def tell_setup_code(host: str, port: int) -> None:
    """On an instance with neither shop nor person, print where to begin and the code that opens that page."""
    if not is_unclaimed():
        return
    print(f"No shop yet. Open {_address(host, port)}/ and make the first one.")
    print(f"Set-up code: {setup_code()}", flush=True)


def serve(*, host: str, port: int, workers: int) -> None:
    """Run the server; the worker is embedded when there is exactly one web process."""
    allow_many_files()
    os.environ["REPRISE_EMBEDDED_WORKER"] = "1" if workers == 1 else "0"
    # lifespan="on": a fault while the pages are loaded ends the start, instead of answering every request with it.
    options: dict[str, Any] = {
        "app": APPLICATION, "host": host, "port": port, "http": PATIENT, "ws": "websockets-sansio", "lifespan": "on",
        "ws_max_size": MOST_SAID, "ws_per_message_deflate": False, "timeout_graceful_shutdown": 5, "log_config": None,
        "access_log": False, "server_header": False, "date_header": True, "proxy_headers": False,
    }  # fmt: skip
    if workers == 1:
        uvicorn.Server(uvicorn.Config(**options)).run()
        return
    Many(options, workers, load=lambda: importlib.import_module(MODULE).warm_up()).run()
