"""A letter's logo where a browser shows the letter: a mail carries it along, a page holds it."""

import base64
from typing import TYPE_CHECKING

from reprise.apps.accounts.brand import logo_of
from reprise.apps.notifications.writing.write import LOGO

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


def logo_in_place(page: str, shop: "Shop | None") -> str:
    """The HTML of a letter with the shop's logo written into it."""
    if shop is None or f"cid:{LOGO}" not in page:
        return page
    logo = base64.b64encode(logo_of(shop) or b"").decode()
    return page.replace(f"cid:{LOGO}", f"data:image/png;base64,{logo}")
