"""Phrases that several letters share."""

from reprise.apps.notifications.drawing.content import Button
from reprise.apps.notifications.writing.said import Said


def greeting(said: Said) -> str:
    """Hello, with the name when it is known."""
    return said.gettext("Hello %(name)s,") % {"name": said["name"]} if "name" in said else said.gettext("Hello,")


def meta(said: Said) -> str:
    """Which case and order this is about."""
    if "reference" in said and "order_number" in said:
        given = {"reference": said["reference"], "order": said["order_number"]}
        return said.gettext("Case %(reference)s, order %(order)s") % given
    if "reference" in said:
        return said.gettext("Case %(reference)s") % {"reference": said["reference"]}
    return said.gettext("Order %(order)s") % {"order": said["order_number"]} if "order_number" in said else ""


def signature(said: Said) -> str:
    """Who writes: the person when one did, and the shop."""
    return f"{said['author']}, {said['shop_name']}" if "author" in said else said["shop_name"]


def facts(said: Said, *rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The rows (label, name of the value) whose value was told."""
    return tuple((label, said[name]) for label, name in rows if name in said)


def told(said: Said, *names: str) -> tuple[str, ...]:
    """The whole sentences among the values that were told."""
    return tuple(said[name] for name in names if name in said)


def follow(said: Said) -> Button:
    """The button to the case."""
    return Button(said.gettext("Follow my case"), said["link"])


def questions(said: Said) -> str:
    """Where to ask."""
    return said.gettext("A question? Write it on the page of your case: everything stays together there.")
