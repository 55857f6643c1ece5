"""Tables of a case: the case and its lines, decisions, goods, remedies, deadlines and timeline."""

from reprise.apps.cases.models.authorisation import Authorisation, NumberSeries
from reprise.apps.cases.models.case import Case
from reprise.apps.cases.models.deadline import Deadline
from reprise.apps.cases.models.draft import RequestDraft
from reprise.apps.cases.models.line import CaseLine, Decision
from reprise.apps.cases.models.remedy import Remedy
from reprise.apps.cases.models.return_item import ReturnItem
from reprise.apps.cases.models.timeline import CaseEvent, CaseEventContent

__all__ = [
    "Authorisation",
    "Case",
    "CaseEvent",
    "CaseEventContent",
    "CaseLine",
    "Deadline",
    "Decision",
    "NumberSeries",
    "Remedy",
    "RequestDraft",
    "ReturnItem",
]
