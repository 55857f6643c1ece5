"""The replay itself: rows are read by one process and asked about by others where that pays; memory stays bounded."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.rules import Policy
from reprise.readmodels.policy_facts import OF_THE_PAST, columns_of
from reprise.readmodels.replay.pace import pace_of_shop
from reprise.readmodels.replay.reading import count_lines, past_rows
from reprise.workflows.simulate_policy import asking, child
from reprise.workflows.simulate_policy.report import report_of
from reprise.workflows.simulate_policy.tally import Tally

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.readmodels.replay.past_row import PastRow

PAYS_FROM: Final = 4_000  # lines: below that, starting processes takes longer than they save
IN_FLIGHT: Final = 3  # chunks a process may have waiting

#: Told (lines done, lines in all) now and then; raising Cancelled ends the replay.
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """Nobody wants the answer any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to replay: the policy in force with its number, the draft, and the days, both included."""

    in_force: Policy
    number: int
    draft: Policy
    since: date
    until: date


def simulate(
    *, shop: "Shop", asked: Asked, progress: Progress = lambda *_: None, processes: int | None = None
) -> dict[str, Any]:
    """Replay the lines of these days through both policies, and report what is different."""
    total = count_lines(shop, asked.since, asked.until)
    pace = pace_of_shop(shop, asked.since, asked.until)
    settings = asking.Settings(
        in_force=to_json(asked.in_force), draft=to_json(asked.draft), number=asked.number,
        limit=shop.second_person_above_minor, pace=asdict(pace),
    )  # fmt: skip
    workers = processes if processes is not None else min(2, os.cpu_count() or 1) if total >= PAYS_FROM else 1
    tally = Tally()
    progress(0, total)
    looked_at = columns_of(asked.in_force) | columns_of(asked.draft)
    chunks = past_rows(shop, asked.since, asked.until, with_pasts=bool(looked_at & OF_THE_PAST))
    for part in _alone(settings, chunks) if workers < 2 else _together(settings, chunks, workers):
        tally.merge(part)
        progress(tally.lines, total)
    return report_of(tally, pace, since=asked.since, until=asked.until, currency=shop.currency)


def _alone(settings: "asking.Settings", chunks: "Iterator[list[PastRow]]") -> Iterator[Tally]:
    asking.prepare(settings)
    for rows in chunks:
        yield asking.tallied(rows)


def _together(settings: "asking.Settings", chunks: "Iterator[list[PastRow]]", workers: int) -> Iterator[Tally]:
    """Started anew rather than forked: the caller may have threads and an open database."""
    waiting: deque[Future[Tally]] = deque()
    begun = asdict(settings)
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=child.begin, initargs=(begun,))
    try:
        for rows in chunks:
            waiting.append(pool.submit(asking.tallied, rows))
            if len(waiting) >= workers * IN_FLIGHT:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
