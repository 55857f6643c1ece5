"""`reprise worker`: do jobs until told to stop."""

import argparse
import signal
import threading
from types import FrameType

from django.utils import timezone

from reprise.platform.jobs.bell import ring
from reprise.platform.jobs.worker import work_off, work_until


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    worker = commands.add_parser("worker", help="do jobs: mails, refunds, housekeeping")
    worker.add_argument("--once", action="store_true", help="do what is due now, then end")
    worker.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the job at hand is finished first, a second signal does not wait for it."""
    if args.once:
        print(f"{work_off(at=timezone.now())} jobs done")
        return 0
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()
        ring()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    work_until(stop)
    return 0
