"""A code by letter, which opens a personal link on the device it was asked for on: a forwarded letter opens nothing.

The code is worth nothing without what the asking browser keeps (`holder`), so that one seen elsewhere opens nothing
there. Whoever holds a forwarded link may ask, and the letter goes to whom the matter belongs.
"""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.crypto import salted_hmac

from reprise.apps.accounts.services.budget import spend
from reprise.apps.accounts.services.links import DEVICE_CODE_LIFE, LinkSpent, Purpose, make_link, spend_link
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

DIGITS: Final = 6
TRIES: Final = 5  # at one code
CODES_AN_HOUR: Final = 5  # for one matter, from one network
CODES_A_DAY: Final = 15  # for one matter: fifteen times five tries at a million


class WrongCode(Refusal):
    """The code is not the newest one, or it is used, or too old; all look alike."""

    code = "wrong_device_code"
    sentence = mark("This code is not the right one, or it has run out. Copy it from our newest e-mail.")


@atomic
def send_device_code(
    *, shop: "Shop", about: str, email: str, language: str, network: str, holder: str, at: datetime
) -> None:  # fmt: skip
    """Write a code to whom a matter belongs. `about`: the matter; `holder`: what the asking browser alone keeps."""
    spend(what="device_code", who=f"{about} {network}", limit=CODES_AN_HOUR, per=timedelta(hours=1), at=at)
    spend(what="device_code_day", who=about, limit=CODES_A_DAY, per=timedelta(days=1), at=at)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    make_link(purpose=Purpose.DEVICE, shop_id=shop.pk, at=at, secret=_secret(about, holder, code))
    minutes = int(DEVICE_CODE_LIFE / timedelta(minutes=1))
    send_letter(
        shop=shop, to=email, language=language, letter=Letter.EMAIL_CODE, at=at,
        values={"shop_name": shop.name, "code": code, "minutes": minutes},
    )  # fmt: skip


def check_device_code(*, about: str, holder: str, code: str, at: datetime) -> None:
    """Spend the code; each try counts, in a transaction of its own."""
    spend(what="device_code_try", who=f"{about} {holder}", limit=TRIES, per=DEVICE_CODE_LIFE, at=at)
    digits = "".join(code.split()).replace("-", "")[:20]
    try:
        spend_link(secret=_secret(about, holder, digits), purpose=Purpose.DEVICE, at=at)
    except LinkSpent as spent:
        raise WrongCode(field="code") from spent


def _secret(about: str, holder: str, code: str) -> str:
    """What a code stands for: nothing without its browser and its matter, nor without the key of this instance."""
    return salted_hmac("reprise.device_code", f"{about}\n{holder}\n{code}", algorithm="sha256").hexdigest()
