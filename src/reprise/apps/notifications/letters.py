"""The letters we know how to write, and what each must and may be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from reprise.apps.notifications.values import Choices, Ground, Grounds
from reprise.core.money import Money

__all__ = [
    "NEEDS", "Choices", "Ground", "Grounds", "Letter", "LetterMistold", "Needs", "Value", "check_values",
]  # fmt: skip


#: What a letter may be told; text is shown as text, dates and money in the letter's language.
Value = str | int | date | datetime | Money | Grounds | Choices


class Letter(StrEnum):
    """One letter, with a subject, a text and an HTML form."""

    ORDER_LINK = "order_link"
    STAFF_INVITATION = "staff_invitation"
    REQUEST_RECEIVED = "request_received"
    WITHDRAWAL_RECEIVED = "withdrawal_received"
    STATEMENT_RECEIVED = "statement_received"
    INFO_NEEDED = "info_needed"
    REQUEST_CANCELLED = "request_cancelled"
    CASE_OPENED_FOR_YOU = "case_opened_for_you"
    CASES_LINK = "cases_link"
    DRAFT_LINK = "draft_link"
    REQUEST_ACCEPTED = "request_accepted"
    REQUEST_PARTLY_ACCEPTED = "request_partly_accepted"
    REQUEST_DECLINED = "request_declined"
    APPEAL_RECEIVED = "appeal_received"
    APPEAL_GRANTED = "appeal_granted"
    APPEAL_DECLINED = "appeal_declined"
    RETURN_READY = "return_ready"
    PARCEL_ANNOUNCED = "parcel_announced"
    PARCEL_SENT = "parcel_sent"
    PARCEL_RECEIVED = "parcel_received"
    INSPECTION_DONE = "inspection_done"
    REFUND_ORDERED = "refund_ordered"
    REFUND_SENT = "refund_sent"
    REFUND_FAILED = "refund_failed"
    MESSAGE_FROM_SHOP = "message_from_shop"
    CONVERSATION_NEWS = "conversation_news"
    CONVERSATION_INVITATION = "conversation_invitation"
    CONVERSATION_TRANSCRIPT = "conversation_transcript"
    REMEDY_DONE = "remedy_done"
    CASE_CLOSED = "case_closed"
    ANSWER_REMINDER = "answer_reminder"
    RETURN_REMINDER = "return_reminder"
    STAFF_DIGEST = "staff_digest"
    REFUND_TO_APPROVE = "refund_to_approve"
    REFUND_NOT_APPROVED = "refund_not_approved"
    CONVERSATION_RECEIVED = "conversation_received"
    RATING_ASKED = "rating_asked"
    COMPLAINT_RECEIVED = "complaint_received"
    STAFF_MENTIONED = "staff_mentioned"
    STAFF_PROMISE_DUE = "staff_promise_due"
    MAILBOX_TEST = "mailbox_test"
    SIGN_IN_CODE = "sign_in_code"
    EMAIL_CODE = "email_code"
    PASSWORD_RESET = "password_reset"
    ACCOUNT_CHANGED = "account_changed"


@dataclass(frozen=True, slots=True)
class Needs:
    """The values of a letter by name and type: those it must be told, and those it may be told."""

    must: Mapping[str, type]
    may: Mapping[str, type] = field(default_factory=dict)


_CASE: Final[Mapping[str, type]] = {"shop_name": str, "reference": str, "link": str}
_GREETING: Final[Mapping[str, type]] = {"name": str, "order_number": str, "author": str}  # author: who signs

_GRANTED: Final[Mapping[str, type]] = {
    "text": str, "amount": Money, "delivery": Money, "return_by": date, "pays": str, "next_step": str, "due": date,
    "why": Grounds,
}  # fmt: skip
#: What follows a "no": what remains, and how to disagree, step by step or in one sentence.
_REFUSED: Final[Mapping[str, type]] = {"remains": str, "disagree": str, "paths": Grounds}
_PARCEL: Final[Mapping[str, type]] = {"carrier": str, "tracking": str, "contents": str, "sent_on": date}

#: Texts among the values are whole sentences in the customer's language (law, policy, or written by staff).
NEEDS: Final[Mapping[Letter, Needs]] = {
    Letter.ORDER_LINK: Needs(  # code: opens the order in the chat that asked for it
        {"shop_name": str, "link": str, "minutes": int}, {"order_number": str, "code": str}
    ),
    Letter.STAFF_INVITATION: Needs({"shop_name": str, "link": str, "role": str, "days": int}, {"name": str}),
    Letter.REQUEST_RECEIVED: Needs(
        _CASE, {**_GREETING, "answer_by": date, "summary": str}  # summary: what was asked, one thing per line
    ),
    Letter.WITHDRAWAL_RECEIVED: Needs(  # the durable proof: what was declared, and when it reached us
        {**_CASE, "statement": str, "received_at": datetime},
        {**_GREETING, "return_by": date, "refund_due": date, "amount": Money, "pays": str, "next_step": str,
         "why": Grounds},
    ),
    Letter.STATEMENT_RECEIVED: Needs(  # the same for a statement that belongs to no case: fixed text, no word of ours
        {"shop_name": str, "reference": str, "statement": str, "moment": str, "link": str}
    ),
    Letter.INFO_NEEDED: Needs({**_CASE, "question": str}, _GREETING),
    Letter.REQUEST_CANCELLED: Needs(_CASE, {**_GREETING, "summary": str}),
    Letter.CASE_OPENED_FOR_YOU: Needs(_CASE, {**_GREETING, "summary": str, "answer_by": date, "asked": str}),
    Letter.DRAFT_LINK: Needs({"shop_name": str, "link": str, "days": int}, {"order_number": str}),
    Letter.CASES_LINK: Needs(  # code: opens them in the browser that asked for it
        {"shop_name": str, "link": str, "minutes": int}, {"name": str, "code": str}
    ),
    Letter.REQUEST_ACCEPTED: Needs({**_CASE, "outcome": str}, {**_GREETING, **_GRANTED}),  # outcome: in a few words
    Letter.REQUEST_PARTLY_ACCEPTED: Needs(
        {**_CASE, "outcome": str, "refused": str}, {**_GREETING, **_GRANTED, **_REFUSED}
    ),
    Letter.REQUEST_DECLINED: Needs(  # refused: the exact thing refused, reason: with its article or rule
        {**_CASE, "refused": str, "reason": str}, {**_GREETING, **_REFUSED, "text": str, "why": Grounds}
    ),
    Letter.APPEAL_RECEIVED: Needs({**_CASE, "answer_by": date}, {**_GREETING, "summary": str}),
    Letter.APPEAL_GRANTED: Needs({**_CASE, "outcome": str}, {**_GREETING, **_GRANTED}),
    Letter.APPEAL_DECLINED: Needs(
        {**_CASE, "refused": str, "reason": str}, {**_GREETING, **_REFUSED, "text": str, "why": Grounds}
    ),
    Letter.RETURN_READY: Needs({**_CASE, "rma": str, "return_by": date, "pays": str, "next_step": str}, _GREETING),
    Letter.PARCEL_ANNOUNCED: Needs(_CASE, {**_GREETING, **_PARCEL}),
    Letter.PARCEL_SENT: Needs(_CASE, {**_GREETING, **_PARCEL, "next_step": str}),
    Letter.PARCEL_RECEIVED: Needs({**_CASE, "received_on": date}, {**_GREETING, "contents": str, "next_step": str}),
    Letter.INSPECTION_DONE: Needs({**_CASE, "result": str}, {**_GREETING, "lowered": str, "next_step": str}),
    Letter.REFUND_ORDERED: Needs({**_CASE, "amount": Money}, {**_GREETING, "means": str, "ordered_on": date}),
    Letter.REFUND_SENT: Needs(
        {**_CASE, "amount": Money, "sent_on": date},
        {**_GREETING, "means": str, "expected_by": date, "credit_note": str, "lowered": str, "why": str},
    ),
    Letter.REFUND_FAILED: Needs({**_CASE, "amount": Money}, {**_GREETING, "next_step": str}),
    Letter.MESSAGE_FROM_SHOP: Needs({**_CASE, "message": str}, _GREETING),
    Letter.CONVERSATION_NEWS: Needs(  # to whoever has no case: they asked something, or read along
        {"shop_name": str, "link": str, "message": str}, {"name": str, "author": str, "topic": str}
    ),
    Letter.CONVERSATION_INVITATION: Needs(
        {"shop_name": str, "link": str, "invited_by": str}, {"name": str, "topic": str}
    ),
    Letter.CONVERSATION_TRANSCRIPT: Needs(  # digest: of the transcript as it stands in the letter
        {"shop_name": str, "link": str, "transcript": str, "digest": str}, {"name": str, "topic": str}
    ),
    Letter.REMEDY_DONE: Needs({**_CASE, "outcome": str}, {**_GREETING, "text": str, "next_step": str}),
    Letter.CASE_CLOSED: Needs(_CASE, {**_GREETING, "summary": str}),
    Letter.ANSWER_REMINDER: Needs({**_CASE, "question": str}, _GREETING),
    Letter.RETURN_REMINDER: Needs({**_CASE, "return_by": date}, {**_GREETING, "rma": str}),
    Letter.STAFF_DIGEST: Needs(  # each a list of cases, one per line
        {"shop_name": str, "link": str, "count": int}, {"name": str, "late": str, "soon": str}
    ),
    Letter.REFUND_TO_APPROVE: Needs(
        {"shop_name": str, "reference": str, "link": str, "amount": Money},
        {"name": str, "decided_by": str, "due": date},
    ),
    Letter.REFUND_NOT_APPROVED: Needs(
        {"shop_name": str, "reference": str, "link": str, "amount": Money, "reason": str},
        {"name": str, "refused_by": str},
    ),
    Letter.CONVERSATION_RECEIVED: Needs(  # no person wrote it; promise: by when somebody answers, a whole sentence
        {"shop_name": str, "link": str}, {"name": str, "reference": str, "asked": str, "promise": str}
    ),
    Letter.RATING_ASKED: Needs(
        {"shop_name": str, "link": str, "scale": Choices}, {"reference": str, "name": str, "author": str}
    ),
    Letter.COMPLAINT_RECEIVED: Needs(  # on a durable medium: what was said, when, and by when it is answered
        {**_CASE, "complaint": str, "received_at": datetime},
        {"name": str, "order_number": str, "seen_by": date, "answer_by": date, "next_step": str, "paths": Grounds},
    ),
    Letter.STAFF_MENTIONED: Needs(
        {"shop_name": str, "link": str, "mentioned_by": str}, {"name": str, "reference": str}
    ),
    Letter.STAFF_PROMISE_DUE: Needs(
        {"shop_name": str, "link": str, "promised": str}, {"name": str, "reference": str}
    ),
    Letter.MAILBOX_TEST: Needs({"shop_name": str, "link": str}),
    Letter.SIGN_IN_CODE: Needs({"shop_name": str, "code": str, "minutes": int}),
    Letter.EMAIL_CODE: Needs({"shop_name": str, "code": str, "minutes": int}),
    Letter.PASSWORD_RESET: Needs({"shop_name": str, "link": str}),
    Letter.ACCOUNT_CHANGED: Needs({"shop_name": str, "change": str, "link": str}),
}  # fmt: skip


class LetterMistold(TypeError):
    """A letter was not told what it needs, or was told something it does not know: a fault of ours, found by tests."""


def check_values(letter: Letter, values: Mapping[str, Value]) -> None:
    """Fail loudly when a value is missing, unknown, empty or of another type."""
    needs = NEEDS[letter]
    known = {**needs.may, **needs.must}
    if missing := needs.must.keys() - values.keys():
        raise LetterMistold(f"{letter} was not told {', '.join(sorted(missing))}")
    if unknown := values.keys() - known.keys():
        raise LetterMistold(f"{letter} does not know {', '.join(sorted(unknown))}")
    for name, value in values.items():
        if type(value) is not known[name] and not (
            known[name] is str and isinstance(value, str)
        ):  # a StrEnum is a text
            raise LetterMistold(f"{letter} wants {known[name].__name__} as {name}, not {type(value).__name__}")
        if name in needs.must and value == "":
            raise LetterMistold(f"{letter} was told an empty {name}")
        if name == "link" and not str(value).startswith(("http://", "https://")):
            raise LetterMistold(f"{letter} was told a link that is no web address")
