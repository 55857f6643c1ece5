"""Where a thread finds its connections."""

import threading
from typing import Any

from django.db import connections


def keep_by_thread() -> None:
    """Have each thread find its connections at once; they are looked up three hundred times in a return.

    Django looks whether an event loop runs in the thread before each look-up, so that coroutines do not share a
    connection; nothing here asks a database in a coroutine (Django refuses it), pages run in threads.
    """
    handler: Any = connections
    kept = threading.local()
    for alias in handler:
        if hasattr(handler._connections, alias):
            setattr(kept, alias, getattr(handler._connections, alias))
    handler._connections = kept
