"""How rows of a model are written: their columns in order, and which values go into one as they are."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    JSONField,
    Model,
    TextField,
)

from reprise.platform.statements.asking import this_database

#: Values that go into a column of such a field as they are; what else is said of it the field makes ready itself.
_AS_THEY_ARE: Final[tuple[tuple[Any, type], ...]] = ((CharField, str), (TextField, str), (IntegerField, int),
                                                     (BooleanField, bool))  # fmt: skip
#: Values that go into such a column as the driver takes them, whatever the field.
_ADAPTED: Final[tuple[tuple[Any, tuple[type, ...]], ...]] = ((DateTimeField, (datetime,)), (DateField, (date,)),
                                                             (JSONField, (dict, list)))  # fmt: skip


Column = tuple[str, Any, frozenset[type], frozenset[type]]
"""Its attribute, the field, and the types it takes as they are and as the driver adapts them."""


@dataclass(frozen=True, slots=True)
class Table:
    """How rows of a model are written."""

    head: str
    values: str
    fields: tuple[Column, ...]
    number: str  # the column the database counts, empty where rows bring their own key


@cache
def table_of(model: type[Model], *, is_numbered: bool = False) -> Table:
    meta: Any = model._meta
    quote = this_database().ops.quote_name
    counted = isinstance(meta.pk, AutoField) and not is_numbered
    fields = tuple(field for field in meta.local_concrete_fields if not (counted and field.primary_key))
    columns = ", ".join(quote(field.column) for field in fields)
    return Table(
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES", f"({', '.join(['%s'] * len(fields))})",
        tuple((field.attname, field, *_taken(field)) for field in fields), quote(meta.pk.column) if counted else "",
    )  # fmt: skip


def _taken(field: Any) -> tuple[frozenset[type], frozenset[type]]:
    """What a field of Django writes as it is, and as the driver adapts it: where its kind says so, and nothing else."""
    target, own = field.target_field if field.is_relation else field, type(field)
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):  # set when it is written
        return frozenset(), frozenset()
    if own.pre_save is not Field.pre_save and own not in {DateField, DateTimeField}:
        return frozenset(), frozenset()
    for kind, plain in _AS_THEY_ARE:
        if isinstance(target, kind) and type(target).get_prep_value is kind.get_prep_value:
            return frozenset({plain, type(None)}), frozenset()
    adaptable = next((types for kind, types in _ADAPTED if type(target) is kind), ())
    if getattr(target, "encoder", None):
        adaptable = ()
    return frozenset({type(None)}), frozenset(adaptable)
