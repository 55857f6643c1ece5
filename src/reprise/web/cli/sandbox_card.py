"""`reprise sandbox-card`: a card provider that moves no money, in a process of its own."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from reprise.integrations.sandbox_card.provider import Provider
from reprise.web.cli.declaring import Commands


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    card = commands.add_parser("sandbox-card")
    card.add_argument("--port", type=int, default=8009, help="where it listens (%(default)s); 0 takes a free one")
    card.add_argument("--data", type=Path, help="folder of its ledger; unset: beside the instance's data")
    card.add_argument(
        "--token", default=os.environ.get("REPRISE_SANDBOX_CARD_TOKEN", ""), help="password callers must give"
    )
    card.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve on loopback until told to stop; the first line printed is its address."""
    folder = args.data or Path(os.environ.get("REPRISE_DATA_DIR", "var")) / "sandbox-card"
    try:
        provider = Provider(port=args.port, data_dir=folder, token=args.token)
    except (OSError, OverflowError) as fault:  # a port beyond the last one overflows
        said = getattr(fault, "strerror", None) or fault
        print(f"reprise: the sandbox card provider cannot start: {said}.", file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGINT):  # shutdown() waits for the loop that the handler interrupts
        signal.signal(number, lambda *_: threading.Thread(target=provider.shutdown).start())
    print(provider.url, flush=True)
    print("This is a sandbox: it moves no money.", file=sys.stderr, flush=True)
    with provider:
        provider.serve_forever(poll_interval=0.2)
    return 0
