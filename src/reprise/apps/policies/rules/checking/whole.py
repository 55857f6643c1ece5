"""What a row lacks to be used, and what its words do not go together with."""

from collections.abc import Iterator
from typing import Any, Final

from reprise.apps.policies.rules.cells import Between, OneOf
from reprise.apps.policies.rules.checking.finding import Finding, Severity
from reprise.apps.policies.rules.checking.layout import Layout
from reprise.apps.policies.rules.matching import words_of
from reprise.apps.policies.rules.soundness import faults_of
from reprise.apps.policies.rules.table import Policy, Row
from reprise.apps.policies.rules.vocabulary import TableName, Verdict
from reprise.law.vocabulary import Claim

_LANGUAGES: Final = ("fr", "en")
_FAULTY: Final = frozenset({Claim.DEFECT.value, Claim.WRONG_ITEM.value, Claim.RECALL.value})


def unsound(table: TableName, row: Row) -> Iterator[Finding]:
    """Values a column does not allow: amounts below nothing, more than a hundred percent, days the wrong way round."""
    for fault in faults_of(table, row):
        yield Finding(table, row.id, Severity.ERROR, fault.code, {"field": fault.field, **fault.params})


def doubled_ids(table: TableName, rows: tuple[Row, ...]) -> Iterator[Finding]:
    """Rows that share a name."""
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if row.id in seen:
            yield Finding(table, row.id, Severity.ERROR, "doubled_id", {"id": row.id, "line": seen[row.id]})
        seen.setdefault(row.id, number)


def incomplete(layout: Layout, policy: Policy) -> Iterator[Finding]:
    """Answers that leave something out."""
    for number, row in enumerate(layout.rows):
        if layout.table is TableName.SIGNAL:
            yield from _question(layout.table, row)
        elif layout.table is TableName.ANSWER:
            yield from _answer(row)
            yield from _danger(layout, number, row)
            yield from _shown(row, policy)


def _answer(row: Row) -> Iterator[Finding]:
    verdict = row.then.get("verdict")
    if verdict == Verdict.REFUSE:
        for language in _LANGUAGES:
            if not row.note(language).strip():
                yield _error(row, "reason_missing", {"language": language})
    if verdict == Verdict.PERSON:
        yield from _question(TableName.ANSWER, row)
    if row.then.get("automatic"):
        yield from _automatic(row, verdict)
    extra = [name for name in ("remedy", "goods") if row.then.get(name) and verdict == Verdict.REFUSE]
    if extra:
        yield Finding(TableName.ANSWER, row.id, Severity.WARNING, "words_ignored", {"needed": tuple(extra)})


def _automatic(row: Row, verdict: Any) -> Iterator[Finding]:
    if verdict != Verdict.ACCEPT:
        yield _error(row, "automatic_not_accepted")
        return
    for word in ("remedy", "goods"):
        if not row.then.get(word):
            yield _error(row, f"automatic_without_{word}")


def _question(table: TableName, row: Row) -> Iterator[Finding]:
    for language in _LANGUAGES:
        if not str(row.then.get(f"question_{language}", "")).strip():
            yield Finding(table, row.id, Severity.ERROR, "question_missing", {"language": language})


def _danger(layout: Layout, number: int, row: Row) -> Iterator[Finding]:
    """An automatic yes where somebody may be hurt."""
    claim = row.when.get("claim")
    harmless = isinstance(claim, OneOf) and not claim.but and claim.values.isdisjoint(_FAULTY)
    if not row.then.get("automatic") or harmless:
        return
    if "danger" not in layout.space.dimensions:
        yield Finding(TableName.ANSWER, row.id, Severity.WARNING, "automatic_despite_danger")
        return
    there = layout.space.at({"danger": True})
    for box in layout.boxes[number]:
        both = {**box, "danger": box.get("danger", there["danger"]) & there["danger"]}
        if both["danger"] and layout.free(both, layout.before(number))[0] is not None:
            yield Finding(TableName.ANSWER, row.id, Severity.WARNING, "automatic_despite_danger")
            return


def _shown(row: Row, policy: Policy) -> Iterator[Finding]:
    """An automatic yes without the photos that the evidence table asks for."""
    if not row.then.get("automatic") or "photos" in row.when:
        return
    for asked in policy.rows(TableName.EVIDENCE):
        photos = asked.then.get("photos", 0)
        if photos and _stands_within(row, asked):
            params = {"row": asked.id, "photos": photos}
            yield Finding(TableName.ANSWER, row.id, Severity.WARNING, "automatic_before_evidence", params)
            return


def _stands_within(row: Row, asked: Row) -> bool:
    """Whether everything the evidence row asks about is what the answer row is about."""
    for name, cell in asked.when.items():
        mine = row.when.get(name)
        if isinstance(cell, OneOf) and isinstance(mine, OneOf) and not cell.but and not mine.but:
            if not words_of(name, mine) <= words_of(name, cell):
                return False
        elif not (isinstance(cell, Between) and isinstance(mine, Between) and cell == mine):
            return False
    return True


def _error(row: Row, code: str, params: dict[str, Any] | None = None) -> Finding:
    return Finding(TableName.ANSWER, row.id, Severity.ERROR, code, params or {})
