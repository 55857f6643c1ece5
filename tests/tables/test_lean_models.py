"""A lean model makes the objects that Django makes."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.platform.lean import LeanModel

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
LEAN = [model for model in apps.get_models() if issubclass(model, LeanModel)]


def told(row: models.Model) -> dict[str, object]:
    """What an object holds, but for what is made anew for each."""
    return {name: value for name, value in vars(row).items() if name != "_state" and not isinstance(value, uuid.UUID)}


def as_django(model: type[models.Model], **values: object) -> models.Model:
    """The object Django makes."""
    row = model.__new__(model)
    models.Model.__init__(row, **values)
    return row


def wrong(**values: Any) -> dict[str, Any]:
    """What no type would let pass."""
    return values


@pytest.mark.parametrize("model", LEAN, ids=lambda model: model.__name__)
def test_an_object_told_nothing_holds_the_same_defaults(model: type[models.Model]) -> None:
    made, wanted = told(model()), told(as_django(model))
    when = {name for name, value in wanted.items() if isinstance(value, datetime)}
    assert made.keys() == wanted.keys()
    assert {n: v for n, v in made.items() if n not in when} == {n: v for n, v in wanted.items() if n not in when}


def test_what_is_told_stands_whether_a_column_or_a_relation_is_named() -> None:
    shop = Shop(pk=7, name="Lamelle")
    for values in ({"shop": shop, "pk": 3}, {"shop_id": 7, "id": 3}, {"shop": None}, {"contact_name": "Alice"}):
        made, wanted = Case(**values), as_django(Case, **values)
        assert {n: v for n, v in told(made).items() if n != "link_key"} == {
            n: v for n, v in told(wanted).items() if n != "link_key"
        }
        assert made._state.fields_cache == wanted._state.fields_cache
        assert made._state.adding


def test_no_two_objects_share_a_default_that_can_change() -> None:
    first, second = Case(), Case()
    for name, value in told(first).items():
        if isinstance(value, dict | list):
            assert value is not getattr(second, name)


def test_a_name_that_is_no_column_is_refused() -> None:
    with pytest.raises(TypeError, match="kontakt"):
        Case(**wrong(kontakt="Alice"))


def test_a_relation_takes_only_an_object_of_its_kind() -> None:
    with pytest.raises(ValueError, match="must be a"):
        Case(**wrong(shop=Case()))
