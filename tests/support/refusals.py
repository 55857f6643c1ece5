"""A deed that must be refused, undone as the ways in would undo it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from reprise.core.refusals import Refusal


@contextmanager
def refused(kind: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Expect this refusal; what the deed had begun is undone, and the test goes on."""
    with pytest.raises(kind) as caught, transaction.atomic():
        yield caught
