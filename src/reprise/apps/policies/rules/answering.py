"""What a policy says of a request, all its tables together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from reprise.apps.policies.rules.asking import Hit, ask, ask_all
from reprise.apps.policies.rules.facts import PolicyFacts
from reprise.apps.policies.rules.table import Policy, Row
from reprise.apps.policies.rules.vocabulary import Level, TableName, Verdict


@dataclass(frozen=True, slots=True)
class Window:
    """The shop's own time to change one's mind, and what it costs."""

    row_id: str
    days: int
    return_cost_by: str = "buyer"
    refunds_delivery: bool = False
    restocking_percent: int = 0
    note_fr: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the shop asks to be shown; nothing unless a row says so, and it never blocks."""

    row_id: str = ""
    photos: int = 0
    shots: tuple[str, ...] = ()
    measure: bool = False
    files: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """The terms a business customer has; None: nothing agreed."""

    row_id: str
    warranty_months: int | None = None
    report_within_days: int | None = None
    tolerance_class: str = ""
    return_days: int | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Something about the past that a person should look at; it never refuses anything."""

    row_id: str
    question_fr: str
    question_en: str


@dataclass(frozen=True, slots=True)
class PolicyAnswer:
    """What the policy says. `verdict` None: no row speaks, the law alone answers.

    `automatic` holds only when no row before could have matched had a missing fact been known.
    """

    verdict: Verdict | None = None
    row_id: str = ""
    automatic: bool = False
    remedy: str = ""
    goods: str = ""
    question_fr: str = ""
    question_en: str = ""
    note_fr: str = ""
    note_en: str = ""
    window: Window | None = None
    evidence: Evidence = Evidence()
    contract: Contract | None = None
    signals: tuple[Signal, ...] = ()
    priority: str = Level.NORMAL
    missing: tuple[str, ...] = ()
    trace: tuple[Hit, ...] = ()


_NOTHING: Final = PolicyAnswer()


def answer(policy: Policy, facts: PolicyFacts) -> PolicyAnswer:
    """Ask every table that speaks before the goods are back; a policy without rows costs nothing."""
    if not policy.has_rows:
        return _NOTHING if facts.priority is None else replace(_NOTHING, priority=facts.priority)
    urgency = ask(policy, TableName.PRIORITY, facts)
    level = facts.priority or str(_said(urgency.row, "level", Level.NORMAL))
    facts = replace(facts, priority=level)
    verdict = ask(policy, TableName.ANSWER, facts)
    window = ask(policy, TableName.WINDOW, facts)
    evidence = ask(policy, TableName.EVIDENCE, facts)
    contract = ask(policy, TableName.CONTRACT, facts)
    signals, signal = ask_all(policy, TableName.SIGNAL, facts)
    row = verdict.row
    said: Mapping[str, Any] = row.then if row else {}
    return PolicyAnswer(
        verdict=Verdict(said["verdict"]) if "verdict" in said else None,
        row_id=row.id if row else "",
        automatic=bool(said.get("automatic")) and not verdict.missing,
        remedy=said.get("remedy", ""), goods=said.get("goods", ""),
        question_fr=said.get("question_fr", ""), question_en=said.get("question_en", ""),
        note_fr=row.note_fr if row else "", note_en=row.note_en if row else "",
        window=_window(window.row), evidence=_evidence(evidence.row), contract=_contract(contract.row),
        signals=tuple(_signal(one) for one in signals), priority=level, missing=verdict.missing,
        trace=(urgency, verdict, window, evidence, contract, signal),
    )  # fmt: skip


def window_of(policy: Policy, facts: PolicyFacts) -> Window | None:
    """The shop's own window for an article."""
    return _window(ask(policy, TableName.WINDOW, facts).row)


def deduction(policy: Policy, facts: PolicyFacts) -> tuple[int, Hit]:
    """The part of the price kept for what the inspection found, in percent."""
    hit = ask(policy, TableName.DEDUCTION, facts)
    return int(_said(hit.row, "percent", 0)), hit


def second_person(policy: Policy, facts: PolicyFacts) -> tuple[bool | None, Hit]:
    """Whether somebody else has to agree; None where no row speaks."""
    hit = ask(policy, TableName.APPROVAL, facts)
    return (bool(_said(hit.row, "second_person", False)) if hit.row else None), hit


def _said(row: Row | None, name: str, otherwise: Any) -> Any:
    return row.then.get(name, otherwise) if row else otherwise


def _window(row: Row | None) -> Window | None:
    return Window(row.id, note_fr=row.note_fr, note_en=row.note_en, **_words(row, "days")) if row else None


def _evidence(row: Row | None) -> Evidence:
    if row is None:
        return Evidence()
    said: dict[str, Any] = dict(row.then)
    shots = tuple(word for word in str(said.pop("shots", "")).replace(",", " ").split() if word)
    return Evidence(row.id, shots=shots, **said)


def _contract(row: Row | None) -> Contract | None:
    return Contract(row.id, **_words(row)) if row else None


def _words(row: Row, *needed: str) -> dict[str, Any]:
    return dict.fromkeys(needed, 0) | dict(row.then)


def _signal(row: Row) -> Signal:
    return Signal(row.id, str(row.then.get("question_fr", "")), str(row.then.get("question_en", "")))
