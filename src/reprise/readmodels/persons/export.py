"""Everything an instance keeps about a person, as they have a right to have it: rows as JSON, files as they are."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext

from reprise.platform.files.models import StoredFile
from reprise.platform.files.packing import packed
from reprise.platform.files.store import FileGone, open_file
from reprise.readmodels.persons.holdings import Holdings
from reprise.readmodels.persons.letters import as_read
from reprise.readmodels.persons.sections import SECTIONS, WITHHELD, Find

AT_ONCE: Final = 200
PART: Final = 65_536
Row = dict[str, Any]
#: Rows that are told otherwise than they are kept.
TOLD: Final[Mapping[str, Callable[[Row], Row]]] = {"letters": as_read}


def export(held: Holdings, *, shop_name: str, at: datetime) -> Iterator[bytes]:
    """The pack as a ZIP, part by part; what a preview found is looked up again row by row."""
    return packed(_members(held, shop_name, at), at=at)


def _members(held: Holdings, shop_name: str, at: datetime) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield gettext("read-me") + ".txt", iter([_introduction(held, shop_name, at).encode()])
    for name, (find, beside) in SECTIONS.items():
        yield f"data/{name}.json", rows_of(held, find, beside, TOLD.get(name, dict))
    for file in StoredFile.objects.filter(pk__in=held.file_ids).order_by("pk").iterator(chunk_size=AT_ONCE):
        try:
            opened = open_file(file)
        except FileGone:  # its row in data/files.json tells that it was there
            continue
        yield f"files/{file.pk}-{safe_name(file.name)}", parts_of(opened)


def _introduction(held: Holdings, shop_name: str, at: datetime) -> str:
    """What this is, by which right, and where to look."""
    told = gettext(
        "Personal data that %(shop)s keeps about %(email)s, as of %(day)s.\n\n"
        "You have this copy by your right of access and of portability (GDPR, articles 15 and 20). "
        "The folder data holds every record as JSON, the folder files every photo and document as it is kept. "
        "Numbers of the form “_minor” are amounts in cents.\n\n"
        "You may have wrong data corrected and data that is no longer needed erased: write to the shop."
    )
    return told % {"shop": shop_name, "email": held.email, "day": at.date().isoformat()} + "\n"


def rows_of(held: Holdings, find: Find, beside: tuple[str, ...], told: Callable[[Row], Row]) -> Iterator[bytes]:
    """A JSON array, row by row."""
    rows = find(held).order_by("pk")
    columns = [field.attname for field in rows.model._meta.concrete_fields if field.attname not in WITHHELD]
    opening = b"["
    for row in rows.values(*columns, *beside).iterator(chunk_size=AT_ONCE):
        yield opening + b"\n" + json.dumps(told(row), cls=DjangoJSONEncoder, ensure_ascii=False).encode()
        opening = b","
    yield b"\n]\n" if opening == b"," else b"[]\n"


def parts_of(opened: Any) -> Iterator[bytes]:
    """An open file, part by part; closed at its end."""
    with opened:
        while part := opened.read(PART):
            yield part


def safe_name(name: str) -> str:
    """The name people know, without what leads out of the folder."""
    return "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name).strip(". ") or "file"
