"""Versions of a shop's conditions to read, without a database where none is needed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import Notices, Policy, Row, TableName, Terms
from reprise.readmodels.conditions.section import Conditions, Section
from reprise.readmodels.conditions.told import conditions

TODAY = date(2026, 11, 24)


def the_shop(**more: Any) -> Shop:
    """Bruno's shop, which says everything of itself."""
    said = {
        "slug": "atelier-lamelle", "name": "Atelier Lamelle", "legal_name": "Atelier Lamelle SARL", "country": "FR",
        "currency": "EUR", "email": "bonjour@example.com", "phone": "+33 4 99 99 00 00",
        "registration_number": "823 456 789",
        "address": {"lines": ["14 rue des Tanneurs"], "postcode": "38000", "city": "Grenoble", "country": "FR"},
        "mediator": {"name": "CM2C", "address": "49 rue de Ponthieu, Paris", "website": "https://cm2c.example"},
    }  # fmt: skip
    return Shop(**{**said, **more})


def windows(*rows: tuple[Mapping[str, Any], Mapping[str, Any]], **told: bool) -> Policy:
    """A policy of windows of the shop's own: conditions and what they give; `told` are notices that differ."""
    made = tuple(Row(f"w{place}", when, then) for place, (when, then) in enumerate(rows, start=1))
    return Policy(Terms(notices=Notices(**told)), {TableName.WINDOW: made} if made else {})


def a_version(policy: Policy | None = None, *, number: int = 1, since: date = date(2026, 1, 1)) -> PolicyVersion:
    """A version that was never written down."""
    return PolicyVersion(number=number, content=to_json(policy or Policy()), in_force_from=since)


def told(policy: Policy | None = None, *, country: str = "", lang: str = "en", shop: Shop | None = None) -> Conditions:
    """A version as its page tells it today."""
    return conditions(shop or the_shop(), a_version(policy), day=TODAY, lang=lang, country=country)


def section(said: Conditions, key: str) -> Section:
    """One section of the conditions."""
    return next(each for each in said.sections if each.key == key)


def everything(said: Conditions) -> str:
    """All that is said, as one text."""
    parts = [said.headline, said.lead, *(f"{short.question} {short.answer}" for short in said.short)]
    for each in said.sections:
        parts += [each.title, *each.paragraphs, *each.listed, *(row.told for row in each.rows)]
    return "\n".join(parts)
