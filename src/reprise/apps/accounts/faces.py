"""What the withdrawal function must know of a shop while the database is away: kept beside it, in the data folder."""

import contextlib
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from reprise.apps.accounts.models import Shop
from reprise.platform.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Face:
    """A shop as its public pages and papers show it; stands in for the row where only this much is needed."""

    slug: str
    name: str
    legal_name: str = ""
    registration_number: str = ""
    country: str = "FR"
    timezone: str = "Europe/Paris"
    language: str = "fr"
    email: str = ""
    brand_colour: str = ""
    address: dict[str, Any] = field(default_factory=dict)
    mediator: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, shop: Shop) -> Self:
        """The face of a shop, as its row has it now."""
        return cls(**{one.name: getattr(shop, one.name) for one in fields(cls)})


def keep_face(folder: Path, face: Face) -> None:
    """Write a face down if it is not there as it is; whole or not at all."""
    place, text = folder / f"{face.slug}.json", json.dumps(asdict(face), ensure_ascii=False, sort_keys=True)
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        if place.read_text(encoding="utf-8") == text:
            return
    write_whole(place, text)


def face_kept(folder: Path, slug: str) -> Face | None:
    """The face of a shop as last written down; None when it never was, or cannot be read."""
    try:
        kept = json.loads((folder / f"{slug}.json").read_text(encoding="utf-8"))
        return Face(**{one.name: kept[one.name] for one in fields(Face) if one.name in kept})
    except (OSError, ValueError, TypeError):
        return None


def faces_kept(folder: Path) -> list[Face]:
    """Every face written down, by name."""
    slugs = sorted(place.stem for place in folder.glob("*.json")) if folder.is_dir() else []
    found = [face for slug in slugs if (face := face_kept(folder, slug)) is not None]
    return sorted(found, key=lambda face: face.name.casefold())
