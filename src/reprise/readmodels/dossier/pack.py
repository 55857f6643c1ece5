"""The dossier of a case as a ZIP: its records, files and letters, its chained timeline, and a digest of each."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from reprise.apps.cases.events import INTERNAL
from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.cases.services.chapter import event_body
from reprise.core.dossier import FORMAT, MANIFEST, TIMELINE
from reprise.platform.files.packing import packed
from reprise.platform.files.store import FileGone, open_file
from reprise.readmodels.dossier.sections import SECTIONS, files_of, holding
from reprise.readmodels.persons.export import AT_ONCE, Row, parts_of, rows_of, safe_name
from reprise.readmodels.persons.letters import as_read

#: Addresses of an instance's own customer pages: whoever has one is let in.
OPENS: Final = re.compile(r"https?://[^\s/]+/(?:fr|en)/s/\S+")

READ_ME = (
    "The dossier of case %(case)s of %(shop)s, as of %(at)s.\n\n"
    "timeline.json holds what happened, each event bound to the one before by its hash. data holds the records as\n"
    "JSON; numbers of the form _minor are amounts in the smallest unit of their currency. files holds photos and\n"
    "documents as they are kept. `reprise dossier verify FILE.zip` says whether all of it is as it was packed.\n"
)  # fmt: skip


def dossier(case: Case, *, at: datetime) -> Iterator[bytes]:
    """The whole pack, part by part; the digests come last."""
    return packed(_members(case, at), at=at)


def _members(case: Case, at: datetime) -> Iterator[tuple[str, Iterable[bytes]]]:
    digests: dict[str, str] = {}
    head = {"sequence": case.timeline_sequence, "hash": case.timeline_hash}
    for name, parts in _contents(case, at):
        yield name, _digested(name, parts, digests)
    told = {
        "format": FORMAT, "case": case.reference, "shop": case.shop.slug, "made_at": at.isoformat(),
        "timeline": head, "files": digests,
    }  # fmt: skip
    yield MANIFEST, [json.dumps(told, ensure_ascii=False, indent=1).encode()]


def _contents(case: Case, at: datetime) -> Iterator[tuple[str, Iterable[bytes]]]:
    about = {"case": case.reference, "shop": case.shop.name, "at": at.isoformat(timespec="minutes")}
    yield "read-me.txt", [(READ_ME % about).encode()]
    yield TIMELINE, _timeline(case)
    held = holding(case)
    for name, (find, beside) in SECTIONS.items():
        yield f"data/{name}.json", rows_of(held, find, beside, _letter if name == "letters" else dict)
    for file in files_of(held).iterator(chunk_size=AT_ONCE):
        try:
            opened = open_file(file)
        except FileGone:  # its row in data/files.json tells that it was there
            continue
        yield f"files/{file.pk}-{safe_name(file.name)}", parts_of(opened)


def _letter(row: Row) -> Row:
    """A letter as it was read, without the links that open its customer's pages."""
    read = as_read(row)
    return {**read, "text": OPENS.sub("[link]", read["text"])}


def _digested(name: str, parts: Iterable[bytes], digests: dict[str, str]) -> Iterator[bytes]:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
        yield part
    digests[name] = found.hexdigest()


def _timeline(case: Case) -> Iterator[bytes]:
    """The chain as far as the head of the case that is told, with what was not erased."""
    rows = CaseEvent.objects.filter(case=case, sequence__lte=case.timeline_sequence)
    opening = b"["
    for row in rows.select_related("private").order_by("sequence").iterator(chunk_size=AT_ONCE):
        private = (
            None if row.type in INTERNAL else getattr(row, "private", None)
        )  # what the staff said among themselves
        said = {"salt": bytes(private.salt).hex(), "content": private.content} if private else None
        link = {
            "sequence": row.sequence, "body": event_body(row), "previous": row.previous, "hash": row.hash,
            "private": said,
        }  # fmt: skip
        yield opening + b"\n" + json.dumps(link, ensure_ascii=False).encode()
        opening = b","
    yield b"\n]\n"
