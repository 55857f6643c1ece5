"""How a shop looks on its pages, papers and letters: the same everywhere."""

from dataclasses import dataclass
from typing import Final

import structlog

from reprise.apps.accounts.models import Shop
from reprise.platform.files.store import FileGone, open_file

HOUSE_COLOUR: Final = "#0b5a6e"  # ours, while a shop has chosen none
log = structlog.get_logger("reprise.brand")


@dataclass(frozen=True, slots=True)
class Brand:
    """A name, the address lines below it, a colour white can be read on, and the bytes of a PNG or nothing."""

    name: str
    address: tuple[str, ...]
    colour: str
    logo: bytes | None = None


def brand_of(shop: Shop) -> Brand:
    """The brand of a shop; a logo whose bytes are lost is left out, so that a letter or a paper still leaves."""
    return Brand(shop.name, address_lines(shop), shop.brand_colour or HOUSE_COLOUR, logo_of(shop))


def logo_of(shop: Shop) -> bytes | None:
    """The bytes of the shop's logo, a PNG; None when it has none."""
    if shop.logo_id is None or shop.logo is None:
        return None
    try:
        with open_file(shop.logo) as file:
            return file.read()
    except (FileGone, OSError):
        log.warning("logo lost", shop=shop.slug)
        return None


def address_lines(shop: Shop) -> tuple[str, ...]:
    """The shop's own postal address, line by line, without its name."""
    kept = shop.address
    town = f"{kept.get('postcode', '')} {kept.get('city', '')}".strip()
    return tuple(line for line in (*kept.get("lines", ()), town) if line)
