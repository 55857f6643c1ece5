"""What can happen to a case, and the sentence that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from reprise.core.refusals import mark


class EventType(StrEnum):
    """Every kind of line on a timeline."""

    CASE_OPENED = "case_opened"
    WITHDRAWAL_RECEIVED = "withdrawal_received"
    REQUEST_CHANGED = "request_changed"
    STATEMENT_JOINED = "statement_joined"
    INFO_ASKED = "info_asked"
    INFO_GIVEN = "info_given"
    ANSWER_RENEWED = "answer_renewed"
    LINE_DECIDED = "line_decided"
    DECISION_REOPENED = "decision_reopened"
    LINE_APPEALED = "line_appealed"
    AUTHORISED = "authorised"
    RETURN_EXPIRED = "return_expired"
    PARCEL_ANNOUNCED = "parcel_announced"
    PARCEL_NEWS = "parcel_news"
    PROOF_ADDED = "proof_added"
    GOODS_RECEIVED = "goods_received"
    GOODS_INSPECTED = "goods_inspected"
    GOODS_DISPOSED = "goods_disposed"
    REMEDY_CHANGED = "remedy_changed"
    REFUND_DECIDED = "refund_decided"
    REFUND_APPROVED = "refund_approved"
    REFUND_CHANGED = "refund_changed"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_REMOVED = "evidence_removed"
    MESSAGE_POSTED = "message_posted"
    NOTE_ADDED = "note_added"
    CALL_NOTED = "call_noted"
    CONVERSATION_JOINED = "conversation_joined"
    MESSAGES_SPLIT = "messages_split"
    PERSON_ADDED = "person_added"
    PERSON_LEFT = "person_left"
    TRANSCRIPT_SENT = "transcript_sent"
    COMPLAINT_REGISTERED = "complaint_registered"
    DATE_DONE = "date_done"
    ASSIGNED = "assigned"
    CONTACT_CORRECTED = "contact_corrected"
    LANGUAGE_CHOSEN = "language_chosen"
    CANCELLED = "cancelled"
    CLOSED = "closed"


SENTENCES: Final[Mapping[EventType, str]] = {
    EventType.CASE_OPENED: mark("Request received"),
    EventType.WITHDRAWAL_RECEIVED: mark("Withdrawal statement received and acknowledged"),
    EventType.STATEMENT_JOINED: mark("Withdrawal statement joined to the case"),
    EventType.REQUEST_CHANGED: mark("Request changed by the customer"),
    EventType.INFO_ASKED: mark("A detail was asked for"),
    EventType.INFO_GIVEN: mark("The detail was given"),
    EventType.ANSWER_RENEWED: mark("Answer computed again, for more is known"),
    EventType.LINE_DECIDED: mark("Decision made"),
    EventType.DECISION_REOPENED: mark("Decision of a rule taken back: a person decides"),
    EventType.LINE_APPEALED: mark("Decision disputed"),
    EventType.AUTHORISED: mark("Return authorised"),
    EventType.RETURN_EXPIRED: mark("The day to send the goods has passed"),
    EventType.PARCEL_ANNOUNCED: mark("Parcel on its way"),
    EventType.PARCEL_NEWS: mark("News of a parcel"),
    EventType.PROOF_ADDED: mark("Proof of deposit added"),
    EventType.GOODS_RECEIVED: mark("Goods received"),
    EventType.GOODS_INSPECTED: mark("Goods inspected"),
    EventType.GOODS_DISPOSED: mark("Goods put away"),
    EventType.REMEDY_CHANGED: mark("Remedy changed"),
    EventType.REFUND_DECIDED: mark("Refund decided"),
    EventType.REFUND_APPROVED: mark("Refund approved by a second person"),
    EventType.REFUND_CHANGED: mark("Refund: new state"),
    EventType.EVIDENCE_ADDED: mark("Photo or document added"),
    EventType.EVIDENCE_REMOVED: mark("Photo or document taken back by its author"),
    EventType.MESSAGE_POSTED: mark("Message sent"),
    EventType.NOTE_ADDED: mark("Internal note added"),
    EventType.COMPLAINT_REGISTERED: mark("Complaint registered and confirmed by mail"),
    EventType.CALL_NOTED: mark("Telephone call noted"),
    EventType.CONVERSATION_JOINED: mark("Conversation joined to the case"),
    EventType.MESSAGES_SPLIT: mark("Messages moved to a conversation of their own"),
    EventType.PERSON_ADDED: mark("Somebody reads along"),
    EventType.PERSON_LEFT: mark("Somebody no longer reads along"),
    EventType.TRANSCRIPT_SENT: mark("Copy of the conversation sent"),
    EventType.DATE_DONE: mark("Marked as done by hand"),
    EventType.ASSIGNED: mark("Case assigned"),
    EventType.CONTACT_CORRECTED: mark("E-mail address corrected"),
    EventType.LANGUAGE_CHOSEN: mark("The customer chose the language of our letters"),
    EventType.CANCELLED: mark("Request cancelled by the customer"),
    EventType.CLOSED: mark("Case closed"),
}

#: What a customer may not read on the timeline.
INTERNAL: Final = frozenset(
    {
        EventType.NOTE_ADDED,
        EventType.CALL_NOTED,
        EventType.MESSAGES_SPLIT,
        EventType.DATE_DONE,
        EventType.ASSIGNED,
        EventType.REFUND_APPROVED,
        EventType.GOODS_DISPOSED,
        EventType.ANSWER_RENEWED,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: `data` stays for ever and holds nothing personal, `private` can be erased."""

    type: EventType
    data: dict[str, object] = field(default_factory=dict)
    private: dict[str, object] = field(default_factory=dict)
