"""What an inspector says of an article, checked before it is written."""

from dataclasses import dataclass

from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.models import Inspection
from reprise.apps.logistics.rules.checklists import Tick, is_complete
from reprise.apps.logistics.rules.grades import may_lower_refund
from reprise.apps.logistics.rules.notes import tidy_note
from reprise.core.refusals import Invalid, Refusal, mark

LONGEST_CHECKLIST = 60


class NoGroundToLower(Refusal):
    """A lower value is proposed for goods that were only tried."""

    code = "no_ground_to_lower"
    sentence = mark(
        "Trying the goods lowers nothing (Code de la consommation, art. L221-23). "
        "A lower value needs grade C or D, or a missing part."
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """Grade, ticked checklist, and the loss of value proposed, in minor units, with its reason."""

    grade: Grade
    checklist: tuple[Tick, ...] = ()
    depreciation_minor: int = 0
    depreciation_reason: str = ""
    note: str = ""


def check_finding(finding: Finding) -> None:
    """Refuse a finding that contradicts itself or the law."""
    if len(finding.checklist) > LONGEST_CHECKLIST or any(not tick.item.strip() for tick in finding.checklist):
        raise Invalid(field="checklist", why=mark("each line of the checklist needs a name; at most sixty lines."))
    if finding.depreciation_minor < 0:
        raise Invalid(field="depreciation", why=mark("the loss of value cannot be negative."))
    if finding.depreciation_minor:
        if not may_lower_refund(finding.grade, complete=is_complete(finding.checklist)):
            raise NoGroundToLower(field="depreciation")
        if not finding.depreciation_reason.strip():
            raise Invalid(field="depreciation_reason", why=mark("say what lowers the value: the customer reads it."))


def fill(row: Inspection, finding: Finding) -> Inspection:
    """Put a finding into a new row."""
    row.grade = finding.grade.value
    row.checklist = [
        {"item": tidy_note(tick.item, 120), "present": tick.present, "note": tidy_note(tick.note, 240)}
        for tick in finding.checklist
    ]
    row.complete = is_complete(finding.checklist)
    row.depreciation_minor = finding.depreciation_minor
    row.depreciation_reason = tidy_note(finding.depreciation_reason, 240)
    row.note = tidy_note(finding.note)
    return row
