from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Final

from django.core.exceptions import ValidationError

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.seen import require_unchanged
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.transactions import atomic

Address = Mapping[str, object]  # lines (a list), postcode, city, country


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a shop says of itself: its legal name, where it is, where goods come back to, who mediates."""

    name: str = ""  # as customers know it; empty leaves it as it is
    legal_name: str = ""
    registration_number: str = ""
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    address: Address = field(default_factory=dict)
    return_address: Address = field(default_factory=dict)
    mediator: Mapping[str, str] = field(default_factory=dict)  # name, address, website
    opening_hours: str = ""
    second_person_above_minor: int | None = None


#: What a page that edits the identity shows, and gives back as seen.
SHOWN: Final = tuple(part.name for part in fields(Identity))


@atomic
def describe_shop(*, actor: Actor, identity: Identity, seen: Mapping[str, str] | None = None) -> Shop:
    """Write down what the shop says of itself; it stands on its pages, letters and slips.

    `seen` are the marks of what stood there when the writing began: refused when somebody changed it meanwhile.
    """
    actor.require(Right.SETTINGS_EDIT)
    shop = Shop.objects.select_for_update().filter(pk=actor.shop_id).first()
    if shop is None:
        raise NotFound
    require_unchanged(shop, seen)
    values = asdict(identity)
    values["name"] = identity.name.strip() or shop.name
    for name, value in values.items():
        setattr(shop, name, value)
    try:
        shop.full_clean(exclude=["slug"])
    except ValidationError as fault:
        raise Invalid(field=next(iter(fault.message_dict)), why=mark("check this value.")) from fault
    shop.save(update_fields=list(values))
    return shop
