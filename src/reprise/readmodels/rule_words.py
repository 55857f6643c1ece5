"""What the shop's own rules say to a customer: what one gets by them, and each rule that spoke, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext, ngettext

from reprise.apps.policies.rules import Between, TableName, Verdict
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.law.formats import amount, long_date
from reprise.law.vocabulary import Basis, Decision, Outcome
from reprise.readmodels.assessment import AssessedLine
from reprise.readmodels.automatic import remedy_of
from reprise.readmodels.composition import Ruling
from reprise.readmodels.contract_terms import ContractTerms

#: What a promise brings, by remedy: the headline and the sentence below it.
BRINGS: Final[Mapping[str, tuple[str, str]]] = {
    "refund": (mark("You get your money back"), mark("We refund you %(amount)s, by the means of payment you used.")),
    "store_credit": (mark("You get a credit at the shop"), mark("We tell you its amount in writing.")),
    "replacement": (mark("We replace it"), mark("You receive another one. You pay nothing.")),
    "exchange": (mark("We exchange it"), mark("You receive another one. You pay nothing.")),
    "reprint": (mark("We print it again"), mark("You receive a new print. You pay nothing.")),
    "repair": (mark("We repair it"), mark("You receive it back in good order. You pay nothing.")),
    "spare_part": (mark("We send you the part"), mark("You receive the part that is needed. You pay nothing.")),
    "price_reduction": (mark("You keep it and pay less"), mark("A person sets the amount with you.")),
    "partial_refund_keep": (mark("You keep it and pay less"), mark("A person sets the amount with you.")),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The answer where a rule gives it; empty where the law's own words stand."""

    headline: str = ""
    what: str = ""
    until: str = ""
    next_step: str = ""
    is_law: bool = False  # the law gives it too, with its days


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that spoke, in the customer's language."""

    row: str
    text: str
    is_contract: bool = False


def next_when_automatic(line: AssessedLine) -> str:
    """What follows what a rule accepts at once, where the law would ask for a choice; in the active language."""
    ruling = line.ruling
    if ruling is None or not line.is_automatic or ruling.told.outcome is not Outcome.REPAIR_OR_REPLACEMENT:
        return ""
    return _next(ruling, away=line.away)


def words_of_rule(line: AssessedLine, lang: str) -> Words:
    """What one gets by a promise that no window makes, in the active language."""
    ruling = line.ruling
    if ruling is not None and _is_chosen(line):
        headline, what = BRINGS[remedy_of(ruling)]
        return Words(gettext(headline), gettext(what), next_step=_next(ruling, away=line.away), is_law=True)
    if ruling is None or ruling.told is ruling.law or ruling.told.decision is not Decision.ACCEPT:
        return Words()
    headline, what = BRINGS.get(remedy_of(ruling), BRINGS["refund"])
    sum_back = amount(ruling.told.refund or line.paid, "fr" if lang == "fr" else "en")
    return Words(
        gettext(headline), gettext(what) % {"amount": sum_back}, _until(ruling, lang), _next(ruling, away=line.away)
    )


def _is_chosen(line: AssessedLine) -> bool:
    """Whether what the law leaves to choose is settled at once: the customer reads what comes, not the choice."""
    ruling = line.ruling
    chosen = ruling is not None and remedy_of(ruling) in {"replacement", "reprint", "exchange", "repair", "spare_part"}
    return chosen and line.is_automatic and ruling is not None and ruling.told.outcome is Outcome.REPAIR_OR_REPLACEMENT


def _until(ruling: Ruling, lang: str) -> str:
    day = ruling.contract.warranty_until if ruling.contract else None
    if day is None or ruling.by_rule:
        return ""
    return gettext("Contract: your warranty runs until %(day)s included.") % {"day": _day(day, lang)}


def _next(ruling: Ruling, *, away: bool) -> str:
    if ruling.is_kept or away or ruling.told.outcome is Outcome.PRICE_REDUCTION:
        return gettext("You have nothing to send back.")
    return gettext("You get the return slip and the way to pack it next.")


