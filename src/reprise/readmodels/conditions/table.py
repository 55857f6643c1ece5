"""For each kind of article, sealed and opened: what the law gives, and what the shop adds."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.rules import Window
from reprise.law.vocabulary import Buyer
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.legal import DIGITAL, Right, right_to_withdraw
from reprise.readmodels.product_kinds import kind_name


@dataclass(frozen=True, slots=True)
class State:
    """An article sealed, or opened: what the law gives, the shop's own window where it has one, both in words."""

    right: Right
    own: Window | None
    words: str = ""
    payer: str = ""

    @property
    def law_days(self) -> int:
        """The days the law gives for certain."""
        return self.right.days if self.right.answer == "yes" else 0

    @property
    def own_days(self) -> int:
        """The days of the shop's own window where it is longer than what the law gives for certain."""
        return self.own.days if self.own and self.own.days > self.law_days else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of article; `opened_words` says what opening it changes, `told` the whole row as a sentence."""

    kind: ProductKind
    name: str
    sealed: State
    opened: State
    note: str
    opened_words: str
    told: str


def rows(about: About, buyer: Buyer = Buyer.CONSUMER) -> tuple[Row, ...]:
    """A row per kind of article, in the order of the catalogue."""
    return tuple(row(about, kind, buyer) for kind in ProductKind)


def row(about: About, kind: ProductKind, buyer: Buyer = Buyer.CONSUMER) -> Row:
    """The row of one kind."""
    sealed, opened = (_state(about, kind, buyer, opened=opened) for opened in (False, True))
    own = sealed.own or opened.own
    note = (own.note_fr if about.lang == "fr" else own.note_en) if own else ""
    alike = sealed.words == opened.words
    name = kind_name(kind)
    said = about_it(name, sealed.words)
    if not alike:
        state = gettext("once downloaded") if kind == DIGITAL else gettext("once opened")
        said = f"{said}, {about_it(state, opened.words)}"
    told = f"{said} ({sealed.payer})" if sealed.payer != "–" else said
    words = opened.words if not alike else gettext("the same") if sealed.law_days or sealed.own_days else "–"
    return Row(kind, name, sealed, opened, note, words, told)


def about_it(what: str, said: str) -> str:
    """Something, and what is said of it, with the colon of the language."""
    return gettext("%(what)s: %(said)s") % {"what": what, "said": said}


def _state(about: About, kind: ProductKind, buyer: Buyer, *, opened: bool) -> State:
    right = right_to_withdraw(about, kind, opened=opened, buyer=buyer)
    own = about.promise.window(
        kind, opened=opened, country=about.law.country, buyer=buyer.value, ordered=about.day
    )  # fmt: skip
    bare = State(right, own)
    return State(right, own, _words(bare), _payer(bare))


def _words(state: State) -> str:
    """How long, and from whom."""
    if state.own_days and state.law_days:
        return gettext("%(days)s days: %(law)s by law, %(more)s more from us") % {
            "days": state.own_days, "law": state.law_days, "more": state.own_days - state.law_days,
        }  # fmt: skip
    if state.own_days:
        return ngettext("%(days)s day, from us", "%(days)s days, from us", state.own_days) % {"days": state.own_days}
    if state.law_days:
        return gettext("%(days)s days, by law") % {"days": state.law_days}
    return gettext("A person decides") if state.right.answer == "person" else gettext("No")


def _payer(state: State) -> str:
    """Who pays the way back: the law's answer, and ours where it differs."""
    names = {"buyer": gettext("You"), "seller": gettext("We"), "none": "–"}
    law = names[state.right.cost_by] if state.right.answer != "no" else ""
    ours = names[state.own.return_cost_by] if state.own and state.own_days else ""
    if law and ours and law != ours:
        return gettext("%(law)s; after the law’s days: %(ours)s") % {"law": law, "ours": ours}
    return law or ours or "–"
