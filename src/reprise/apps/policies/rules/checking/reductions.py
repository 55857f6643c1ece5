"""What each table may take from a buyer: the promises of a row that can fall short of the law, and how to see it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.rules.cells import Cell, Is, OneOf
from reprise.apps.policies.rules.checking.finding import Severity
from reprise.apps.policies.rules.checking.law_says import PRICE, Imagined, Says
from reprise.apps.policies.rules.enough import REPAIRS, REPLACES, gives_enough
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.vocabulary import TableName, Verdict
from reprise.law.jurisdictions import law_of
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Outcome

_WITHDRAW: Final = frozenset({Claim.WITHDRAW.value})
_FAULTY: Final = frozenset({Claim.DEFECT.value, Claim.WRONG_ITEM.value})
_DEFECT: Final = frozenset({Claim.DEFECT.value})
_CONFORMITY: Final = frozenset({Basis.CONFORMITY, Basis.DIGITAL_CONFORMITY})

#: The rules that a row goes against, named before those that made the right.
_REPAID: Final = {Basis.WITHDRAWAL: ("withdrawal.refund_days",)}
_KEPT: Final = {
    Basis.WITHDRAWAL: ("withdrawal.refund_days", "withdrawal.depreciation"),
    Basis.CONFORMITY: ("guarantee.free",),
}
_CHOICE: Final = {Basis.CONFORMITY: ("guarantee.choice",), Basis.DIGITAL_CONFORMITY: ("digital.remedies",)}


def _as_it_is(one: Imagined) -> Iterable[Imagined]:
    return (one,)


@dataclass(frozen=True, slots=True)
class Reduction:
    """One way in which a row may fall short: the claims to try, the moments to look at, and when law is taken from."""

    code: str
    takes: Callable[[Imagined, Says], Severity | None]
    claims: frozenset[str] | None = None
    moments: Callable[[Imagined], Iterable[Imagined]] = _as_it_is
    params: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[Basis, tuple[str, ...]] = field(default_factory=dict)
    only_asks: bool = False  # nothing worse than a warning comes of it: the first one is enough


def reductions_of(table: TableName, row: Row) -> Iterator[Reduction]:
    """Everything a row may take away; nothing for tables that only add or only call a person."""
    return _TABLES[table](row) if table in _TABLES else iter(())


def right_lasts(says: Says) -> bool:
    """Whether the law gives it, or a guarantee still runs and only the proof is open."""
    open_to_proof = says.decision is Decision.HUMAN_REVIEW and says.basis in _CONFORMITY and says.right_open
    return says.grants or open_to_proof


def _severity(one: Imagined, says: Says) -> Severity | None:
    """An error where the right lasts; in a company's case only where nothing is left to look at."""
    if not right_lasts(says):
        return None
    return Severity.ERROR if says.grants or one.buyer == Buyer.CONSUMER else Severity.WARNING


def _answer(row: Row) -> Iterator[Reduction]:
    verdict, remedy = row.then.get("verdict"), str(row.then.get("remedy", ""))
    if verdict == Verdict.REFUSE and not _only(row.when.get("law"), "refuse"):
        yield Reduction("refuses_right", _refused)
    if verdict == Verdict.PERSON and _is_about_withdrawals(row):
        yield Reduction("person_for_withdrawal", _delayed, _WITHDRAW, rules=_REPAID, only_asks=True)
    if verdict == Verdict.ACCEPT and remedy not in {"", "refund"}:
        yield from _remedy(row, remedy)


def _remedy(row: Row, remedy: str) -> Iterator[Reduction]:
    def less(one: Imagined, says: Says) -> Severity | None:
        short = says.grants and one.asked != remedy and not gives_enough(says.outcome, remedy)
        return Severity.ERROR if short else None

    def chosen_for(one: Imagined, says: Says) -> Severity | None:
        others = REPLACES if remedy in REPAIRS else REPAIRS
        taken = says.grants and says.outcome is Outcome.REPAIR_OR_REPLACEMENT and one.asked in others
        return (
            Severity.ERROR if taken and says.basis is Basis.CONFORMITY else None
        )  # of a file, how is up to the seller

    puts_right, asks = remedy in REPAIRS | REPLACES, "asked_remedy" in row.when
    claims, params = _WITHDRAW if puts_right and not asks else None, {"remedy": remedy}
    yield Reduction("remedy_less_than_law", less, claims, params=params, rules=_REPAID | _CHOICE)
    if puts_right and asks:
        yield Reduction("choice_taken_away", chosen_for, _FAULTY, params=params, rules=_CHOICE)


def _is_about_withdrawals(row: Row) -> bool:
    """Whether a row names them; one that is about danger or value takes them in by the way."""
    claim = row.when.get("claim")
    return isinstance(claim, OneOf) and not claim.but and Claim.WITHDRAW in claim.values


def _delayed(_one: Imagined, says: Says) -> Severity | None:
    return Severity.WARNING if says.grants and says.basis is Basis.WITHDRAWAL else None


