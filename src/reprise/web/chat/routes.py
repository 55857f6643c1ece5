"""The addresses of a chat, the same below each of its doors: whoever adds one has it guarded by all of them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.urls import URLPattern, path

from reprise.web.chat import views
from reprise.web.chat.complaint import complaint
from reprise.web.chat.first_line_press import press

READ: Final = ("GET", "HEAD")
WRITE: Final = ("POST",)

#: What is below the address of a chat: its name, its view, and how it may be asked.
Routes = Mapping[str, tuple[str, Callable[..., Any], tuple[str, ...]]]

ROUTES: Final[Routes] = {
    "": ("", views.show, READ),
    "news/": ("_news", views.fresh, READ),
    "say/": ("_say", views.say, WRITE),
    "person/": ("_person", views.person, WRITE),
    "first/": ("_first", press, WRITE),
    "contact/": ("_contact", views.contact, WRITE),
    "transcript/": ("_transcript", views.transcript, WRITE),
    "complaint/": ("_complaint", complaint, WRITE),
    "read/": ("_read", views.read, WRITE),
    "end/": ("_end", views.end, WRITE),
    "files/<int:file_id>/": ("_file", views.file, READ),
}


def routes(
    door: Callable[[tuple[str, ...]], Callable[..., Any]], below: str, name: str, *, more: Routes | None = None
) -> list[URLPattern]:
    """Every address of the chat behind one door; `more`: what else is done in a chat that comes by this door."""
    return [
        path(f"{below}{address}", door(methods)(view), name=f"{name}{suffix}")
        for address, (suffix, view, methods) in {**ROUTES, **(more or {})}.items()
    ]
