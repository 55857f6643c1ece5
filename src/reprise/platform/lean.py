"""Models whose new objects cost little to make: a return makes sixty, most of them to be written and forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

_ORDINARY = (DeferredAttribute, ForeignKeyDeferredAttribute)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a new object holds before it is told anything."""

    constants: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]
    columns: frozenset[str]
    others: frozenset[str]  # what is set by more than a value: relations, and the key by its other name


class LeanModel(models.Model):
    """A model that takes its values and its defaults as they are; its objects are the same as any other's."""

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **told: Any) -> None:
        plan = None if args else _plan(type(self))
        if plan is None:
            super().__init__(*args, **told)
            return
        values = self.__dict__
        values["_state"] = ModelState()
        values.update(plan.constants)
        for name, default in plan.made:
            if name not in told:
                values[name] = default()
        for name, value in told.items():
            if name in plan.columns:
                values[name] = value
            elif name in plan.others:
                setattr(self, name, value)  # its object is remembered beside its number
            else:
                raise TypeError(f"{type(self).__name__}() got unexpected keyword arguments: {name!r}")


@cache
def _plan(model: type[models.Model]) -> _Plan | None:
    """How objects of a model begin; None where something of Django's own way is wanted."""
    fields: Any = model._meta.concrete_fields
    heard = any(signal.has_listeners(model) for signal in (pre_init, post_init))
    if heard or any(field.descriptor_class not in _ORDINARY or field.has_db_default() for field in fields):
        return None
    callables = {field.attname: field.default for field in fields if field.has_default() and callable(field.default)}
    return _Plan(
        {field.attname: field.get_default() for field in fields if field.attname not in callables},
        tuple(callables.items()),
        frozenset(field.attname for field in fields),
        frozenset({"pk", *(field.name for field in fields if field.is_relation)}),
    )
