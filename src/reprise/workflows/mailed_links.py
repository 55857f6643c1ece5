"""Links by letter that need no row: what they open and since when is signed, and one-time ones are counted off."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads

from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.services.budget import TooMany, afford, spend
from reprise.apps.accounts.services.links import LinkSpent
from reprise.apps.accounts.services.mailed_codes import make_code, spend_code
from reprise.apps.cases.queries import cases_of_address
from reprise.apps.cases.services.drafts import LIFE as DRAFT_LIFE
from reprise.apps.catalogue.queries import orders_of_address
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import RequestDraft
    from reprise.apps.catalogue.models import Order

LINKS_AN_HOUR: Final = 5  # asked for about one address from one network, and sent to one address
CODES_A_DAY: Final = 15  # for one address: fifteen times five tries at a million
CASES_LINK_LIFE: Final = timedelta(minutes=60)
_CASES: Final = "reprise.cases"
_DRAFT: Final = "reprise.draft"


@atomic
def ask_for_cases_link(
    *, shop: "Shop", email: str, language: str, at: datetime, network: str = "", holder: str = ""
) -> None:  # fmt: skip
    """Take the question; a job answers it, so that neither words nor time tell whether the address is known.

    Whoever asks too often is refused by their own network: somebody else who knows the address locks nobody out.
    `holder`: what the asking browser alone keeps, for which the letter has a code.
    """
    address = email.strip().lower()[:254]
    who = f"{shop.pk} {address} {network}"
    spend(what="cases_link", who=who, limit=LINKS_AN_HOUR, per=timedelta(hours=1), at=at)
    asked: dict[str, object] = {
        "shop": shop.slug, "email": address, "language": _known(language, shop), "holder": holder
    }  # fmt: skip
    enqueue(kind="cases_link.send", payload=asked, at=at)


@handles("cases_link.send")
def send_cases_link(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Send the link where the address has a case or an order here."""
    shop = shop_by_slug(payload["shop"])
    email, language = payload["email"], payload["language"]
    if not cases_of_address(shop.pk, email, 1) and not orders_of_address(shop.pk, email, 1):
        return None
    holder = payload.get("holder", "")
    return lambda: _send_cases_link(shop, email, language, holder, at)


def _send_cases_link(shop: "Shop", email: str, language: str, holder: str, at: datetime) -> None:
    who = f"{shop.pk} {email}"
    if not afford(what="cases_link_sent", who=who, limit=LINKS_AN_HOUR, per=timedelta(hours=1), at=at):
        return  # as many links as anybody needs lie in the box already
    secret = dumps({"shop": shop.pk, "email": email, "at": at.timestamp()}, salt=_CASES)
    minutes = int(CASES_LINK_LIFE / timedelta(minutes=1))
    values: dict[str, Value] = {
        "shop_name": shop.name,
        "minutes": minutes,
        "link": _address(shop, language, f"cases/open/{secret}"),
    }
    if holder and afford(what="cases_code_day", who=who, limit=CODES_A_DAY, per=timedelta(days=1), at=at):
        code = make_code(shop_id=shop.pk, about=about_cases(shop, email), holder=holder, at=at)
        values["code"] = f"{code[:3]} {code[3:]}"
    send_letter(shop=shop, to=email, language=language, letter=Letter.CASES_LINK, at=at, values=values)


def about_cases(shop: "Shop", email: str) -> str:
    """What a code is about that opens the list of an address."""
    return f"cases:{shop.pk}:{email.strip().lower()[:254]}"


def open_cases_by_code(*, shop: "Shop", email: str, holder: str, code: str, at: datetime) -> str:
    """Spend the code in the browser it was asked for in; the address whose cases it opens. Each try counts."""
    spend_code(about=about_cases(shop, email), holder=holder, code=code, at=at)
    return email.strip().lower()


@atomic
def open_cases(*, shop: "Shop", secret: str, at: datetime) -> str:
    """Spend the link; the address whose cases it opens."""
    told = _read(secret, _CASES, CASES_LINK_LIFE, at)
    if told.get("shop") != shop.pk:
        raise LinkSpent
    try:
        spend(what="cases_link_used", who=secret, limit=1, per=CASES_LINK_LIFE * 2, at=at)
    except TooMany as used:
        raise LinkSpent from used
    return str(told["email"])


@atomic
def send_draft_link(*, shop: "Shop", order: "Order", draft: "RequestDraft", language: str, at: datetime) -> None:
    """Mail the way back to an unfinished request to the address its order was placed with."""
    spend(what="draft_link", who=draft.key, limit=LINKS_AN_HOUR, per=timedelta(hours=1), at=at)
    spoken = _known(language, shop)
    secret = dumps({"draft": draft.key, "at": at.timestamp()}, salt=_DRAFT)
    send_letter(
        shop=shop, to=order.email, language=spoken, letter=Letter.DRAFT_LINK, at=at,
        values={
            "shop_name": shop.name, "order_number": order.number, "days": DRAFT_LIFE.days,
            "link": _address(shop, spoken, f"later/{secret}"),
        },
    )  # fmt: skip


def draft_of_link(*, secret: str, at: datetime) -> str:
    """The key of the draft a link opens; it works until the draft is thrown away."""
    return str(_read(secret, _DRAFT, DRAFT_LIFE, at)["draft"])


def _read(secret: str, salt: str, life: timedelta, at: datetime) -> dict[str, Any]:
    try:
        told: dict[str, Any] = loads(secret, salt=salt)
    except BadSignature as forged:
        raise LinkSpent from forged
    if not 0 <= at.timestamp() - told["at"] <= life.total_seconds():
        raise LinkSpent
    return told


def _address(shop: "Shop", language: str, rest: str) -> str:
    return f"{settings.ENV.base_url.rstrip('/')}/{language}/s/{shop.slug}/{rest}/"


def _known(language: str, shop: "Shop") -> str:
    return language if language in dict(settings.LANGUAGES) else shop.language
