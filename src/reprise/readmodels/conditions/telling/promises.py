"""What the shop promises to anybody beyond the law: when something is wrong, and to businesses."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext, ngettext

from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.rules import Between, OneOf, Row, TableName, Verdict
from reprise.core.money import Money
from reprise.printing.defects import defects, groups
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section
from reprise.readmodels.conditions.table import about_it
from reprise.readmodels.conditions.telling.faulty import years
from reprise.readmodels.explained import in_words
from reprise.readmodels.product_kinds import kind_name

#: A row that looks at anything else holds for some customers only, or depends on what nobody can know beforehand.
ANYBODY: Final = frozenset({"claim", "reason", "kind", "value_minor", "days_since_delivery", "photos", "law", "basis"})
ANY_BUSINESS: Final = frozenset({"buyer", "kind"})


def promises(about: About) -> Section | None:
    """The promises about faulty articles, in the order in which they are read; None where there are none."""
    said = tuple(line for row in about.promise.policy.rows(TableName.ANSWER) if (line := _promise(about, row)))
    if not said:
        return None
    first = gettext("Beyond the law, when something is wrong:")
    last = gettext("Where safety or the law is in doubt, a person looks first. Your legal rights stay beside it.")
    return Section("promises", gettext("What we promise besides"), (last, first), listed=said)


def _promise(about: About, row: Row) -> str:
    """One row, empty when it is no promise to anybody."""
    note, claims = row.note(about.lang), row.when.get("claim")
    about_faults = isinstance(claims, OneOf) and not claims.but and "withdraw" not in claims.values
    if row.then.get("verdict") != Verdict.ACCEPT or set(row.when) - ANYBODY or not about_faults or not note:
        return ""
    return about_it(", ".join(_when(about, row)), note)


def _when(about: About, row: Row) -> Iterator[str]:
    kinds = ", ".join(_kinds(row))
    yield f"{_wrong(about, row)} ({kinds})" if kinds else _wrong(about, row)
    value, days, photos = (row.when.get(name) for name in ("value_minor", "days_since_delivery", "photos"))
    if isinstance(value, Between):
        if value.most is not None:
            yield gettext("up to %(amount)s") % {"amount": _money(about, value.most)}
        elif value.least is not None:
            yield gettext("from %(amount)s on") % {"amount": _money(about, value.least)}
    if isinstance(days, Between) and days.most is not None:
        yield gettext("within %(days)s days of delivery") % {"days": days.most}
    if isinstance(photos, Between) and photos.least:
        yield ngettext("with %(n)s photo", "with %(n)s photos", photos.least) % {"n": photos.least}


def _wrong(about: About, row: Row) -> str:
    """What is wrong: the defects a row names, or the claim."""
    reasons, claims = row.when.get("reason"), row.when["claim"]
    if isinstance(reasons, OneOf) and not reasons.but:
        return ", ".join(_reason(code, about.lang) for code in sorted(reasons.values))
    if isinstance(claims, OneOf) and claims.values == {"wrong_item"}:
        return gettext("Another article than ordered")
    return gettext("A faulty article")


def _kinds(row: Row) -> Iterator[str]:
    kinds = row.when.get("kind")
    if isinstance(kinds, OneOf):
        yield from (kind_name(kind) for kind in ProductKind if (kind in kinds.values) is not kinds.but)


def _reason(code: str, lang: str) -> str:
    group = next((each for each in groups() if each.code == code), None)
    known = defects().get(code)
    return group.label.in_(lang) if group else known.label.in_(lang) if known else code


def _money(about: About, minor: int) -> str:
    return in_words(Money(minor, about.shop.currency), about.lang)


def to_businesses(about: About) -> tuple[str, ...]:
    """The contract terms that hold for every business; the first row that fits one counts."""
    rows = about.promise.policy.rows(TableName.CONTRACT)
    return tuple(", ".join(_contract(row)) for row in rows if not set(row.when) - ANY_BUSINESS and any(_contract(row)))


def _contract(row: Row) -> Iterator[str]:
    yield from _kinds(row)
    if months := int(row.then.get("warranty_months", 0)):
        yield gettext("guarantee of %(time)s") % {"time": years(months)}
    if days := int(row.then.get("report_within_days", 0)):
        yield gettext("faults reported within %(days)s days") % {"days": days}
    if tolerance := str(row.then.get("tolerance_class", "")):
        yield gettext("tolerances of ISO 2768-1, class %(name)s") % {"name": tolerance}
    if back := int(row.then.get("return_days", 0)):
        yield gettext("returns within %(days)s days") % {"days": back}
