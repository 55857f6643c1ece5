"""Which function writes which letter."""

from collections.abc import Callable, Mapping
from typing import Final

from reprise.apps.notifications.drawing.content import Content
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.writing import (
    after_answers,
    for_approvers,
    for_conversations,
    for_customers,
    for_staff,
    for_statements,
    goods,
    money,
    outcomes,
    reminders,
)
from reprise.apps.notifications.writing.said import Said

WRITERS: Final[Mapping[Letter, Callable[[Said], Content]]] = {
    Letter.ORDER_LINK: for_customers.order_link,
    Letter.CASES_LINK: for_customers.cases_link,
    Letter.DRAFT_LINK: for_customers.draft_link,
    Letter.REQUEST_RECEIVED: for_customers.request_received,
    Letter.WITHDRAWAL_RECEIVED: for_customers.withdrawal_received,
    Letter.STATEMENT_RECEIVED: for_statements.statement_received,
    Letter.CASE_OPENED_FOR_YOU: for_customers.case_opened_for_you,
    Letter.REQUEST_CANCELLED: for_customers.request_cancelled,
    Letter.INFO_NEEDED: for_customers.info_needed,
    Letter.MESSAGE_FROM_SHOP: for_customers.message_from_shop,
    Letter.CONVERSATION_NEWS: for_conversations.conversation_news,
    Letter.CONVERSATION_INVITATION: for_conversations.conversation_invitation,
    Letter.CONVERSATION_TRANSCRIPT: for_conversations.conversation_transcript,
    Letter.REQUEST_ACCEPTED: outcomes.request_accepted,
    Letter.REQUEST_PARTLY_ACCEPTED: outcomes.request_partly_accepted,
    Letter.REQUEST_DECLINED: outcomes.request_declined,
    Letter.APPEAL_RECEIVED: outcomes.appeal_received,
    Letter.APPEAL_GRANTED: outcomes.appeal_granted,
    Letter.APPEAL_DECLINED: outcomes.appeal_declined,
    Letter.RETURN_READY: goods.return_ready,
    Letter.PARCEL_ANNOUNCED: goods.parcel_announced,
    Letter.PARCEL_SENT: goods.parcel_sent,
    Letter.PARCEL_RECEIVED: goods.parcel_received,
    Letter.INSPECTION_DONE: goods.inspection_done,
    Letter.REMEDY_DONE: goods.remedy_done,
    Letter.REFUND_ORDERED: money.refund_ordered,
    Letter.REFUND_SENT: money.refund_sent,
    Letter.REFUND_FAILED: money.refund_failed,
    Letter.CASE_CLOSED: reminders.case_closed,
    Letter.ANSWER_REMINDER: reminders.answer_reminder,
    Letter.RETURN_REMINDER: reminders.return_reminder,
    Letter.STAFF_DIGEST: reminders.staff_digest,
    Letter.REFUND_TO_APPROVE: for_approvers.refund_to_approve,
    Letter.REFUND_NOT_APPROVED: for_approvers.refund_not_approved,
    Letter.STAFF_INVITATION: for_staff.staff_invitation,
    Letter.CONVERSATION_RECEIVED: for_conversations.conversation_received,
    Letter.RATING_ASKED: after_answers.rating_asked,
    Letter.COMPLAINT_RECEIVED: after_answers.complaint_received,
    Letter.STAFF_MENTIONED: after_answers.staff_mentioned,
    Letter.STAFF_PROMISE_DUE: after_answers.staff_promise_due,
    Letter.MAILBOX_TEST: after_answers.mailbox_test,
    Letter.SIGN_IN_CODE: for_staff.sign_in_code,
    Letter.EMAIL_CODE: for_staff.email_code,
    Letter.PASSWORD_RESET: for_staff.password_reset,
    Letter.ACCOUNT_CHANGED: for_staff.account_changed,
}