def rules_told(line: AssessedLine, lang: str) -> Iterator[Rule]:
    """Every rule of the shop that changed or added something, never one that calls a person."""
    ruling = line.ruling
    if ruling is None:
        return
    yield from _window(ruling, lang)
    if ruling.contract is not None:
        yield from _contract(ruling.contract, lang, faulty=ruling.told.facts.claim in {"defect", "wrong_item"})
    yield from _row(ruling, line, lang)


def _window(ruling: Ruling, lang: str) -> Iterator[Rule]:
    window, contract = ruling.policy.window, ruling.contract
    promise = ruling.told.facts.commercial_policy
    if promise is None or ruling.told.basis is not Basis.COMMERCIAL or ruling.told is not ruling.law:
        return
    days = promise.return_days
    if window is None or window.days != days:
        if contract is not None and contract.return_days == days:
            text = gettext("Your contract lets you return an article for %(days)s days.")
            yield Rule(contract.row, text % {"days": days}, is_contract=True)
        return
    said = gettext("Our shop takes articles back for %(days)s days, longer than the law asks.") % {"days": days}
    note = window.note_fr if lang.startswith("fr") else window.note_en
    yield Rule(window.row_id, f"{said} {note}".strip())


def _contract(contract: ContractTerms, lang: str, *, faulty: bool) -> Iterator[Rule]:
    if not faulty:
        return
    if contract.warranty_months:
        yield Rule(contract.row, _warranty(contract, lang), is_contract=True)
    if contract.report_within_days is not None:
        yield Rule(contract.row, _report(contract, lang), is_contract=True)
    if contract.tolerance_class:
        text = gettext("Your contract agrees on the tolerance class ISO 2768-%(name)s.")
        yield Rule(contract.row, text % {"name": contract.tolerance_class}, is_contract=True)


def _warranty(contract: ContractTerms, lang: str) -> str:
    months = contract.warranty_months or 0
    said = ngettext(
        "Your contract gives %(months)s month of warranty.", "Your contract gives %(months)s months of warranty.",
        months,
    ) % {"months": months}  # fmt: skip
    if contract.warranty_until is None:
        return said
    over = contract.declared is not None and contract.declared > contract.warranty_until
    end = gettext("It ended on %(day)s.") if over else gettext("It runs until %(day)s.")
    return f"{said} {end % {'day': _day(contract.warranty_until, lang)}}"


def _report(contract: ContractTerms, lang: str) -> str:
    days = contract.report_within_days or 0
    said = ngettext(
        "A fault is to be reported within %(days)s day of delivery.",
        "A fault is to be reported within %(days)s days of delivery.", days,
    ) % {"days": days}  # fmt: skip
    if contract.was_reported_late and contract.report_until is not None:
        late = gettext("That was until %(day)s; what the law gives stays open.")
        return f"{said} {late % {'day': _day(contract.report_until, lang)}}"
    return said


def _row(ruling: Ruling, line: AssessedLine, lang: str) -> Iterator[Rule]:
    """The row of the answer table, in its own words where it has some."""
    policy, note = ruling.policy, ruling.policy.note_fr if lang.startswith("fr") else ruling.policy.note_en
    if policy.verdict is Verdict.ACCEPT and ruling.told.decision is Decision.ACCEPT:
        kept = _kept(ruling, line, lang)
        text = note or kept or (gettext("Our own rule accepts this request.") if ruling.by_rule else "")
        if text:
            yield Rule(policy.row_id, text)
    elif policy.verdict is Verdict.REFUSE and ruling.by_rule:
        yield Rule(policy.row_id, note or gettext("Our own rule does not take this article back either."))
    elif ruling.is_kept and (text := note or _kept(ruling, line, lang)):
        yield Rule(policy.row_id, text)


def _kept(ruling: Ruling, line: AssessedLine, lang: str) -> str:
    if not ruling.is_kept:
        return ""
    row = ruling.row(TableName.ANSWER)
    value = row.when.get("value_minor") if row else None
    if isinstance(value, Between) and value.most is not None:
        limit = amount(Money(value.most + 1, line.paid.currency), "fr" if lang == "fr" else "en")
        return gettext("Below %(limit)s we do not ask for a faulty article back.") % {"limit": limit}
    return gettext("We do not ask for this article back.")


def _day(day: date, lang: str) -> str:
    return long_date(day, "fr" if lang == "fr" else "en")
