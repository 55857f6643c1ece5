"""Headers that an answer gets unless it says otherwise, several at once.

Django checks at each header that it is written in Latin letters on one line; those here were checked once, or are made
of nothing else.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse

Lines = Mapping[str, tuple[str, str]]  # by its name in small letters: its name, and what it says


def lines_of(headers: Iterable[tuple[str, str]]) -> Lines:
    """Headers made ready to be written."""
    return {name.lower(): (name, value) for name, value in headers}


def write_unless_said(answer: HttpResponse, lines: Lines) -> None:
    """Write lines on an answer; what it says already stays."""
    headers: Any = answer.headers
    headers._store = {**lines, **headers._store}


def says(answer: HttpResponse, name: str) -> bool:
    """Whether an answer has a header, named in small letters."""
    headers: Any = answer.headers
    return name in headers._store
