"""What a page may say over its socket; anything else is taken for nonsense."""

import json
from collections.abc import Mapping
from typing import Any, Final

from reprise.platform.live.notices import HIGHEST

MOST_TOPICS: Final = 60  # of one connection, those that ran out included


class Nonsense(Exception):
    """No page of ours says that."""


def said(text: str | None) -> Mapping[str, Any]:
    """What a page says, as a mapping."""
    try:
        told = json.loads(text or "")
    except (ValueError, RecursionError) as fault:
        raise Nonsense from fault
    if not isinstance(told, dict):
        raise Nonsense
    return told


def passes_in(told: Mapping[str, Any]) -> list[object]:
    """The passes it wants to follow by."""
    asked = told.get("follow", [])
    if not isinstance(asked, list) or len(asked) > MOST_TOPICS:
        raise Nonsense
    return asked


def number_in(told: Mapping[str, Any], name: str) -> int | None:
    """A number it says; None when it says none of that name."""
    number = told.get(name)
    if number is None:
        return None
    if type(number) is not int or not 0 <= number <= HIGHEST:
        raise Nonsense
    return number
