"""What may be taken off a refund, line by line with its reason: the bench's word, and the shop's own rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, override

from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.rules.grades import NAMES, may_lower_refund
from reprise.apps.policies.rules import PolicyFacts, TableName, deduction
from reprise.core.money import Money, portion
from reprise.law.vocabulary import Basis
from reprise.readmodels.case_policy import facts_kept, has_rows, policy_for
from reprise.readmodels.proposal import proposal_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, CaseLine
    from reprise.apps.logistics.models import Inspection

#: Grounds under which anything may be taken off at all; a faulty article is repaid whole.
LOWERED: Final = frozenset({Basis.WITHDRAWAL.value, Basis.COMMERCIAL.value})


@dataclass(frozen=True, slots=True)
class Deduction:
    """One sum that may be taken off; its reason is what the customer reads. `decided`: nobody has to weigh it first."""

    minor: int
    reason: str
    currency: str = "EUR"
    source: str = ""
    rule: str = ""  # the row of the shop's policy; empty for what the bench wrote
    decided: bool = True

    @property
    def amount(self) -> Money:
        """The sum with its currency."""
        return Money(self.minor, self.currency)

    @property
    def is_shop(self) -> bool:
        """Whether it rests on the shop's own rule."""
        return bool(self.rule) and self.decided


def deductions_for(
    *, case: "Case", shop: "Shop", line: "CaseLine", quantity: int, price: int, seen: "Sequence[Inspection]"
) -> tuple[Deduction, ...]:
    """All of them for pieces of a line, in the case's language; together never more than their price."""
    mine = [one for one in seen if one.return_item.line_id == line.pk and one.corrected_at is None]
    with override(case.language):
        found = (*_of_the_bench(line, mine), *_of_the_rules(case, shop, line, quantity, price, mine))
    left, kept = price, []
    for one in found:
        minor = min(one.minor, left)
        left -= minor
        if minor > 0:
            kept.append(replace(one, minor=minor, currency=case.currency))
    return tuple(kept)


def _of_the_bench(line: "CaseLine", seen: "Sequence[Inspection]") -> Iterator[Deduction]:
    source = gettext("Code de la consommation, art. L221-23") if line.ground == Basis.WITHDRAWAL else ""
    for one in seen:
        if one.depreciation_minor:
            yield Deduction(one.depreciation_minor, one.depreciation_reason, source=source)


def _of_the_rules(
    case: "Case", shop: "Shop", line: "CaseLine", quantity: int, price: int, seen: "Sequence[Inspection]"
) -> Iterator[Deduction]:
    if line.ground not in LOWERED or line.claim != "withdraw":
        return
    yield from _restocking(line, price)
    if not has_rows(line, TableName.DEDUCTION):
        return
    policy, number = policy_for(shop, case)
    informed = policy.terms.notices.withdrawal
    for one in seen:
        if one.depreciation_minor or not _may_lower(line, one, informed=informed):
            continue  # somebody put a sum on it already, or nothing may be taken off
        percent, hit = deduction(policy, _facts(line, one))
        if percent and hit.row is not None:
            worth = portion(price, min(one.quantity, quantity), quantity)
            said = hit.row.note(case.language) or _as_seen(one)
            yield Deduction(
                worth * percent // 100, _with_percent(said, percent), source=_source(line, hit.row.id, number),
                rule=hit.row.id, decided=line.ground != Basis.WITHDRAWAL,
            )  # fmt: skip


def _restocking(line: "CaseLine", price: int) -> Iterator[Deduction]:
    """The shop's own window may keep a part; what the law gives back never does."""
    proposal = proposal_of(line.proposal)
    said = proposal.policy if proposal else None
    if proposal is None or said is None or line.ground != Basis.COMMERCIAL or not said.restocking_percent:
        return
    reason = _with_percent(gettext("Taking back under our own promise"), said.restocking_percent)
    source = _rule(said.window, proposal.policy_number)
    yield Deduction(price * said.restocking_percent // 100, reason, source=source, rule=said.window)


def _may_lower(line: "CaseLine", one: "Inspection", *, informed: bool) -> bool:
    """After a withdrawal, only what goes beyond a trial, and only of a buyer who was told of the right (L221-23)."""
    if line.ground != Basis.WITHDRAWAL:
        return True
    return informed and may_lower_refund(Grade(one.grade), complete=one.complete)


def _facts(line: "CaseLine", one: "Inspection") -> PolicyFacts:
    used = Grade(one.grade) in {Grade.WORN, Grade.BROKEN}
    return replace(
        facts_kept(line), grade=one.grade, complete=one.complete, used_beyond_test=used, basis=line.ground,
        claim=line.claim,
    )  # fmt: skip


def _as_seen(one: "Inspection") -> str:
    state = gettext(NAMES[Grade(one.grade)])
    return state if one.complete else gettext("%(state)s, incomplete") % {"state": state}


def _with_percent(said: str, percent: int) -> str:
    return gettext("%(reason)s: %(percent)s %% of the price") % {"reason": said.rstrip("."), "percent": percent}


def _source(line: "CaseLine", row: str, number: int) -> str:
    if line.ground == Basis.WITHDRAWAL:
        return gettext("Code de la consommation, art. L221-23")
    return _rule(row, number)


def _rule(row: str, number: int) -> str:
    return gettext("Our policy, rule %(rule)s, version %(number)s") % {"rule": row, "number": number}
