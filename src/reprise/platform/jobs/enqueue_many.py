from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from reprise.core.canonical import plain
from reprise.platform.jobs.bell import ring
from reprise.platform.jobs.models import Job


def enqueue_many(*, kind: str, payloads: Iterable[tuple[str, Mapping[str, object]]], at: datetime) -> None:
    """Ask for many jobs of one kind in a few statements; one whose dedupe key waits already is left alone."""
    Job.objects.bulk_create(
        (Job(kind=kind, payload=plain(payload), run_at=at, dedupe_key=key) for key, payload in payloads),
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip
    transaction.on_commit(ring)
