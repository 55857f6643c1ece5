"""The four axes of a case side by side: is the claim right, where are the goods, what do they get, what was paid."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from reprise.apps.cases.kinds import ItemState, LineState, RemedyState, Trigger
from reprise.apps.cases.transitions import GRANTED
from reprise.core.refusals import mark
from reprise.readmodels.projection import decision_axis, goods_axis, money_axis, remedy_axis
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.money_axis import money_of
from reprise.web.backoffice.cases.proposal import proposed
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.templatetags.reprise_format import date_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.catalogue.models import Payment

TRIGGERS = {
    Trigger.NOW: mark("at once"), Trigger.ON_AUTHORISATION: mark("once authorised"),
    Trigger.ON_FIRST_SCAN: mark("when the carrier has it"), Trigger.ON_RECEIPT: mark("when the goods are here"),
    Trigger.ON_INSPECTION: mark("after inspection"), Trigger.ON_DATE: mark("on its day"),
}  # fmt: skip

PROPOSALS = {
    "yes": mark("Proposal: grant"), "part": mark("Proposal: grant a part"), "no": mark("Proposal: refuse"),
    "person": mark("Proposal: none, a person decides"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis as a card: its state in a word, a title and a few facts."""

    name: str
    label: str
    state: str
    word: str
    title: str
    facts: tuple[str, ...]


def axes_of(scene: Scene, payments: "Sequence[Payment]") -> list[Axis]:
    """Always four, always in this order."""
    picture = scene.picture
    return [
        _axis("decision", decision_axis(picture), *_decision(scene)),
        _axis("goods", goods_axis(picture), *_goods(scene)),
        _axis("remedy", remedy_axis(picture), *_remedy(scene)),
        _axis("money", money_axis(picture), *money_of(scene, payments)),
    ]


def _axis(name: str, state: str, title: str, facts: list[str]) -> Axis:
    word = gettext(words.AXIS_STATES[name].get(state, state))
    return Axis(name, gettext(words.AXES[name]), state, word, title, tuple(fact for fact in facts if fact))


def _decision(scene: Scene) -> tuple[str, list[str]]:
    lines = scene.picture.lines
    asked = sum(line.quantity for line in lines)
    granted = sum(line.approved_quantity for line in lines)
    decided = any(LineState(line.state) in GRANTED | {LineState.DECLINED, LineState.UPHELD} for line in lines)
    if decided:
        title = ngettext(
            "%(granted)d of %(asked)d piece granted", "%(granted)d of %(asked)d pieces granted", asked
        ) % {"granted": granted, "asked": asked}  # fmt: skip
    else:
        title = ngettext("%(asked)d piece in question", "%(asked)d pieces in question", asked) % {"asked": asked}
    facts = [gettext(PROPOSALS[proposed(line, scene.case.language).verdict]) for line in lines]
    wishes = {line.asked_remedy for line in lines if line.asked_remedy}
    facts = list(dict.fromkeys(facts))
    facts += [
        gettext("Wish: %(remedy)s") % {"remedy": gettext(words.REMEDIES[wish]).lower()} for wish in sorted(wishes)
    ]
    return title, facts


def _goods(scene: Scene) -> tuple[str, list[str]]:
    items = scene.picture.items
    if not items:
        return gettext("Nothing asked back yet"), []
    counted: Counter[str] = Counter()
    for item in items:
        counted[item.state] += item.quantity
    asked = sum(n for state, n in counted.items() if state != ItemState.NOT_REQUIRED.value)
    here = sum(counted[s.value] for s in (ItemState.RECEIVED, ItemState.INSPECTED, ItemState.DISPOSED))
    if not asked:
        return gettext("The customer keeps the goods"), []
    title = ngettext("%(here)d of %(asked)d piece here", "%(here)d of %(asked)d pieces here", asked)
    facts = [
        gettext("%(state)s: %(pieces)d") % {"state": gettext(words.ITEM_STATES[state][1]), "pieces": pieces}
        for state, pieces in counted.items()
    ]
    if paper := scene.picture.authorisation:
        until = date_text(paper.expires_on, "short")
        facts.insert(0, gettext("%(number)s, until %(day)s") % {"number": paper.number, "day": until})
    return title % {"here": here, "asked": asked}, facts


def _remedy(scene: Scene) -> tuple[str, list[str]]:
    remedies = [one for one in scene.picture.remedies if one.state != RemedyState.REFUSED.value]
    if not remedies:
        return gettext("Nothing agreed yet"), []
    first = remedies[0]
    title = f"{gettext(words.REMEDIES[first.type])}\u00a0×{first.quantity}"
    more = len(remedies) - 1
    facts = [f"{gettext(words.REMEDY_STATES[one.state][1])}, {gettext(TRIGGERS[Trigger(one.trigger)])}"
             for one in remedies]  # fmt: skip
    if more:
        facts.append(ngettext("and %(n)d more remedy", "and %(n)d more remedies", more) % {"n": more})
    return title, list(dict.fromkeys(facts))
