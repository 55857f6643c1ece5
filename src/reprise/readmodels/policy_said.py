"""What the shop's policy said of a line, as kept with its proposal: facts, rows hit, and why others did not match."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from reprise.apps.policies.rules import Hit, PolicyAnswer, PolicyFacts, Step, TableName
from reprise.core.canonical import plain_record
from reprise.readmodels.composition import LAW_SAYS, Ruling
from reprise.readmodels.contract_terms import ContractTerms
from reprise.readmodels.evidence_given import NO_DEMAND, NOTHING_LACKS, Demand, Lacking, demand_of

#: Rows told one by one; of a long table the last ones before the hit are, and how many came before them.
MOST_STEPS: Final = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to answer, and the row that asks; shown to staff only."""

    table: str
    row: str
    fr: str
    en: str

    def in_(self, lang: str) -> str:
        """The question in a language."""
        return (self.fr if lang.startswith("fr") else self.en) or self.fr or self.en


@dataclass(frozen=True, slots=True)
class Looked:
    """One row that was looked at: the column that decided against it and the fact it saw; None is an unknown fact."""

    row: str
    matched: bool
    column: str = ""
    got: Any = None
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One table: the rows looked at, and how many more before them did not match."""

    table: str
    row: str
    steps: tuple[Looked, ...]
    before: int = 0


@dataclass(frozen=True, slots=True)
class PolicySaid:
    """What was kept. `held`: why a row that accepts by itself left it to a person, as a code; else empty."""

    verdict: str = ""
    row: str = ""
    automatic: bool = False
    held: str = ""
    remedy: str = ""
    law: str = ""
    basis: str = ""
    window: str = ""
    restocking_percent: int = 0
    priority: str = "normal"
    questions: tuple[Question, ...] = ()
    demand: Demand = NO_DEMAND
    lacking: Lacking = NOTHING_LACKS
    contract: Mapping[str, Any] | None = None
    missing: tuple[str, ...] = ()
    trace: tuple[Asked, ...] = ()
    facts: Mapping[str, Any] | None = None
    tables: tuple[str, ...] = ()

    @property
    def rows(self) -> dict[str, str]:
        """The row hit in each table that one was hit in."""
        return {asked.table: asked.row for asked in self.trace if asked.row}


def said_json(ruling: Ruling, tables: tuple[str, ...], *, held: str, lacking: Lacking) -> dict[str, object]:
    """What is kept with a proposal."""
    policy = ruling.policy
    return {
        "verdict": policy.verdict.value if policy.verdict else "", "row": policy.row_id,
        "automatic": policy.automatic, "held": held, "remedy": policy.remedy,
        "law": LAW_SAYS[ruling.law.decision], "basis": ruling.law.basis.value,
        "window": policy.window.row_id if policy.window else "",
        "restocking_percent": policy.window.restocking_percent if policy.window else 0, "priority": policy.priority,
        "questions": [plain_record(one) for one in questions_of(policy)],
        "demand": _demand(policy), "lacking": plain_record(lacking), "contract": _contract(ruling.contract),
        "missing": policy.missing, "trace": [_asked(hit) for hit in policy.trace if hit.looked_at],
        "facts": known_facts(ruling.facts), "tables": tables,
    }  # fmt: skip


def questions_of(policy: PolicyAnswer) -> list[Question]:
    """What a person is to answer: of the row that calls one, and of every signal."""
    asked = [Question(TableName.SIGNAL.value, one.row_id, one.question_fr, one.question_en) for one in policy.signals]
    if policy.question_fr or policy.question_en:
        asked.insert(0, Question(TableName.ANSWER.value, policy.row_id, policy.question_fr, policy.question_en))
    return asked


def known_facts(facts: PolicyFacts) -> dict[str, object]:
    """The facts that were known, by the names of the columns."""
    told = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return {name: sorted(fact) if isinstance(fact, frozenset) else fact for name, fact in told.items()
            if fact is not None and fact not in ("", frozenset())}  # fmt: skip


def demand_in(policy: PolicyAnswer) -> Demand:
    """What the policy asks to be shown."""
    found = policy.evidence
    return Demand(found.row_id, found.photos, found.shots, found.measure, found.files)


def said_of(kept: Mapping[str, Any] | None) -> PolicySaid | None:
    """What was kept, None where the policy had no row or nobody had asked it yet."""
    if not kept:
        return None
    read = {**kept}
    read["questions"] = tuple(Question(**one) for one in kept["questions"])
    read["demand"] = demand_of(kept["demand"])
    read["lacking"] = Lacking(**{**kept["lacking"], "shots": tuple(kept["lacking"]["shots"])})
    read["trace"] = tuple(_asked_of(one) for one in kept["trace"])
    read |= {name: tuple(kept[name]) for name in ("missing", "tables")}
    return PolicySaid(**read)


def _demand(policy: PolicyAnswer) -> dict[str, object] | None:
    return plain_record(demand_in(policy)) if policy.evidence.row_id else None


def _contract(contract: ContractTerms | None) -> dict[str, object] | None:
    return plain_record(contract) if contract else None


def _asked(hit: Hit) -> dict[str, object]:
    steps = hit.last_steps(MOST_STEPS)
    return {
        "table": hit.table.value, "row": hit.row.id if hit.row else "", "steps": [_looked(step) for step in steps],
        "before": hit.looked_at - len(steps),
    }  # fmt: skip


def _looked(step: Step) -> list[object]:
    """A row in few signs: its id alone where it matched, else the column and the fact, and whether that is unknown."""
    if step.matched:
        return [step.row_id]
    got = sorted(step.got) if isinstance(step.got, frozenset) else step.got
    return [step.row_id, step.column, *([] if step.unknown else [got])]


def _asked_of(kept: Mapping[str, Any]) -> Asked:
    steps = tuple(_looked_of(*one) for one in kept["steps"])
    return Asked(kept["table"], kept["row"], steps, kept["before"])


def _looked_of(row: str, column: str = "", *got: object) -> Looked:
    return Looked(row, not column, column, got[0] if got else None, bool(column) and not got)
