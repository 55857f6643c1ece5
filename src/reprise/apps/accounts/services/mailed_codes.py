"""Six digits by letter, worth nothing without what the asking browser alone keeps (`holder`)."""

import secrets
from datetime import datetime
from typing import Final

from django.utils.crypto import salted_hmac

from reprise.apps.accounts.services.budget import spend
from reprise.apps.accounts.services.links import DEVICE_CODE_LIFE, LinkSpent, Purpose, make_link, spend_link
from reprise.core.refusals import Refusal, mark
from reprise.platform.transactions import atomic

DIGITS: Final = 6
TRIES: Final = 5  # at one code


class WrongCode(Refusal):
    """The code is not the newest one, or it is used, or too old; all look alike."""

    code = "wrong_device_code"
    sentence = mark("This code is not the right one, or it has run out. Copy it from our newest e-mail.")


@atomic
def make_code(*, shop_id: int, about: str, holder: str, at: datetime) -> str:
    """A code for one matter and one browser; it is stored as a keyed digest."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    make_link(purpose=Purpose.DEVICE, shop_id=shop_id, at=at, secret=_secret(about, holder, code))
    return code


def spend_code(*, about: str, holder: str, code: str, at: datetime) -> None:
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
