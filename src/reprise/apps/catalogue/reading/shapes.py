"""JSON from programs that write one thing in several shapes: lists, objects for lists, lists of one, nothing at all."""

from collections.abc import Mapping
from typing import Any

from reprise.apps.catalogue.reading.texts import clean


def record(value: object) -> Mapping[str, Any]:
    """An object, or an empty one where something else stands."""
    return value if isinstance(value, Mapping) else {}


def records(value: object, *wrappers: str) -> list[Mapping[str, Any]]:
    """The objects of a list; also of an object that wraps one, or numbers its objects, or is the only one."""
    if isinstance(value, list):
        return [each for each in value if isinstance(each, Mapping)]
    if not isinstance(value, Mapping) or not value:
        return []
    for name in wrappers:
        if name in value:
            return records(value[name])
    if all(isinstance(each, Mapping) for each in value.values()):
        return [each for each in value.values() if isinstance(each, Mapping)]
    return [value]


def number_of(value: object) -> str:
    """A database number as text, or nothing: 12, "12" and 12.0 are the same, 0 is none."""
    text = clean(value)
    text = text.removesuffix(".0")
    return "" if text in {"0", "null", "None"} else text


def said(value: object) -> str:
    """Whatever a plug-in stored, as one text: names and values of lists and objects, one after the other."""
    if isinstance(value, list):
        return ", ".join(filter(None, (said(each) for each in value[:20])))
    if isinstance(value, Mapping):
        named = next((value[name] for name in ("name", "file_name", "value", "url") if value.get(name)), None)
        return said(named) if named is not None else said(list(value.values()))
    if isinstance(value, bool) or value is None:
        return ""
    return clean(value)
