from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import cases_of
from reprise.apps.conversations.kinds import Side, ThreadKind
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.queries import side_of


@transaction.atomic(savepoint=False)
def mark_read(*, actor: Actor, case_id: int, up_to: int) -> None:
    """Note that the actor's side has read the thread up to a number; reading never goes backwards."""
    threads = Conversation.objects.filter(
        case__in=cases_of(actor), case_id=case_id, kind=ThreadKind.CASE.value, sequence__gte=up_to
    )
    if side_of(actor) is Side.CUSTOMER:
        threads.filter(read_by_customer__lt=up_to).update(read_by_customer=up_to)
    else:
        threads.filter(read_by_staff__lt=up_to).update(read_by_staff=up_to)
