"""Tables of a case: the case and its lines, decisions, goods, remedies, deadlines and timeline."""

from reprise.apps.cases.models.authorisation import Authorisation, NumberSeries
from reprise.apps.cases.models.bulk import BulkItem, BulkRun
from reprise.apps.cases.models.calendar_feed import CalendarFeed
from reprise.apps.cases.models.case import Case
from reprise.apps.cases.models.customer_card import CustomerCard
from reprise.apps.cases.models.deadline import Deadline, DeadlineReminder
from reprise.apps.cases.models.draft import RequestDraft
from reprise.apps.cases.models.line import CaseLine, Decision, EarlierProposal
from reprise.apps.cases.models.remedy import Remedy
from reprise.apps.cases.models.return_item import ReturnItem
from reprise.apps.cases.models.saved_filter import SavedFilter
from reprise.apps.cases.models.statement import Statement, StatementContent, StatementStep
from reprise.apps.cases.models.tag import CaseTag
from reprise.apps.cases.models.timeline import CaseEvent, CaseEventContent

__all__ = [
    "Authorisation",
    "BulkItem",
    "BulkRun",
    "CalendarFeed",
    "Case",
    "CaseEvent",
    "CaseEventContent",
    "CaseLine",
    "CaseTag",
    "CustomerCard",
    "Deadline",
    "DeadlineReminder",
    "Decision",
    "EarlierProposal",
    "NumberSeries",
    "Remedy",
    "RequestDraft",
    "ReturnItem",
    "SavedFilter",
    "Statement",
    "StatementContent",
    "StatementStep",
]
