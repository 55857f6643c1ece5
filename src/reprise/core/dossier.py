"""Whether the dossier of a case is whole: each of its files as it was packed, and its timeline as it was chained."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reprise.core.chain import Link, commitment, first_break
from reprise.core.refusals import Invalid, mark

FORMAT: Final = "reprise-dossier/1"
MANIFEST: Final = "manifest.json"
TIMELINE: Final = "timeline.json"
_PART: Final = 65_536
_LARGEST: Final = 64 * 2**20  # of what is read as JSON


@dataclass(frozen=True, slots=True)
class Checked:
    """What a dossier is of, its last record, and what of it does not fit."""

    case: str
    files: int
    events: int
    head: str
    faults: tuple[str, ...] = field(default=())


def check_dossier(path: Path) -> Checked:
    """Read a dossier and compare it with itself; nothing else is needed. A file that is none is refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(archive)
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as fault:
        why = mark("this is no dossier of a case, or it was cut short. Export it again.")
        raise Invalid(field="file", why=why) from fault


def _checked(archive: zipfile.ZipFile) -> Checked:
    manifest = _json(archive, MANIFEST)
    if manifest["format"] != FORMAT:
        raise ValueError(manifest["format"])
    told: dict[str, str] = manifest["files"]
    there = archive.namelist()
    faults = [f"{name}: not in the dossier" for name in sorted(told.keys() - set(there))]
    faults += [f"{name}: was added" for name in sorted(set(there) - told.keys() - {MANIFEST})]
    faults += [f"{name}: is there twice" for name in sorted({name for name in there if there.count(name) > 1})]
    faults += [f"{name}: was changed" for name in told if name in there and _digest(archive, name) != told[name]]
    head = manifest["timeline"]
    events = _json(archive, TIMELINE)
    links = (Link(row["sequence"], row["body"], row["previous"], row["hash"]) for row in events)
    broken = first_break(links, head_sequence=head["sequence"], head_hash=head["hash"])
    faults += [f"{TIMELINE}: event {broken.sequence}: {broken.why}"] if broken else []
    faults += _changed_content(events)
    return Checked(str(manifest["case"]), len(told), len(events), str(head["hash"]), tuple(faults))


def _changed_content(events: list[dict[str, Any]]) -> Iterator[str]:
    """Personal content that no longer fits its commitment; what was erased is fine."""
    for row in events:
        said = row.get("private")
        if said and commitment(bytes.fromhex(said["salt"]), said["content"]) != row["body"]["commitment"]:
            yield f"{TIMELINE}: event {row['sequence']}: its personal content was changed"


def _json(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    return json.loads(archive.read(name))


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as opened:
        while part := opened.read(_PART):
            found.update(part)
    return found.hexdigest()
