"""Windows of the shop's own that a table of articles cannot hold: those of a season, and those of a price."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext

from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.rules import Between, Days, OneOf, Row
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.law.formats import long_date
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.table import about_it
from reprise.readmodels.explained import in_words
from reprise.readmodels.product_kinds import kind_name

#: How a price is told, by what is priced and which bounds it has.
PRICED: Final = {
    ("value_minor", True, True): mark("Articles from %(least)s to %(most)s: %(days)s days."),
    ("value_minor", True, False): mark("Articles of %(least)s or more: %(days)s days."),
    ("value_minor", False, True): mark("Articles of %(most)s at most: %(days)s days."),
    ("order_value_minor", True, True): mark("Orders from %(least)s to %(most)s: %(days)s days."),
    ("order_value_minor", True, False): mark("Orders of %(least)s or more: %(days)s days."),
    ("order_value_minor", False, True): mark("Orders of %(most)s at most: %(days)s days."),
}


def seasons(about: About) -> Iterator[str]:
    """Windows of certain days of ordering, those that are over left out."""
    for row, season in about.promise.seasons():
        days = int(row.then.get("days", 0))
        for_all = not (set(row.when) - {"ordered", "kind"})
        if days and for_all and (season.last is None or season.last >= about.day):
            yield _of_kinds(row, _season(season, days, about.lang))


def prices(about: About) -> Iterator[str]:
    """Windows that hold from a price on, or up to one."""
    for row, name, bounds in about.promise.priced():
        days = int(row.then.get("days", 0))
        known = (name, bounds.least is not None, bounds.most is not None)
        if days and known in PRICED and not set(row.when) - {name, "kind"}:
            yield _of_kinds(row, gettext(PRICED[known]) % {**_amounts(about, bounds), "days": days})


def _amounts(about: About, bounds: Between) -> dict[str, str]:
    ends = {"least": bounds.least, "most": bounds.most}
    return {
        name: in_words(Money(minor, about.shop.currency), about.lang)
        for name, minor in ends.items()
        if minor is not None
    }


def _of_kinds(row: Row, said: str) -> str:
    """With the kinds of articles it is about in front, where it is not about all of them."""
    kinds = row.when.get("kind")
    if not isinstance(kinds, OneOf):
        return said
    names = ", ".join(kind_name(kind) for kind in ProductKind if (kind in kinds.values) is not kinds.but)
    return about_it(names, said)


def _season(season: Days, days: int, lang: str) -> str:
    first, last = (day and long_date(day, lang) for day in (season.first, season.last))
    if first and last:
        text = gettext("Orders made from %(first)s to %(last)s: %(days)s days.")
    elif first:
        text = gettext("Orders made from %(first)s on: %(days)s days.")
    else:
        text = gettext("Orders made until %(last)s: %(days)s days.")
    return text % {"first": first, "last": last, "days": days}
