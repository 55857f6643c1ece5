"""What a cell asks for, as a part of a sentence."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.apps.policies.rules import Between, Cell, Column, ColumnType, Days, Is, OneOf
from reprise.apps.policies.telling.amounts import counted, day, listed, money
from reprise.apps.policies.telling.labels import word_label
from reprise.core.refusals import mark

#: Words as they stand within a sentence, where their label would not do.
_WITHIN: Final[Mapping[str, Mapping[str, str]]] = {
    "claim": {
        "withdraw": mark("a change of mind"), "defect": mark("a defect"), "wrong_item": mark("a wrong article"),
        "late_delivery": mark("a late delivery"), "not_received": mark("a parcel that did not come"),
        "recall": mark("a recall"),
    },
    "kind": {
        "printer": mark("a printer"), "filament": mark("filament"), "resin": mark("resin"),
        "spare_part": mark("a spare part"), "accessory": mark("an accessory"),
        "catalogue_print": mark("a print from the catalogue"), "custom_print": mark("a part from the customer’s file"),
        "personalised_print": mark("a personalised print"), "digital_file": mark("a file to download"),
    },
    "buyer": {
        "consumer": mark("a consumer"), "non_professional": mark("a non-professional"),
        "professional": mark("a professional"),
    },
    "channel": {
        "portal": mark("the customer pages"), "staff": mark("the staff"), "api": mark("the API"),
        "mail": mark("mail"), "chat": mark("the chat"),
    },
    "law": {
        "accept": mark("says yes"), "part": mark("says yes in part"), "refuse": mark("says no"),
        "person": mark("leaves it to a person"),
    },
}  # fmt: skip

#: Of each column of words: one of them, and any but them.
_ONE_OF: Final[Mapping[str, tuple[str, str]]] = {
    "claim": (mark("%(words)s"), mark("anything but %(words)s")),
    "reason": (mark("for %(words)s"), mark("for any reason but %(words)s")),
    "kind": (mark("on %(words)s"), mark("on anything but %(words)s")),
    "buyer": (mark("from %(words)s"), mark("from anybody but %(words)s")),
    "country": (mark("in %(words)s"), mark("anywhere but in %(words)s")),
    "asked_remedy": (mark("who wishes: %(words)s"), mark("who wishes anything but: %(words)s")),
    "channel": (mark("through %(words)s"), mark("not through %(words)s")),
    "law": (mark("where the law %(words)s"), mark("unless the law %(words)s")),
    "basis": (mark("on the ground: %(words)s"), mark("on any ground but: %(words)s")),
    "company": (mark("for the company %(words)s"), mark("for any company but %(words)s")),
    "priority": (mark("with priority: %(words)s"), mark("without priority: %(words)s")),
    "tags": (mark("for a customer tagged %(words)s"), mark("for a customer not tagged %(words)s")),
    "grade": (mark("graded: %(words)s"), mark("graded anything but: %(words)s")),
    "remedy": (mark("given as: %(words)s"), mark("given as anything but: %(words)s")),
}
_QUOTED: Final = frozenset({"reason", "company", "tags"})

#: Of each column of numbers: at most, at least, between, exactly.
_BOUNDS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "days_since_delivery": (
        mark("up to %(most)s after delivery"), mark("%(least)s or more after delivery"),
        mark("from %(low)s to %(most)s after delivery"), mark("%(most)s after delivery"),
    ),
    "days_since_order": (
        mark("up to %(most)s after the order"), mark("%(least)s or more after the order"),
        mark("from %(low)s to %(most)s after the order"), mark("%(most)s after the order"),
    ),
    "value_minor": (
        mark("up to %(most)s"), mark("from %(least)s"), mark("from %(least)s to %(most)s"), mark("worth %(most)s"),
    ),
    "order_value_minor": (
        mark("in an order of up to %(most)s"), mark("in an order of %(least)s or more"),
        mark("in an order of %(least)s to %(most)s"), mark("in an order of %(most)s"),
    ),
    "amount_minor": (
        mark("an amount of up to %(most)s"), mark("an amount of %(least)s or more"),
        mark("an amount of %(least)s to %(most)s"), mark("an amount of %(most)s"),
    ),
    "spent_12m_minor": (
        mark("who spent up to %(most)s in twelve months"), mark("who spent %(least)s or more in twelve months"),
        mark("who spent %(least)s to %(most)s in twelve months"), mark("who spent %(most)s in twelve months"),
    ),
    "quantity": (
        mark("up to %(most)s"), mark("%(least)s or more"), mark("from %(low)s to %(most)s"), mark("%(most)s"),
    ),
    "photos": (
        mark("with %(most)s at most"), mark("with %(least)s or more"), mark("with %(low)s to %(most)s"),
        mark("with %(most)s"),
    ),
    "returns_12m": (
        mark("after %(most)s at most in twelve months"), mark("after %(least)s or more in twelve months"),
        mark("after %(low)s to %(most)s in twelve months"), mark("after %(most)s in twelve months"),
    ),
    "orders_12m": (
        mark("after %(most)s at most in twelve months"), mark("after %(least)s or more in twelve months"),
        mark("after %(low)s to %(most)s in twelve months"), mark("after %(most)s in twelve months"),
    ),
    "refused_12m": (
        mark("with %(most)s at most refused in twelve months"), mark("with %(least)s or more refused in twelve months"),
        mark("with %(low)s to %(most)s refused in twelve months"), mark("with %(most)s refused in twelve months"),
    ),
    "return_rate_percent": (
        mark("where up to %(most)s of the orders come back"), mark("where %(least)s or more of the orders come back"),
        mark("where %(least)s to %(most)s of the orders come back"), mark("where %(most)s of the orders come back"),
    ),
}  # fmt: skip

_YES_NO: Final[Mapping[str, tuple[str, str]]] = {
    "opened": (mark("packaging opened"), mark("packaging unopened")),
    "second_hand": (mark("sold second-hand"), mark("sold new")),
    "measured": (mark("with a measure"), mark("without a measure")),
    "danger": (mark("where somebody may be hurt"), mark("without danger")),
    "complete": (mark("complete"), mark("incomplete")),
    "used_beyond_test": (mark("used beyond a trial"), mark("not used beyond a trial")),
    "swapped_before": (mark("after an article was swapped"), mark("where no article was swapped")),
}


def condition_in_words(column: Column, cell: Cell, currency: str) -> str:
    """A cell as a part of a sentence: “up to 60 days after delivery”."""
    match cell:
        case OneOf(values, but):
            return gettext(_ONE_OF[column.name][but]) % {"words": _words(column.name, values)}
        case Is(value):
            return gettext(_YES_NO[column.name][not value])
        case Between(least, most):
            return _bounds(column, least, most, currency)
        case Days(first, last):
            return _period(day(first) if first else None, day(last) if last else None)


def _words(column: str, values: frozenset[str]) -> str:
    within = _WITHIN.get(column, {})
    said = [gettext(within[word]) if word in within else word_label(column, word) for word in in_order(column, values)]
    return listed(said, quoted=column in _QUOTED)


def articles_in_words(cell: OneOf) -> str:
    """The articles a row is about, as the subject of its sentence."""
    words = _words("kind", cell.values)
    return gettext("anything but %(words)s") % {"words": words} if cell.but else words


def in_order(column: str, values: frozenset[str]) -> list[str]:
    """Words in the order of the vocabulary, not of the alphabet."""
    known = list(_WITHIN.get(column, ()))
    return sorted(values, key=lambda word: (known.index(word) if word in known else len(known), word))


def _bounds(column: Column, least: int | None, most: int | None, currency: str) -> str:
    said = {"least": "", "most": "", "low": str(least)}
    for name, bound in (("least", least), ("most", most)):
        if bound is not None:
            is_money = column.type is ColumnType.MONEY
            said[name] = money(bound, currency) if is_money else counted(bound, column.unit)
    at_most, at_least, between, exactly = _BOUNDS[column.name]
    if least == most:
        form = exactly
    elif least is None or (least == 0 and most is not None):
        form = at_most
    else:
        form = at_least if most is None else between
    return gettext(form) % said


def _period(first: str | None, last: str | None) -> str:
    if first is None:
        return gettext("ordered until %(last)s") % {"last": last}
    if last is None:
        return gettext("ordered from %(first)s on") % {"first": first}
    return gettext("ordered from %(first)s to %(last)s") % {"first": first, "last": last}
