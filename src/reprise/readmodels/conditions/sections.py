"""A shop's published return conditions: what the law gives everybody, and what the shop adds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import Between, Policy, PolicyFacts, TableName, Terms, Window, window_of
from reprise.core.money import Money
from reprise.law.jurisdictions import Law, law_of
from reprise.readmodels.citing import cited_once
from reprise.readmodels.explained import Why, in_words
from reprise.readmodels.product_kinds import kind_name


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences, and the texts they rest on."""

    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """One version of the conditions in one language."""

    number: int
    in_force_from: date
    sections: tuple[Section, ...]


def conditions(shop: Shop, version: PolicyVersion, lang: str) -> Conditions:
    """Write a version out, with the law of the shop's own country on the day it came into force."""
    law = law_of(shop.country) or law_of("FR")
    assert law is not None  # France is always there
    writer = _Writer(shop, policy_of(version), law, version.in_force_from, lang)
    with override(lang):
        return Conditions(version.number, version.in_force_from, tuple(writer.sections()))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the sections for one shop, version and language."""

    shop: Shop
    policy: Policy
    law: Law
    day: date
    lang: str

    @property
    def terms(self) -> Terms:
        """What the policy says to everybody."""
        return self.policy.terms

    def sections(self) -> Iterator[Section]:
        yield self._change_of_mind()
        if self._longest() is not None:
            yield self._own_window()
        yield self._faulty()
        yield self._made_to_order()
        yield self._how()
        yield self._disagree()

    def _number(self, name: str) -> int:
        value = self.law.at(name, self.day)
        return value.number if value and value.content is not None else 0

    def _sources(self, *names: str) -> tuple[Why, ...]:
        cited = dict.fromkeys(source for name in names for source in self.law.sources(name, self.day))
        labels = cited_once((source.labels[self.lang], source.short_labels[self.lang]) for source in cited)
        return tuple(Why("", label, source.url) for label, source in zip(labels, cited, strict=True))

    def _change_of_mind(self) -> Section:
        days, refund = self._number("withdrawal.days"), self._number("withdrawal.refund_days")
        pays = gettext("You pay the return.") if self.terms.notices.return_cost else gettext("We pay the return.")
        paragraphs = (
            gettext(
                "A consumer may withdraw from an order without giving a reason for %(days)s days. The count starts the "
                "day after the last article was received; a last day that is a Saturday, a Sunday or a public holiday "
                "moves to the next working day."
            ) % {"days": days},
            gettext(
                "We repay everything, standard delivery included, within %(days)s days of your statement, by the means "
                "you paid with. We may wait for the goods or for the proof that you sent them."
            ) % {"days": refund},
            gettext("You send the goods back within %(days)s days of your statement.")
            % {"days": self._number("withdrawal.return_days")} + " " + pays,
        )  # fmt: skip
        rules = ("withdrawal.days", "withdrawal.counting", "withdrawal.refund_days", "withdrawal.return_cost")
        return Section(gettext("You change your mind"), paragraphs, self._sources(*rules))

    def _own_window(self) -> Section:
        window = self._longest()
        assert window is not None  # asked before
        days = window.days
        first = ngettext(
            "Beyond the law, we take articles back for %(days)s day after delivery.",
            "Beyond the law, we take articles back for %(days)s days after delivery.",
            days,
        ) % {"days": days}
        pays = gettext("You pay the return.") if window.return_cost_by == "buyer" else gettext("We pay the return.")
        delivery = (
            gettext("Delivery is repaid as well.")
            if window.refunds_delivery
            else gettext("The price of the article is repaid, delivery is not.")
        )
        return Section(gettext("Our own window"), (first, f"{pays} {delivery}", *self._by_kind()))

    def _by_kind(self) -> Iterator[str]:
        for kind in ProductKind:
            sealed = self._window(kind.value, opened=False)
            name, note = kind_name(kind), getattr(sealed, f"note_{self.lang}", "")
            if not (sealed and sealed.days):
                said = gettext("%(kind)s: not within our own window; your legal rights stay.") % {"kind": name}
            elif not ((opened := self._window(kind.value, opened=True)) and opened.days):
                said = gettext("%(kind)s: unopened only within our own window.") % {"kind": name}
            elif note:
                said = gettext("%(kind)s: within our own window.") % {"kind": name}
            else:
                continue
            yield f"{said} {note}".strip()

    def _window(self, kind: str, *, opened: bool) -> Window | None:
        facts = PolicyFacts(kind=kind, opened=opened, buyer="consumer", country=self.shop.country, second_hand=False)
        return window_of(self.policy, facts)

    def _longest(self) -> Window | None:
        windows = (self._window(kind.value, opened=False) for kind in ProductKind)
        return max((one for one in windows if one and one.days), key=lambda one: one.days, default=None)

    def _kept_below(self) -> int:
        """The value below which goods are kept: the largest any row names."""
        kept = (row for row in self.policy.rows(TableName.ANSWER) if row.then.get("goods") == "keep")
        values = (row.when.get("value_minor") for row in kept)
        return max((one.most + 1 for one in values if isinstance(one, Between) and one.most is not None), default=0)

    def _faulty(self) -> Section:
        paragraphs = [
            gettext(
                "An article that is faulty or not as ordered is repaired or replaced, as you choose, within "
                "%(days)s days and at our cost. If that fails, the price is reduced or the sale is undone."
            ) % {"days": self._number("guarantee.repair_days")},
            gettext(
                "This guarantee lasts %(months)s months from delivery. During %(presumption)s months the fault is "
                "taken to have been there from the start: you prove nothing."
            ) % {
                "months": self._number("guarantee.months"),
                "presumption": self._number("guarantee.presumption_months"),
            },
        ]  # fmt: skip
        if below := self._kept_below():
            limit = in_words(Money(below, self.shop.currency), self.lang)
            paragraphs.append(gettext("Below %(limit)s we do not ask for a faulty article back.") % {"limit": limit})
        rules = ("guarantee.months", "guarantee.presumption_months", "guarantee.choice", "guarantee.repair_days")
        return Section(gettext("Faulty, broken or not as ordered"), tuple(paragraphs), self._sources(*rules))

    def _made_to_order(self) -> Section:
        paragraphs = (
            gettext(
                "What is made from your file, to your dimensions or with your text cannot be sent back because you "
                "change your mind. A catalogue model printed in a colour or size of our list can."
            ),
            gettext("If it is faulty, your rights are the same as for any other article."),
        )
        rules = ("withdrawal.exception.custom", "withdrawal.exception.preset_options", "guarantee.made_to_order")
        return Section(gettext("Made to order"), paragraphs, self._sources(*rules))

    def _how(self) -> Section:
        answer = ngettext(
            "Tell us first, on this site: it takes two minutes, and we answer within %(days)s day.",
            "Tell us first, on this site: it takes two minutes, and we answer within %(days)s days.",
            self.terms.decision_days,
        ) % {"days": self.terms.decision_days}
        send = gettext(
            "Once the return is authorised, you have %(days)s days to send the goods, with the slip we give you."
        ) % {"days": self.terms.return_by_days}
        return Section(gettext("How it works"), (answer, send))

    def _disagree(self) -> Section:
        first = gettext("Answer the decision on the page of your case: another person looks at it again.")
        mediator = self.shop.mediator.get("name", "")
        if not mediator:
            return Section(gettext("If you disagree"), (first,))
        named = gettext("Then the consumer mediator decides with you, free of charge: %(name)s.") % {"name": mediator}
        return Section(gettext("If you disagree"), (first, named), self._sources("mediation.free"))
