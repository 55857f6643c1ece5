"""The matters about which a customer is asked what they thought."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from reprise.apps.accounts.models import CustomerAccount
from reprise.apps.cases.kinds import DeadlineState, Stage
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Author, ThreadKind, ThreadState
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.readmodels.deadlines import COMPLAINT

#: Not in one breath with the last answer: whoever closed it may open it again, and the customer may write once more.
AFTER: Final = timedelta(hours=1)
AFTER_CASE: Final = timedelta(hours=20)
UNTIL: Final = timedelta(days=3)


def to_ask(shop_id: int, at: datetime) -> QuerySet[Conversation]:
    """The matters of a shop that are over, in which a person answered, and about which nobody was asked yet.

    One that threatens or complains is asked nothing: it would be taken for mockery.
    """
    said = Message.objects.filter(conversation=OuterRef("pk"), automatic=False, internal=False)
    complaint = Deadline.objects.filter(
        case_id=OuterRef("case_id"), name=COMPLAINT, state=DeadlineState.OPEN.value
    )  # fmt: skip
    by_person = Q(
        state=ThreadState.CLOSED.value, closed_by__startswith="staff:", closed_at__range=(at - UNTIL, at - AFTER)
    )
    case_over = Q(
        kind=ThreadKind.CASE.value, case__closed_at__range=(at - UNTIL, at - AFTER_CASE),
        case__stage=Stage.RESOLVED.value, case__erased_at__isnull=True,
    )  # fmt: skip
    over = Conversation.objects.filter(by_person | case_over, shop_id=shop_id, rating__isnull=True, alarms=[])
    answered = over.exclude(state=ThreadState.MERGED.value).filter(
        Exists(said.filter(author_kind=Author.STAFF.value)), Exists(said.filter(author_kind=Author.CUSTOMER.value)),
        ~Exists(complaint), *_wanted(shop_id),
    )  # fmt: skip
    return answered.select_related("case").order_by("pk")


def _wanted(shop_id: int) -> tuple[Q, Q]:
    """Not those whose account says that they want no such letter: the buyer of the case, or whoever asked."""
    refusing = CustomerAccount.objects.filter(shop_id=shop_id, is_asked_opinions=False)
    asked = Participant.objects.filter(
        conversation=OuterRef("pk"), left_at__isnull=True, email__in=refusing.values("email")
    )  # fmt: skip
    return Q(~Exists(refusing.filter(email=Lower(OuterRef("case__contact_email"))))), Q(~Exists(asked))
