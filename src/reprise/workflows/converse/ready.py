"""What customers' words are compared with: the signs of a threat, the words of a danger, the articles.

It takes a second of the processor to make ready, once for each process. Whoever needs it asks before their transaction
begins: within one, everybody else who writes would wait as long. The first who asks makes it, the others wait for that
one: eight who made it at once would take eight seconds.
"""

from threading import Event, Lock
from typing import Final

from reprise.apps.conversations.rules import alarms
from reprise.apps.knowledge import shelves
from reprise.apps.knowledge.rules import danger
from reprise.platform.live.beginnings import with_the_first_page

_MAKING: Final = Lock()
_MADE: Final = Event()


@with_the_first_page("words")  # whoever follows a conversation may write in it
def ready_to_listen() -> None:
    """Come back once it is ready."""
    if _MADE.is_set():
        return
    with _MAKING:
        if not _MADE.is_set():
            alarms.make_ready()
            danger.make_ready()
            shelves.make_ready()
            _MADE.set()
