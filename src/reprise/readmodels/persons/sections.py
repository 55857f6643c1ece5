"""Which tables hold something of a person, how its rows are found, and what of a row is not theirs to have."""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Q, QuerySet

from reprise.apps.accounts.models import Customer, CustomerAccount, CustomerSession
from reprise.apps.cases.models import (
    Authorisation,
    Case,
    CaseEvent,
    CaseLine,
    CaseTag,
    CustomerCard,
    Deadline,
    Decision,
    Remedy,
    RequestDraft,
    ReturnItem,
    Statement,
    StatementStep,
)
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.conversations.models import Conversation
from reprise.apps.evidence.models import Evidence
from reprise.apps.knowledge.models import GuideRun
from reprise.apps.logistics.models import Inspection, Parcel, Receipt
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.models import CreditNote, Refund, RefundLine
from reprise.platform.files.models import StoredFile
from reprise.readmodels.persons import talk
from reprise.readmodels.persons.holdings import Holdings, letters_to

#: Keys that open or prove something, and who of the staff did what: not about the person.
WITHHELD: Final = frozenset({
    "link_key", "key", "preview_key", "client_id", "secrets", "fingerprint", "commitment", "previous", "hash",
    "timeline_hash", "shop_id", "person_id", "assignee_id", "author_name", "html", "message_id", "dedupe_key",
    "queue_at", "bench", "bench_version", "decided_by", "approved_by", "added_by", "uploaded_by", "created_by",
    "changed_by", "raw_key", "settled_by", "closed_by", "actor", "busy_until", "server_said", "last_error",
    "draft_key", "digest", "judged", "judged_by_id", "judged_at",
})  # fmt: skip

Find = Callable[[Holdings], QuerySet[Any]]

#: File of the pack → its rows, and columns joined from beside.
SECTIONS: Final[dict[str, tuple[Find, tuple[str, ...]]]] = {
    "customer": (lambda held: Customer.objects.filter(pk__in=held.customer_ids), ()),
    "account": (lambda held: CustomerAccount.objects.filter(shop_id=held.shop_id, email=held.email), ()),
    "signed_in_devices": (lambda held: CustomerSession.objects.filter(
        account__shop_id=held.shop_id, account__email=held.email), ()),
    "notes_about_customer": (lambda held: CustomerCard.objects.filter(customer_id__in=held.customer_ids), ()),
    "orders": (lambda held: Order.objects.filter(pk__in=held.order_ids), ()),
    "order_lines": (lambda held: OrderLine.objects.filter(order_id__in=held.order_ids), ()),
    "payments": (lambda held: Payment.objects.filter(order_id__in=held.order_ids), ()),
    "cases": (lambda held: Case.objects.filter(pk__in=held.case_ids), ()),
    "case_lines": (lambda held: CaseLine.objects.filter(case_id__in=held.case_ids), ()),
    "case_tags": (lambda held: CaseTag.objects.filter(case_id__in=held.case_ids), ()),
    "case_events": (lambda held: CaseEvent.objects.filter(case_id__in=held.case_ids), ("private__content",)),
    "decisions": (lambda held: Decision.objects.filter(line__case_id__in=held.case_ids), ()),
    "remedies": (lambda held: Remedy.objects.filter(case_id__in=held.case_ids), ()),
    "deadlines": (lambda held: Deadline.objects.filter(
        Q(case_id__in=held.case_ids) | Q(conversation_id__in=held.conversation_ids)), ()),
    "returns_authorised": (lambda held: Authorisation.objects.filter(case_id__in=held.case_ids), ()),
    "goods": (lambda held: ReturnItem.objects.filter(line__case_id__in=held.case_ids), ()),
    "parcels": (lambda held: Parcel.objects.filter(case_id__in=held.case_ids), ()),
    "goods_received": (lambda held: Receipt.objects.filter(case_id__in=held.case_ids), ()),
    "inspections": (lambda held: Inspection.objects.filter(case_id__in=held.case_ids), ()),
    "refunds": (lambda held: Refund.objects.filter(case_id__in=held.case_ids), ()),
    "refund_lines": (lambda held: RefundLine.objects.filter(refund__case_id__in=held.case_ids), ()),
    "credit_notes": (lambda held: CreditNote.objects.filter(refund__case_id__in=held.case_ids), ()),
    "conversations": (lambda held: Conversation.objects.filter(pk__in=held.conversation_ids), ()),
    "people_of_conversations": (lambda held: talk.people(held.shop_id, held.email, held.conversation_ids), ()),
    "messages": (lambda held: talk.messages(held.shop_id, held.email, held.conversation_ids),
                 ("conversation__case_id",)),
    "mails_received": (lambda held: talk.mails(held.shop_id, held.email, held.conversation_ids), ()),
    "questions_to_the_assistant": (lambda held: talk.questions(held.shop_id, held.conversation_ids), ()),
    "guides_gone_through": (lambda held: GuideRun.objects.filter(shop_id=held.shop_id, case_id__in=held.case_ids), ()),
    "letters": (lambda held: Mail.objects.filter(letters_to(held.shop_id, held.email, held.case_ids)), ()),
    "withdrawal_statements": (lambda held: Statement.objects.filter(pk__in=held.statement_ids), ("private__content",)),
    "withdrawal_steps": (lambda held: StatementStep.objects.filter(statement_id__in=held.statement_ids), ()),
    "drafts": (lambda held: RequestDraft.objects.filter(
        Q(order_id__in=held.order_ids) | Q(case_id__in=held.case_ids)), ()),
    "evidence": (lambda held: Evidence.objects.filter(case_id__in=held.case_ids), ()),
    "files": (lambda held: StoredFile.objects.filter(pk__in=held.file_ids), ()),
}  # fmt: skip
