"""`reprise worker`: do jobs until told to stop."""

import argparse
import signal
import threading
from types import FrameType

from django.utils import timezone

from reprise.platform.jobs.bell import ring
from reprise.platform.jobs.dead import dead_jobs, revive
from reprise.platform.jobs.worker import work_off, work_until
from reprise.web.cli.declaring import Commands


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    worker = commands.add_parser("worker")
    worker.add_argument("--once", action="store_true", help="do what is due now, then end")
    worker.add_argument("--list-dead", action="store_true", help="print the jobs that were given up, and end")
    worker.add_argument("--retry-dead", action="store_true", help="let them be tried again, and end")
    worker.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the job at hand is finished first, a second signal does not wait for it."""
    if args.once:
        print(f"{work_off(at=timezone.now())} jobs done")
        return 0
    if args.list_dead or args.retry_dead:
        return _dead(retry=args.retry_dead)
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()
        ring()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    work_until(stop)
    return 0


def _dead(*, retry: bool) -> int:
    """Print each job given up, or set them going again; 1 when there were some to list."""
    found = dead_jobs()
    if retry:
        print(f"{revive(job_ids=[job.pk for job in found], at=timezone.now())} jobs set going again")
        return 0
    for job in found:
        print(f"{job.pk} {job.kind} {job.finished_at:%Y-%m-%d %H:%M} {job.fault}")
    return 1 if found else 0
