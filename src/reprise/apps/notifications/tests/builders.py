"""A shop and full values for every letter, for the tests of this app."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reprise.apps.notifications.letters import NEEDS, Choices, Ground, Grounds, Letter, Value
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.money import Money
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.notifications.models import Mail

LINK = "http://127.0.0.1:8000/fr/s/atelier-lamelle/c/RP-7F3K-Q2/a-secret/"

_BY_NAME: Mapping[str, Value] = {"shop_name": "Atelier Lamelle", "reference": "RP-7F3K-Q2", "link": LINK,
                                 "role": "agent", "change": "password_changed", "code": "K7QX-2M"}  # fmt: skip
_BY_TYPE: Mapping[type, Value] = {int: 60, date: date(2026, 12, 7), datetime: AT, Money: Money(9390, "EUR")}


def values_for(letter: Letter, *, only_must: bool = False) -> dict[str, Value]:
    """Every value a letter knows; texts are their own names, so that a test can look for them."""
    needs = NEEDS[letter]
    wanted = needs.must if only_must else {**needs.may, **needs.must}
    return {name: _value(name, kind) for name, kind in wanted.items()}


def _value(name: str, kind: type) -> Value:
    if kind is Grounds:
        return Grounds((Ground(f"<{name}>", (("art. L221-28", "https://law.example/"),)),))
    if kind is Choices:
        return Choices((("<1>", f"{LINK}1/"), ("<5>", f"{LINK}5/")))
    return _BY_NAME.get(name) or _BY_TYPE.get(kind) or f"<{name}>"


def a_mail(
    shop: "Shop", *, to: str = "alice@example.com", letter: Letter = Letter.REQUEST_RECEIVED, **more: Any
) -> "Mail":
    """A letter to Alice about a case, which no person signed."""
    values = {name: value for name, value in values_for(letter).items() if name != "author"}
    return send_letter(shop=shop, to=to, language="fr", letter=letter, values=values, at=AT, case_id=7, **more)
