from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.memory import replace
from reprise.apps.cases.models import Authorisation, Case
from reprise.apps.cases.queries import authorisation_of
from reprise.apps.cases.services.next_number import next_number
from reprise.apps.cases.services.record import record
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.statements import insert_as_it_becomes, insert_new
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@atomic
def authorise(
    *, case: Case, shop: "Shop", expires_on: date, return_paid_by: str, packing: list[dict[str, object]], actor: Actor,
    at: datetime,
) -> Authorisation:  # fmt: skip
    """Allow the goods of a case to be sent back, under a number, until a day (inclusive)."""
    actor.require(Right.CASES_DECIDE)
    today = at.astimezone(ZoneInfo(shop.timezone)).date()
    if expires_on < today:
        raise Invalid(field="expires_on", why=mark("choose a day that is not past."))
    if return_paid_by not in {"buyer", "seller"}:
        raise Invalid(field="return_paid_by", why=mark("say who pays the return: buyer or seller."))
    if authorisation_of(case) is not None:
        Authorisation.objects.filter(case=case, voided_at__isnull=True).update(voided_at=at)
    number = next_number(shop_id=shop.pk, series="RMA", year=today.year)
    authorisation = Authorisation(
        case=case, shop=shop, number=number, issued_at=at, expires_on=expires_on, return_paid_by=return_paid_by,
        packing=packing,
    )  # fmt: skip
    if not insert_as_it_becomes(authorisation, otherwise=Overtaken) and not insert_new(authorisation):
        raise Overtaken  # somebody authorised it this very moment
    replace(case, "authorisations", [authorisation])
    told: dict[str, object] = {
        "number": authorisation.number, "expires_on": expires_on, "return_paid_by": return_paid_by,
    }  # fmt: skip
    record(case=case, actor=actor, at=at, event=Event(EventType.AUTHORISED, told))
    return authorisation
