"""A code by letter, which opens a personal link on the device it was asked for on: a forwarded letter opens nothing.

The code is worth nothing without what the asking browser keeps (`holder`), so that one seen elsewhere opens nothing
there. Whoever holds a forwarded link may ask, and the letter goes to whom the matter belongs.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.services.budget import spend
from reprise.apps.accounts.services.links import DEVICE_CODE_LIFE
from reprise.apps.accounts.services.mailed_codes import TRIES, make_code, spend_code
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

__all__ = ["CODES_AN_HOUR", "CODES_A_DAY", "TRIES", "check_device_code", "send_device_code"]

CODES_AN_HOUR: Final = 5  # for one matter, from one network
CODES_A_DAY: Final = 15  # for one matter: fifteen times five tries at a million


@atomic
def send_device_code(
    *, shop: "Shop", about: str, email: str, language: str, network: str, holder: str, at: datetime
) -> None:  # fmt: skip
    """Write a code to whom a matter belongs. `about`: the matter; `holder`: what the asking browser alone keeps."""
    spend(what="device_code", who=f"{about} {network}", limit=CODES_AN_HOUR, per=timedelta(hours=1), at=at)
    spend(what="device_code_day", who=about, limit=CODES_A_DAY, per=timedelta(days=1), at=at)
    code = make_code(shop_id=shop.pk, about=about, holder=holder, at=at)
    minutes = int(DEVICE_CODE_LIFE / timedelta(minutes=1))
    send_letter(
        shop=shop, to=email, language=language, letter=Letter.EMAIL_CODE, at=at,
        values={"shop_name": shop.name, "code": code, "minutes": minutes},
    )  # fmt: skip


def check_device_code(*, about: str, holder: str, code: str, at: datetime) -> None:
    """Spend the code; each try counts, in a transaction of its own."""
    spend_code(about=about, holder=holder, code=code, at=at)
