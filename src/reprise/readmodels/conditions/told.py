"""One version of the conditions, told whole: the headline, short answers, then each section."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.models import PolicyVersion
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.about import about as about_version
from reprise.readmodels.conditions.section import Conditions, Section, Short
from reprise.readmodels.conditions.table import Row, about_it, rows
from reprise.readmodels.conditions.telling.arriving import late_or_lost
from reprise.readmodels.conditions.telling.buyers import associations, professionals, residence
from reprise.readmodels.conditions.telling.changing import change_of_mind, own_window, refund
from reprise.readmodels.conditions.telling.disagreeing import disagree
from reprise.readmodels.conditions.telling.doing import how
from reprise.readmodels.conditions.telling.faulty import faulty, files, lasts, made_to_order
from reprise.readmodels.conditions.telling.promises import promises

#: What most people buy: the headline speaks of these.
SOLD_AGAIN = tuple(
    kind for kind in ProductKind
    if kind not in {ProductKind.CUSTOM_PRINT, ProductKind.PERSONALISED_PRINT, ProductKind.DIGITAL_FILE}
)  # fmt: skip


def conditions(shop: Shop, version: PolicyVersion, *, day: date, lang: str, country: str = "") -> Conditions:
    """A version written out with the law of a day, for buyers of one country (by default the shop's own)."""
    with override(lang):
        return _told(about_version(shop, version, day=day, lang=lang, country=country), version)


def _told(about: About, version: PolicyVersion) -> Conditions:
    table = rows(about)
    headline, lead = _headline(about, table)
    return Conditions(
        number=version.number, in_force_from=version.in_force_from, country=about.law.country,
        country_name=about.country, is_abroad=about.is_abroad, headline=headline, lead=lead,
        short=tuple(_short(about, table)), sections=tuple(_sections(about, table)),
    )  # fmt: skip


def _headline(about: About, table: tuple[Row, ...]) -> tuple[str, str]:
    law = about.number_of("withdrawal.days")
    ours = sorted({row.sealed.own_days for row in table if row.kind in SOLD_AGAIN and row.sealed.own_days})
    if not law:
        first = gettext("Your country’s law gives no right to change your mind.")
        if not ours:
            return first, gettext("A faulty article is repaired, replaced or repaid.")
        return first, gettext("We take articles back for %(days)s days all the same.") % {"days": ours[-1]}
    first = gettext("You have %(days)s days to change your mind.") % {"days": law}
    everywhere = all(row.sealed.own_days for row in table if row.kind in SOLD_AGAIN)
    if len(ours) == 1 and everywhere and ours[0] > law:
        added = gettext("We add %(more)s: %(days)s days in all, after delivery.")
        return first, added % {"more": ours[0] - law, "days": ours[0]}
    if ours:
        added = gettext("For some articles we add more, up to %(days)s days after delivery: see the table.")
        return first, added % {"days": ours[-1]}
    return first, gettext("The count starts when you have the last article in your hands.")


def _short(about: About, table: tuple[Row, ...]) -> Iterator[Short]:
    if about.has("withdrawal.days"):
        yield Short(gettext("Who pays the return?"), _paying(about), "mind")
        yield Short(
            gettext("When am I repaid?"),
            gettext("Within %(days)s days of your statement, once the goods are here or on their way.")
            % {"days": about.number_of("withdrawal.refund_days")},
            "refund",
        )
    yield Short(gettext("And if it is faulty?"), _fault(about), "faulty")
    yield Short(gettext("And if it was made for me?"), _custom(table), "custom")
    yield Short(gettext("What about opened filament or resin?"), _opened(table), "kinds")
    yield Short(
        gettext("How do I begin?"), gettext("Tell us on this site first; send nothing before our answer."), "how"
    )


def _paying(about: About) -> str:
    if not about.promise.notices.return_cost:
        return gettext("We do.")
    return gettext("You, when you change your mind. We, when it is faulty or not as ordered.")


def _fault(about: About) -> str:
    first = gettext("We repair or replace it at our cost.")
    return f"{first} {lasts(about)}"


def _custom(table: tuple[Row, ...]) -> str:
    row = next(row for row in table if row.kind == ProductKind.CUSTOM_PRINT)
    if row.sealed.own_days:
        return gettext("We take it back for %(days)s days, though the law does not ask it.") % {
            "days": row.sealed.own_days
        }
    return gettext("No change of mind, but the full guarantee.")


def _opened(table: tuple[Row, ...]) -> str:
    filament, resin = (
        next(row for row in table if row.kind == kind) for kind in (ProductKind.FILAMENT, ProductKind.RESIN)
    )
    if filament.opened.right.answer == "yes" and resin.opened.right.answer == "yes":
        return gettext("Opening takes no right away.")
    if filament.opened.right.answer == "yes":
        return gettext("An opened spool may still be withdrawn from by law; for opened resin a person decides.")
    return gettext("It depends: see the table.")


def _sections(about: About, table: tuple[Row, ...]) -> Iterator[Section]:
    yield change_of_mind(about)
    if (ours := own_window(about, table)) is not None:
        yield ours
    yield _kinds(table)
    yield how(about)
    if about.has("withdrawal.days"):
        yield refund(about)
    yield faulty(about)
    if (besides := promises(about)) is not None:
        yield besides
    yield made_to_order(about)
    yield files(about)
    yield late_or_lost(about)
    yield professionals(about)
    yield associations(about)
    yield residence(about)
    yield disagree(about)


def _kinds(table: tuple[Row, ...]) -> Section:
    text = gettext("Days after delivery in which you may return an article only because you change your mind.")
    notes = tuple(about_it(row.name, row.note) for row in table if row.note)
    return Section("kinds", gettext("Article by article"), (text,), (), listed=notes, rows=table)
