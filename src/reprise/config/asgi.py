"""One process for pages and live updates: pages run in threads over WSGI, only the socket at /live/ is asynchronous."""

import asyncio
import functools
import gc
import os
from typing import Any, Final, cast

from babel import Locale
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils.translation import gettext, override

from reprise.platform.jobs.embedded import start_embedded_worker, stop_embedded_worker
from reprise.platform.live import between
from reprise.platform.live.exchange import EXCHANGE
from reprise.platform.serving.bridge import Application, Bridge
from reprise.platform.serving.kept_code import drop_kept_code
from reprise.platform.serving.threads import FirstThread, Threads
from reprise.web.live.socket import live

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reprise.config.settings")

#: Where dates and amounts are written as we write them, on pages and in letters.
PLACES: Final = ("fr_FR", "en_GB", "en_IE")

_alone = os.environ.get("REPRISE_EMBEDDED_WORKER") == "1"  # one web process, or one of several
_threads = FirstThread if connection.vendor == "sqlite" else Threads
_pages = Bridge(
    cast(Application, get_wsgi_application()), threads=_threads(8 if _alone else 4),
    most=max(settings.ENV.max_import_mb, 512) * 1_048_576,
)  # fmt: skip


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Send each connection to its side of the house, and stop the embedded worker when the server stops."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and not scope["path"].startswith("/live/"):
        await _pages(scope, receive, send)
    else:
        await live(scope, receive, send)


@functools.cache
def warm_up() -> None:
    """Load every page's code before the first request waits for it; what is broken stops the start, loudly.

    Once: of several processes the first does it, and the others share what it loaded.
    """
    get_resolver().check()
    between.load()
    for language, _ in settings.LANGUAGES:
        with override(language):
            gettext("Continue")
            reverse("account_login")  # the addresses by name, in this language
    for place in PLACES:
        Locale.parse(place).date_formats.keys()  # which reads all there is of it, 5 MB
    drop_kept_code()
    gc.freeze()  # what is loaded stays: the collector need not look at it again, nor now, since nothing of it is waste
    gc.set_threshold(20_000, 20, 20)
    gc.enable()  # off since the command began (web.cli.main)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        event = (await receive())["type"]
        if event == "lifespan.startup":
            await asyncio.to_thread(warm_up)
            if _alone:
                start_embedded_worker()
        if event == "lifespan.shutdown":
            await EXCHANGE.end()
            await asyncio.to_thread(stop_embedded_worker)
        await send({"type": event + ".complete"})
        if event == "lifespan.shutdown":
            return
