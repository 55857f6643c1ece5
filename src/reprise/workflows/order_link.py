"""Find one's order without an account: number and address, then a link by letter. Nobody learns whether it exists.

In a chat, where a link would open somewhere else, the letter has a code too. It opens the order in the chat that asked
for it and in no other: whoever makes a stranger press the link of a letter gains nothing by it.
"""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.crypto import salted_hmac

from reprise.apps.accounts.actors import customer_of_order
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.services.budget import afford, spend
from reprise.apps.accounts.services.links import ORDER_LINK_LIFE, LinkSpent, Purpose, make_link, spend_link
from reprise.apps.catalogue.queries import find_order, order_for
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Refusal, mark
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order

LINKS_AN_HOUR: Final = 10  # asked for about one address from one network, and sent to one address
TRIES_AN_HOUR: Final = 10  # at the codes of one chat: of a hundred million, and ten are alive at most
DIGITS: Final = 8


class WrongCode(Refusal):
    """The code is not one that was mailed for this chat, or it is used, or too old; all look alike."""

    code = "wrong_order_code"
    sentence = mark("This code opens no order. Copy it from our newest e-mail, or ask for another one.")


@atomic
def ask_for_order_link(
    *, shop: "Shop", number: str, email: str, language: str, at: datetime, network: str = "", holder: str = ""
) -> None:  # fmt: skip
    """Take the question; a job answers it, so that neither words nor time tell whether there is such an order.

    Whoever asks too often is refused by their own network: somebody else who knows the address locks nobody out.
    `holder`: the chat that asks, for which the letter has a code.
    """
    address = email.strip().lower()[:254]
    who = f"{shop.pk} {address} {network}"
    spend(what="order_link", who=who, limit=LINKS_AN_HOUR, per=timedelta(hours=1), at=at)
    asked: dict[str, object] = {
        "shop": shop.slug, "number": number.strip()[:80], "email": address,
        "language": language if language in dict(settings.LANGUAGES) else shop.language, "holder": holder,
    }  # fmt: skip
    enqueue(kind="order_link.send", payload=asked, at=at)


@handles("order_link.send")
def send_order_link(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Look for the order, and send its link to the address it was placed with."""
    shop = shop_by_slug(payload["shop"])
    order = find_order(shop_id=shop.pk, number=payload["number"], email=payload["email"])
    holder = payload.get("holder", "")
    return (lambda: _send(shop, order, payload["language"], holder, at)) if order is not None else None


def _send(shop: "Shop", order: "Order", language: str, holder: str, at: datetime) -> None:
    who = f"{shop.pk} {order.email}"
    if not afford(what="order_link_sent", who=who, limit=LINKS_AN_HOUR, per=timedelta(hours=1), at=at):
        return  # as many links as anybody needs lie in the box already
    secret = make_link(purpose=Purpose.ORDER, shop_id=shop.pk, at=at, order_id=order.pk)
    values: dict[str, Value] = {
        "shop_name": shop.name, "order_number": order.number, "minutes": int(ORDER_LINK_LIFE / timedelta(minutes=1)),
        "link": f"{settings.ENV.base_url.rstrip('/')}/{language}/s/{shop.slug}/order/{secret}/",
    }  # fmt: skip
    if holder:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        make_link(purpose=Purpose.ORDER, shop_id=shop.pk, at=at, order_id=order.pk, secret=_secret(holder, code))
        values["code"] = f"{code[:4]} {code[4:]}"
    send_letter(shop=shop, to=order.email, language=language, letter=Letter.ORDER_LINK, at=at, values=values)


def _secret(holder: str, code: str) -> str:
    """What a code stands for: nothing without the chat it was mailed for, nor without the key of this instance."""
    return salted_hmac("reprise.order_code", f"{holder}\n{code}", algorithm="sha256").hexdigest()


@atomic
def open_order(*, secret: str, at: datetime) -> "tuple[Order, Shop]":
    """Spend the link; the order and the shop it opens."""
    link = spend_link(secret=secret, purpose=Purpose.ORDER, at=at)
    order = order_for(customer_of_order(link.shop_id, link.order_id or 0, ""), link.order_id or 0)
    return order, link.shop


def open_order_by_code(*, shop: "Shop", holder: str, code: str, at: datetime) -> "Order":
    """Spend the code in the chat it was mailed for; the order it opens. Each try counts, the right one too."""
    spend(what="order_code", who=f"{shop.pk} {holder}", limit=TRIES_AN_HOUR, per=timedelta(hours=1), at=at)
    digits = "".join(code.split()).replace("-", "")
    try:
        order, opened = open_order(secret=_secret(holder, digits[:40]), at=at)
    except LinkSpent as spent:
        raise WrongCode(field="code") from spent
    if opened.pk != shop.pk:
        raise WrongCode(field="code")
    return order
