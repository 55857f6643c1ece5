"""One deed on a case: the case is held, read once, and what happens to it is written together at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from reprise.apps.cases.models import Case
from reprise.apps.cases.services.chapter import chapter
from reprise.platform.statements import Reading, gathered

_HOLD = Reading(lambda case_id: Case.objects.filter(pk=case_id).select_for_update(no_key=True))


@contextmanager
def deed(case: Case) -> Iterator[None]:
    """Hold a case until the transaction ends, and remember what is read of it until the block does.

    A deed within a deed is part of it.
    """
    with transaction.atomic(savepoint=False):
        if case.chapter is not None and case.chapter.memory is not None:
            yield
            return
        if not case.is_held:
            _hold(case)
        with gathered(), chapter(case) as written:
            written.memory, case.ahead = (case.ahead if case.is_held else None) or {}, None
            written.is_sure = True
            try:
                yield
            finally:
                written.memory, case.is_held = None, False


def hold(case: Case) -> None:
    """Be the only one who changes a case until the transaction ends.

    Whatever writes several rows of a case begins with it (or with `deed`): lines, goods, parcels and remedies are then
    always taken after the case, and no two deeds wait for each other for ever.
    """
    case.ahead = None  # what follows is written past the memory
    if not case.is_held and (case.chapter is None or case.chapter.memory is None):
        _hold(case)


def _hold(case: Case) -> None:
    """Wait for whoever changes the case now, and follow what they changed of it."""
    for as_is in _HOLD.all(case.pk):
        for name in ("timeline_sequence", "timeline_hash", "closed_at", "contact_email", "contact_name", "language"):
            setattr(case, name, getattr(as_is, name))
