"""What a case comes to: sums agreed, on their way and paid, or that nothing is to pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.cases.kinds import MONEY_REMEDIES, RemedyState
from reprise.apps.cases.transitions import GRANTED
from reprise.core.money import Money, portion
from reprise.readmodels.delivery_back import GROUNDS, granted_whole
from reprise.readmodels.proposal import proposal_of
from reprise.web.portal.case import words
from reprise.web.portal.case.scene import Scene

if TYPE_CHECKING:
    from reprise.apps.cases.models import Remedy


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One sum: what for, how much, how far."""

    name: str
    amount: Money
    note: str


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The sums of a case and what they come to."""

    rows: tuple[MoneyRow, ...]
    total: Money
    label: str


def money(scene: Scene) -> MoneyPanel | None:
    """What is paid back, or that nothing is to pay; None while nothing is decided."""
    picture, currency = scene.picture, scene.picture.case.currency
    names = {line.pk: line.name for line in picture.lines}
    line_of = {remedy.pk: remedy.line_id for remedy in picture.remedies}
    refunds = [
        MoneyRow(
            names.get(line_of.get(refund.remedy_id, 0), ""),
            Money(refund.amount_minor, currency),
            gettext(words.REFUNDS[refund.state]),
        )
        for refund in picture.refunds
        if refund.state in words.REFUNDS and not refund.awaits_approval
    ]
    begun = {refund.remedy_id for refund in picture.refunds if refund.state != "void" and not refund.awaits_approval}
    agreed = [r for r in picture.remedies if r.state != RemedyState.REFUSED and r.pk not in begun]
    owed = [row for remedy in agreed if remedy.type in MONEY_REMEDIES and (row := _owed(scene, remedy))]
    rows = (*refunds, *owed, *(_delivery(scene) if owed and not refunds else ()))
    if rows:
        total = Money(sum(row.amount.minor for row in rows), currency)
        paid = not owed and all(refund.state in {"settled", "void"} for refund in picture.refunds)
        return MoneyPanel(rows, total, gettext("We have paid you back") if paid else gettext("We pay you back"))
    free = tuple(
        MoneyRow(names[remedy.line_id], Money(0, currency), gettext("at our cost"))
        for remedy in agreed if remedy.type not in MONEY_REMEDIES
    )  # fmt: skip
    return MoneyPanel(free, Money(0, currency), gettext("You pay")) if free else None


def _owed(scene: Scene, remedy: "Remedy") -> MoneyRow | None:
    line = next(line for line in scene.picture.lines if line.pk == remedy.line_id)
    proposal = proposal_of(line.proposal)
    minor = remedy.amount_minor
    if minor is None and proposal is not None:
        whole = proposal.refund_minor if proposal.refund_minor is not None else proposal.paid_minor
        minor = portion(whole, min(remedy.quantity, line.quantity), line.quantity)
    return MoneyRow(line.name, Money(minor, scene.picture.case.currency), gettext("agreed")) if minor else None


def _delivery(scene: Scene) -> Iterator[MoneyRow]:
    """The delivery fee that goes back with a withdrawal, as the rights card announced it."""
    granted = [line for line in scene.picture.lines if line.state in GRANTED and line.ground in GROUNDS]
    if not granted_whole(scene.picture.lines):  # what was refused in part keeps the fee with the rest
        return
    minor = max((p.delivery_minor for line in granted if (p := proposal_of(line.proposal))), default=0)
    if minor:
        amount = Money(minor, scene.picture.case.currency)
        yield MoneyRow(gettext("Standard delivery paid with the order"), amount, gettext("agreed"))
