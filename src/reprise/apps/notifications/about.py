"""Each letter by its name and when it is sent, for the people of the desk."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.notifications.letters import Letter
from reprise.core.refusals import mark

#: Letters a shop may word itself, under their headings, in the order of the journey.
GROUPS: Final[Mapping[str, tuple[Letter, ...]]] = {
    mark("Requests"): (
        Letter.ORDER_LINK, Letter.CASES_LINK, Letter.DRAFT_LINK, Letter.REQUEST_RECEIVED,
        Letter.WITHDRAWAL_RECEIVED,
        Letter.CASE_OPENED_FOR_YOU, Letter.REQUEST_CANCELLED, Letter.INFO_NEEDED, Letter.MESSAGE_FROM_SHOP,
    ),
    mark("Decisions"): (
        Letter.REQUEST_ACCEPTED, Letter.REQUEST_PARTLY_ACCEPTED, Letter.REQUEST_DECLINED, Letter.APPEAL_RECEIVED,
        Letter.APPEAL_GRANTED, Letter.APPEAL_DECLINED,
    ),
    mark("Goods and money"): (
        Letter.RETURN_READY, Letter.PARCEL_ANNOUNCED, Letter.PARCEL_RECEIVED, Letter.INSPECTION_DONE,
        Letter.PARCEL_SENT, Letter.REFUND_ORDERED, Letter.REFUND_SENT, Letter.REFUND_FAILED, Letter.REMEDY_DONE,
        Letter.CASE_CLOSED,
    ),
    mark("Conversations"): (
        Letter.CONVERSATION_NEWS, Letter.CONVERSATION_RECEIVED, Letter.CONVERSATION_INVITATION,
        Letter.COMPLAINT_RECEIVED, Letter.RATING_ASKED,
    ),
    mark("Reminders"): (Letter.ANSWER_REMINDER, Letter.RETURN_REMINDER),
    mark("Staff"): (Letter.STAFF_INVITATION,),
}  # fmt: skip

NAMES: Final[Mapping[Letter, str]] = {
    Letter.ORDER_LINK: mark("Link to an order"),
    Letter.CASES_LINK: mark("Link to one’s cases"),
    Letter.DRAFT_LINK: mark("Link to an unfinished request"),
    Letter.REQUEST_RECEIVED: mark("Request received"),
    Letter.WITHDRAWAL_RECEIVED: mark("Withdrawal received"),
    Letter.STATEMENT_RECEIVED: mark("Withdrawal statement received"),
    Letter.CASE_OPENED_FOR_YOU: mark("Case opened for a customer"),
    Letter.REQUEST_CANCELLED: mark("Request cancelled"),
    Letter.INFO_NEEDED: mark("Question to the customer"),
    Letter.MESSAGE_FROM_SHOP: mark("Message from the shop"),
    Letter.CONVERSATION_NEWS: mark("Answer in a conversation"),
    Letter.CONVERSATION_INVITATION: mark("Invitation to a conversation"),
    Letter.CONVERSATION_TRANSCRIPT: mark("Copy of a conversation"),
    Letter.REQUEST_ACCEPTED: mark("Request accepted"),
    Letter.REQUEST_PARTLY_ACCEPTED: mark("Request accepted in part"),
    Letter.REQUEST_DECLINED: mark("Request refused"),
    Letter.APPEAL_RECEIVED: mark("Second look begun"),
    Letter.APPEAL_GRANTED: mark("Accepted on second look"),
    Letter.APPEAL_DECLINED: mark("Refused on second look"),
    Letter.RETURN_READY: mark("Return slip ready"),
    Letter.PARCEL_ANNOUNCED: mark("Customer’s parcel announced"),
    Letter.PARCEL_SENT: mark("Our parcel on its way"),
    Letter.PARCEL_RECEIVED: mark("Parcel received"),
    Letter.INSPECTION_DONE: mark("Goods inspected, with the result"),
    Letter.REFUND_ORDERED: mark("Refund ordered"),
    Letter.REFUND_SENT: mark("Refund paid"),
    Letter.REFUND_FAILED: mark("Refund not gone through"),
    Letter.REMEDY_DONE: mark("Repair, replacement or other remedy done"),
    Letter.CASE_CLOSED: mark("Case closed"),
    Letter.ANSWER_REMINDER: mark("Reminder of a question"),
    Letter.RETURN_REMINDER: mark("Reminder to send the parcel"),
    Letter.STAFF_INVITATION: mark("Invitation to the team"),
    Letter.STAFF_DIGEST: mark("Daily summary"),
    Letter.REFUND_TO_APPROVE: mark("Refund to approve"),
    Letter.REFUND_NOT_APPROVED: mark("Refund not approved"),
    Letter.CONVERSATION_RECEIVED: mark("Message received, automatic answer"),
    Letter.RATING_ASKED: mark("Question how it was"),
    Letter.COMPLAINT_RECEIVED: mark("Complaint registered"),
    Letter.STAFF_MENTIONED: mark("Named in a note"),
    Letter.STAFF_PROMISE_DUE: mark("A promised answer is due soon"),
    Letter.MAILBOX_TEST: mark("Test of a mailbox"),
    Letter.SIGN_IN_CODE: mark("Sign-in code"),
    Letter.EMAIL_CODE: mark("Code for an e-mail address"),
    Letter.PASSWORD_RESET: mark("Password reset"),
    Letter.ACCOUNT_CHANGED: mark("Change of an account"),
}

WHEN: Final[Mapping[Letter, str]] = {
    Letter.ORDER_LINK: mark("when somebody looks for their order without an account"),
    Letter.CASES_LINK: mark("when somebody asks for all their cases"),
    Letter.DRAFT_LINK: mark("when a customer wants to finish a request later"),
    Letter.REQUEST_RECEIVED: mark("as soon as a request is sent"),
    Letter.WITHDRAWAL_RECEIVED: mark("as soon as a withdrawal is declared; the law asks for it"),
    Letter.CASE_OPENED_FOR_YOU: mark("when you open a case for somebody who telephoned, wrote or came in"),
    Letter.REQUEST_CANCELLED: mark("when a request is taken back"),
    Letter.INFO_NEEDED: mark("when you ask for a detail"),
    Letter.MESSAGE_FROM_SHOP: mark("when you write in a case and the customer is not there"),
    Letter.CONVERSATION_NEWS: mark("when you answer a question and whoever asked is not there"),
    Letter.CONVERSATION_INVITATION: mark("when somebody is invited to read along and answer"),
    Letter.REQUEST_ACCEPTED: mark("when you accept a line"),
    Letter.REQUEST_PARTLY_ACCEPTED: mark("when you accept some of the pieces of a line"),
    Letter.REQUEST_DECLINED: mark("when you refuse a line"),
    Letter.APPEAL_RECEIVED: mark("when a customer disputes a refusal"),
    Letter.APPEAL_GRANTED: mark("when another person lifts a refusal"),
    Letter.APPEAL_DECLINED: mark("when another person stands by a refusal"),
    Letter.RETURN_READY: mark("when you authorise a return"),
    Letter.PARCEL_ANNOUNCED: mark("when the customer’s parcel was handed in"),
    Letter.PARCEL_SENT: mark("when you send something to the customer"),
    Letter.PARCEL_RECEIVED: mark("when you receive their parcel"),
    Letter.INSPECTION_DONE: mark("some minutes after everything received was inspected"),
    Letter.REFUND_ORDERED: mark("when the payment provider has taken a refund and pays it later"),
    Letter.REFUND_SENT: mark("when a refund is paid"),
    Letter.REFUND_FAILED: mark("when the payment provider refuses a refund"),
    Letter.REMEDY_DONE: mark("when you say that a remedy is done"),
    Letter.CASE_CLOSED: mark("the day after everything promised was done"),
    Letter.ANSWER_REMINDER: mark("some days after a question nobody answered"),
    Letter.RETURN_REMINDER: mark("some days before the goods are due back"),
    Letter.STAFF_INVITATION: mark("when you invite a colleague"),
    Letter.CONVERSATION_RECEIVED: mark("when a first message comes in and nobody can answer at once"),
    Letter.RATING_ASKED: mark("once, when a person closed a matter"),
    Letter.COMPLAINT_RECEIVED: mark("when a complaint is registered"),
}

EDITABLE: Final = tuple(letter for letters in GROUPS.values() for letter in letters)
