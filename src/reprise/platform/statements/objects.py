"""Rows become objects of a model, without a look at each field."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

from reprise.platform.lean import LeanModel

_ORDINARY: Final = (Model.__init__, LeanModel.__init__)
Row = TypeVar("Row", bound=Model)


def object_of(model: type[Row], names: Sequence[str], row: Sequence[Any], alias: str) -> Row:
    """What `from_db` makes of a row, without asking each field whether it may be set."""
    if not _is_plain(model):
        return model.from_db(alias, names, row[: len(names)])
    made = model.__new__(model)
    made._state = ModelState()
    made._state.adding, made._state.db = False, alias
    made.__dict__.update(zip(names, row, strict=False))  # what follows the names belongs to other objects
    return made


def set_related(populator: Any, row: Sequence[Any], found: Model, alias: str) -> None:
    """What a populator of Django does for an object of `select_related`, and for those behind it."""
    values = populator.reorder_for_init(row) if populator.reorder_for_init else row[populator.cols_start :]
    if values[populator.pk_idx] is None:
        populator.local_setter(found, None)
        return
    related = object_of(populator.model_cls, populator.init_list, values, alias)
    for further in populator.related_populators:
        set_related(further, row, related, alias)
    populator.local_setter(found, related)
    populator.remote_setter(related, found)


@cache
def _is_plain(model: Any) -> bool:
    """Whether objects of a model are made as Django makes every other, and no signal tells of it."""
    heard = any(signal.has_listeners(model) for signal in (pre_init, post_init))
    reads: Any = Model.from_db  # a bound method, which its stubs do not know
    return not heard and model.__init__ in _ORDINARY and model.from_db.__func__ is reads.__func__
