"""One deed, one transaction: begun by the outermost service, and shared by those it calls."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.db.transaction import TransactionManagementError

from reprise.platform.passing import was_chosen
from reprise.platform.statements.asking import gathered, this_database

Taken = ParamSpec("Taken")
Given = TypeVar("Given")


def atomic(deed: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """All of a deed or nothing; within another it is part of that one, which is undone with it.

    As `transaction.atomic(savepoint=False)`, which does more for each inner deed than many of them do themselves: a
    return goes through seventy.
    """

    @functools.wraps(deed)
    def whole(*args: Taken.args, **kwargs: Taken.kwargs) -> Given:
        database = this_database()
        if not database.in_atomic_block:
            with transaction.atomic():
                given = deed(*args, **kwargs)
                be_whole()
                return given
        try:
            return deed(*args, **kwargs)
        except BaseException:
            database.needs_rollback = True  # whoever catches this cannot go on as if half a deed were one
            raise

    return whole


def optimistic(deed: Callable[[], Given]) -> Given:
    """A deed as one transaction of its own, done again from its beginning where others came between.

    Where a database has one lock for all who write, it is taken only at last: whatever the deed has read is compared
    then, and if anything changed it is done again, with the lock. Where rows are locked, two deeds may wait for each
    other, and the database undoes one of them. So a deed must bear being done twice: all it changes outside the
    database it changes `on_commit`.
    """
    database = this_database()
    if database.in_atomic_block:
        return _whole(deed)
    try:
        with database.locking_late():
            return _whole(deed)
    except Exception as fault:
        if not (database.was_overtaken or was_chosen(fault)):
            raise
    return _whole(deed)


def _whole(deed: Callable[[], Given]) -> Given:
    with gathered(), transaction.atomic():
        given = deed()
        be_whole()
        return given


def be_whole() -> None:
    """Fail where a deed within this one failed and its fault was caught.

    Django undoes all of it without a word, and whoever asked would be told that it is done.
    """
    if this_database().needs_rollback:
        raise TransactionManagementError(
            "A deed within this one failed, and its fault was caught: all of it is undone."
        )
