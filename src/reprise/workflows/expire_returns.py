"""Returns that were allowed and never sent: once the last day has passed, each is marked and its customer told.

Nothing is closed by it. After a withdrawal the refund may wait until the goods, or the proof that they left, are here
(directive 2011/83/EU, art. 13(3); Code de la consommation, art. L221-24); it is not lost. Goods that come later are
received as any others.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.overdue import overdue_authorisations
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.expire_return import expire_return
from reprise.apps.cases.services.project import store_projection
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.law.vocabulary import Basis
from reprise.platform.jobs.registry import Finish, periodically
from reprise.readmodels import clocks
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.readmodels.deadline_making import book_of
from reprise.readmodels.deadline_sources import source_in_words
from reprise.readmodels.projection import project
from reprise.readmodels.reminders.shops import is_night

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Authorisation, Case

#: A parcel handed in on the last day is often announced after it.
GRACE: Final = timedelta(days=3)
MOST_AT_ONCE: Final = 50


@periodically("returns.expire", every=timedelta(minutes=30))
def expire(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Take up what is past its day, a few at a time."""
    overdue = overdue_authorisations(before=at - GRACE, limit=MOST_AT_ONCE)
    return partial(_expire_all, overdue, at) if overdue else None


def _expire_all(overdue: "list[Authorisation]", at: datetime) -> None:
    for authorisation in overdue:
        _expire(authorisation.case, authorisation, at)


def _expire(case: "Case", authorisation: "Authorisation", at: datetime) -> None:
    shop = shop_of(system(case.shop_id))
    if is_night(at.astimezone(ZoneInfo(shop.timezone)).hour):  # its letter would leave at once
        return
    hold(case)
    day = clocks.day_of(shop, at - GRACE)
    if not expire_return(case=case, authorisation=authorisation, today=day, at=at):
        return
    picture = picture_of(case)
    store_projection(case=case, projection=project(picture), at=at)
    if case.contact_email:
        _tell(case, shop, authorisation, picture, at)


def _tell(case: "Case", shop: "Shop", authorisation: "Authorisation", picture: CasePicture, at: datetime) -> None:
    letter = to_customer(
        case, shop, Letter.MESSAGE_FROM_SHOP, dedupe_key=f"return_expired:{authorisation.pk}",
        message=_words(case, shop, authorisation, picture),
    )  # fmt: skip
    send_letter(**letter, at=at)


def _stands(source: str) -> str:
    """What becomes of a withdrawal whose goods did not come, with the text of the customer's own country."""
    said = gettext(
        "Your withdrawal stands. The refund leaves once the goods, or the proof that you sent them, are here."
    )
    return f"{said} ({source})" if source else said


def _words(case: "Case", shop: "Shop", authorisation: "Authorisation", picture: CasePicture) -> str:
    withdrawn = any(line.ground == Basis.WITHDRAWAL for line in picture.lines)
    with override(case.language):
        said = [
            gettext("The day to hand in your parcel (%(number)s) has passed, and we know of no parcel.")
            % {"number": authorisation.number},
            gettext("Has it left? Add the tracking number or the receipt on your case."),
        ]
        if withdrawn:
            said.append(_stands(source_in_words(book_of(shop, case).source("withdrawal.refund_days"))))
        else:
            said.append(gettext("Your rights stand. Write to us if you need more time or another way to send it."))
        return "\n".join(said)