def _refused(one: Imagined, says: Says) -> Severity | None:
    if right_lasts(says):
        return _severity(one, says)
    unsettled = says.decision is Decision.HUMAN_REVIEW and says.basis is not Basis.NONE
    return Severity.WARNING if unsettled else None


def _window(row: Row) -> Iterator[Reduction]:
    days = row.then.get("days", 0)
    assert isinstance(days, int)  # sound rows only
    if days:
        yield _too_short("window_too_short", days)
    kept = row.then.get("restocking_percent", 0)
    if days and kept:
        params = {"percent": kept, "window": days}
        yield Reduction("restocking_on_withdrawal", _restocking(days), _WITHDRAW, params=params, rules=_KEPT)
    if days and row.then.get("refunds_delivery") is False:
        yield Reduction("delivery_kept_on_withdrawal", _within(days), _WITHDRAW, params={"window": days}, rules=_REPAID)


def _restocking(days: int) -> Callable[[Imagined, Says], Severity | None]:
    def takes(one: Imagined, says: Says) -> Severity | None:
        if not (says.grants and says.basis is Basis.WITHDRAWAL):
            return None
        return Severity.ERROR if days <= _withdrawal_days(one) else Severity.WARNING

    return takes


def _within(days: int) -> Callable[[Imagined, Says], Severity | None]:
    """Said of no more time than the law gives, it can only be meant for the law's."""

    def takes(one: Imagined, says: Says) -> Severity | None:
        is_theirs = says.grants and says.basis is Basis.WITHDRAWAL and days <= _withdrawal_days(one)
        return Severity.ERROR if is_theirs else None

    return takes


def _too_short(code: str, days: int) -> Reduction:
    """A time to change one's mind that ends before the law's; a last day that is rolled is no shorter promise."""

    def takes(_one: Imagined, says: Says) -> Severity | None:
        return Severity.ERROR if says.grants and says.basis is Basis.WITHDRAWAL else None

    def moments(one: Imagined) -> Iterable[Imagined]:
        return (one.after(days + 1),) if days < _withdrawal_days(one) else ()

    return Reduction(code, takes, _WITHDRAW, moments, {"window": days})


def _withdrawal_days(one: Imagined) -> int:
    law = law_of(one.country)
    value = law.at("withdrawal.days", one.ordered) if law else None
    return value.number if value and value.content is not None else 0


def _evidence(row: Row) -> Iterator[Reduction]:
    if any(row.then.values()):
        yield Reduction("evidence_of_withdrawal", _severity, _WITHDRAW)


def _deduction(row: Row) -> Iterator[Reduction]:
    percent = row.then.get("percent", 0)
    assert isinstance(percent, int)  # sound rows only
    if not percent:
        return
    used, complete = row.when.get("used_beyond_test"), row.when.get("complete")

    def moments(one: Imagined) -> Iterable[Imagined]:
        flags = (used.value,) if isinstance(used, Is) else (False, True)
        return (replace(one, used=flag) for flag in flags)

    def takes(one: Imagined, says: Says) -> Severity | None:
        if not right_lasts(says) or one.kind == ProductKind.DIGITAL_FILE:  # a file is never inspected
            return None
        if says.basis is Basis.WITHDRAWAL and complete == Is(value=False):
            return None  # what is missing from the parcel was not given back
        may_keep = says.basis is Basis.WITHDRAWAL and says.refund_minor is not None and says.refund_minor < PRICE
        return None if may_keep else Severity.ERROR

    yield Reduction("deduction_from_right", takes, None, moments, {"percent": percent}, _KEPT)


def _contract(row: Row) -> Iterator[Reduction]:
    said = row.then
    if "warranty_months" in said:
        months = int(said["warranty_months"])
        yield _after_promise("warranty_too_short", months * 366 // 12 + 1, {"months": months})
    if "report_within_days" in said:
        days = int(said["report_within_days"])
        yield _after_promise("report_too_short", days + 1, {"window": days})
    if said.get("return_days"):
        yield _too_short("window_too_short", int(said["return_days"]))


def _after_promise(code: str, day: int, params: Mapping[str, Any]) -> Reduction:
    def takes(one: Imagined, says: Says) -> Severity | None:
        return _severity(one, says) if says.basis in _CONFORMITY else None

    return Reduction(code, takes, _DEFECT, lambda one: (one.after(max(day, one.since_delivery or 0)),), params)


def _only(cell: Cell | None, word: str) -> bool:
    return isinstance(cell, OneOf) and not cell.but and cell.values == {word}


_TABLES: Final[Mapping[TableName, Callable[[Row], Iterator[Reduction]]]] = {
    TableName.ANSWER: _answer,
    TableName.WINDOW: _window,
    TableName.EVIDENCE: _evidence,
    TableName.DEDUCTION: _deduction,
    TableName.CONTRACT: _contract,
}
