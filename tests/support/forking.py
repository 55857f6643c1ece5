"""What a test that forks must do in the child, so that the parent's connections stay the parent's."""

from django.db import connections

_LEFT: list[object] = []  # kept from the collector, which would end the parent's sessions


def leave_connections() -> None:
    """Leave every inherited connection alone: the child opens its own at its first question.

    Closing them in the parent before the fork is not enough. Once a browser test has run, the parent asks from within
    Playwright's loop, where Django keeps another set; the child has no loop and would find the older set, whose
    sessions the parent holds open after the child's death, with all that they had locked.
    """
    for connection in connections.all(initialized_only=True):
        _LEFT.append(connection.connection)
        connection.connection = None
