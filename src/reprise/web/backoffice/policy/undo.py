"""What somebody did to the draft last, kept with their session so that each step can be undone."""

from dataclasses import dataclass
from typing import Any, Final

from reprise.apps.policies.rules import Policy, TableName
from reprise.core.refusals import Kind as RefusalKind
from reprise.core.refusals import Refusal, mark
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.policy.edits import find, mark_of, put, row_from, row_json, without

_KEPT: Final = 20


class CannotUndo(Refusal):
    """The row is not as the step left it."""

    code = "cannot_undo"
    kind = RefusalKind.CONFLICT
    sentence = mark("Somebody changed this row after you: undoing would lose their change.")


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step: where the row was and what it said before, and the sign of what it says now (empty: it is gone)."""

    table: TableName
    row_id: str
    before: Any
    place: int
    after: str

    def undone(self, policy: Policy) -> Policy:
        """The policy as it was before the step, unless somebody changed the row since."""
        now = find(policy, self.table, self.row_id)
        if (mark_of(self.table, now.row) if now else "") != self.after:
            raise CannotUndo
        rest = without(policy, self.table, self.row_id)
        return put(rest, self.table, row_from(self.table, self.before), self.place) if self.before else rest


def step_between(before: Policy, after: Policy, table: TableName, row_id: str) -> StepDone:
    """The step that led from one policy to the other by changing one row."""
    was, now = find(before, table, row_id), find(after, table, row_id)
    return StepDone(
        table, row_id, row_json(table, was.row) if was else None, was.place if was else 0,
        mark_of(table, now.row) if now else "",
    )  # fmt: skip


def remember(request: StaffRequest, step: StepDone) -> None:
    """Keep a step on top of this person's own."""
    kept = [step.table.value, step.row_id, step.before, step.place, step.after]
    request.session[_key(request)] = [*_steps(request), kept][-_KEPT:]


def last_step(request: StaffRequest) -> StepDone | None:
    """The step that would be undone now."""
    steps = _steps(request)
    if not steps:
        return None
    table, row_id, before, place, after = steps[-1]
    return StepDone(TableName(table), row_id, before, place, after)


def forget_last(request: StaffRequest) -> None:
    """Let go of the last step."""
    request.session[_key(request)] = _steps(request)[:-1]


def forget_all(request: StaffRequest) -> None:
    """Let go of everything: the draft it was about is gone."""
    request.session[_key(request)] = []


def _steps(request: StaffRequest) -> list[list[Any]]:
    return list(request.session.get(_key(request), []))


def _key(request: StaffRequest) -> str:
    return f"policy_undo_{request.shop.pk}"
