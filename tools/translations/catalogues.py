"""The French catalogue: the rooms' parts merged into one, and compiled."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parents[2] / "src" / "reprise" / "locale"
FRENCH: Final = LOCALE / "fr" / "LC_MESSAGES"


class CatalogueFault(Exception):
    """The parts cannot become one catalogue: which text, and where."""


def parts(locale: Path = LOCALE) -> list[Path]:
    """The files the French texts are kept in."""
    return [*sorted((locale / "fr" / "LC_MESSAGES").glob("*.po")), *sorted((locale / "parts").glob("*.fr.po"))]


def messages(path: Path) -> Iterator[Message]:
    """The entries of one file; a fuzzy or empty one is refused, as it would silently stay English."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="fr", charset="utf-8", abort_invalid=True)
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.fuzzy or not all(strings):
            raise CatalogueFault(f"{path.name}: {message.id!r} is not translated")
        yield message


def merged(files: Iterable[Path]) -> Catalog:
    """One catalogue of all files; the same text translated differently in two places is a fault."""
    whole = Catalog(locale="fr", charset="utf-8", fuzzy=False)
    origin: dict[tuple[object, str], Path] = {}
    for path in files:
        for message in messages(path):
            singular = message.id if isinstance(message.id, str) else message.id[0]
            key = (message.context, singular)
            known = whole.get(singular, message.context)
            if known is not None and (known.id, known.string) != (message.id, message.string):
                raise CatalogueFault(
                    f"{singular!r} has two translations: {known.string!r} in {origin[key].name}, "
                    f"{message.string!r} in {path.name}"
                )
            whole.add(message.id, message.string, context=message.context)
            origin[key] = path
    return whole


def compile_french(locale: Path = LOCALE) -> Path:
    """Write the compiled catalogue that Django reads, in one step, and return its place."""
    target = locale / "fr" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".mo.{os.getpid()}")  # two may compile at once, as when two runs of the tests begin
    with fresh.open("wb") as file:
        write_mo(file, merged(parts(locale)))
    fresh.replace(target)
    return target
