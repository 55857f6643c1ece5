from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.rules.colours import LEAST_CONTRAST, contrast_on_white, readable_colour, tidy_colour
from reprise.apps.accounts.seen import require_unchanged
from reprise.core.refusals import Invalid, NotFound, Refusal, mark
from reprise.platform.files.erase import erase_files
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

SHOWN: Final = ("brand_colour", "logo_id")


class TooPale(Refusal):
    """White words on the colour could not be read."""

    code = "colour_too_pale"
    sentence = mark(
        "White words on %(colour)s are hard to read: their contrast is below 4.5. "
        "The nearest colour that works is %(nearest)s."
    )


@atomic
def brand_shop(
    *, actor: Actor, colour: str, at: datetime, logo: "StoredFile | None" = None, without_logo: bool = False,
    seen: Mapping[str, str] | None = None,
) -> Shop:  # fmt: skip
    """Set the shop's colour (empty: ours) and its logo; a logo it replaces is erased.

    The logo came through the gate as a logo, before this: that is slow. Without one, the shop keeps what it has.
    """
    actor.require(Right.SETTINGS_EDIT)
    tidied = tidied_colour(colour)
    shop = Shop.objects.select_for_update().filter(pk=actor.shop_id).first()
    if shop is None or (logo is not None and logo.shop_id != shop.pk):
        raise NotFound
    require_unchanged(shop, seen)
    before, shop.brand_colour = shop.logo_id, tidied
    if logo is not None or without_logo:
        shop.logo = logo
    shop.save(update_fields=["brand_colour", "logo"])
    if before is not None and before != shop.logo_id:
        erase_files(file_ids=[before], at=at)
    return shop


def tidied_colour(colour: str) -> str:
    """The colour as we keep it, or a refusal that says which one would do."""
    if not colour.strip():
        return ""
    tidied = tidy_colour(colour)
    if not tidied:
        raise Invalid(field="colour", why=mark("write a colour as # and six digits or letters, for example #0b5a6e."))
    if contrast_on_white(tidied) < LEAST_CONTRAST:
        raise TooPale(field="colour", colour=tidied, nearest=readable_colour(tidied))
    return tidied
