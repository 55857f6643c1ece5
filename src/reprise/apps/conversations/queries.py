"""The only ways to obtain conversations, and the people on the customer's side of them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from reprise.apps.accounts.actors import Actor, customer_of_conversation, system
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import cases_of
from reprise.apps.conversations.kinds import PartRole, Side, ThreadKind
from reprise.apps.conversations.models import Conversation, Participant
from reprise.core.refusals import NotFound
from reprise.platform.statements import Reading, Values


def conversations_of(actor: Actor) -> QuerySet[Conversation]:
    """The conversations within an actor's reach: their shop's for staff and tokens.

    A customer reaches the thread of their case, and the one they began or were invited to, wherever it was merged.
    """
    conversations = Conversation.objects.filter(shop_id=actor.shop_id)
    if not actor.is_customer:
        actor.require(Right.CASES_READ)
        return conversations
    reach = Q(pk__in=[])
    if actor.case_id or actor.order_id:
        reach |= Q(case__in=cases_of(actor), kind=ThreadKind.CASE.value)
    if (begun := _begun(actor)) is not None:
        reach |= Q(pk__in=begun.values("pk")) | Q(pk__in=begun.values("merged_into"))
    return conversations.filter(reach)


def _begun(actor: Actor) -> QuerySet[Conversation] | None:
    """What they came in by; somebody invited who left reaches nothing any more."""
    if actor.participant_id is not None:
        theirs = Participant.objects.filter(pk=actor.participant_id, left_at__isnull=True)
        return Conversation.objects.filter(shop_id=actor.shop_id, pk__in=theirs.values("conversation"))
    if actor.conversation_id is not None:
        return Conversation.objects.filter(shop_id=actor.shop_id, pk=actor.conversation_id)
    return None


def conversation_for(actor: Actor, key: UUID | str) -> Conversation:
    """One conversation by its key, or the one it was merged into; out of reach looks like missing."""
    try:
        asked = key if isinstance(key, UUID) else UUID(key)
    except ValueError:
        raise NotFound from None
    if not actor.is_customer:
        actor.require(Right.CASES_READ)
        found = _OF_SHOP.first(actor.shop_id, asked)
    elif came_as_person(actor):
        found = _OF_PERSON.first(actor.shop_id, actor.participant_id, asked)
    else:
        found = _stands_at(conversations_of(actor), actor.shop_id, asked).first()
    if found is None:
        raise NotFound
    return found


def reaches(actor: Actor, conversation: Conversation) -> bool:
    """Whether a conversation is within an actor's reach."""
    if came_as_person(actor):
        return bool(_IN_REACH.all(actor.shop_id, actor.participant_id, conversation.pk))
    return conversations_of(actor).filter(pk=conversation.pk).exists()


def came_as_person(actor: Actor) -> bool:
    """Whether all that a customer reaches is the conversation they are a person of."""
    alone = actor.participant_id is not None and not actor.case_id and not actor.order_id
    return actor.is_customer and alone


def as_person(shop_id: int, participant_id: int) -> Actor:
    """An actor who reaches only what one person of a conversation does, to build a statement by."""
    return customer_of_conversation(shop_id, 0, "", participant_id=participant_id)


def _stands_at(reach: QuerySet[Conversation], shop_id: int, key: UUID) -> QuerySet[Conversation]:
    known = Conversation.objects.filter(shop_id=shop_id, key=key)
    where = known.annotate(stands=Coalesce("merged_into_id", "pk")).values("stands")
    return reach.filter(pk__in=where).select_related("case", "assignee")


_OF_SHOP = Reading(lambda shop_id, key: _stands_at(conversations_of(system(shop_id)), shop_id, key))


_OF_PERSON = Reading(
    lambda shop_id, person_id, key: _stands_at(conversations_of(as_person(shop_id, person_id)), shop_id, key)
)


_IN_REACH = Values(
    lambda shop_id, person_id, number: conversations_of(as_person(shop_id, person_id)).filter(pk=number).values("pk")
)


def thread_of_case(actor: Actor, case_id: int) -> Conversation | None:
    """The thread of a case within reach; None as long as nobody has written in it."""
    threads = conversations_of(actor).filter(case_id=case_id, kind=ThreadKind.CASE.value)
    return threads.select_related("case", "assignee").first()


def participants_of(actor: Actor, conversation: Conversation) -> list[Participant]:
    """Who reads along on the customer's side, the buyer first.

    The buyer of a case has no row of their own: whom the case says, at the address it says today, is meant.
    """
    if not reaches(actor, conversation):
        return []
    return people_of(conversation)


_PEOPLE = Reading(lambda number: Participant.objects.filter(conversation=number, left_at__isnull=True).order_by("id"))


def people_of(conversation: Conversation) -> list[Participant]:
    """The same for a conversation the caller already holds."""
    rows = _PEOPLE.all(conversation.pk)
    buyer = buyer_of(conversation)
    if buyer is None:
        return sorted(rows, key=lambda one: one.role != PartRole.BUYER.value)
    others = [one for one in rows if not one.email or one.email != buyer.email]
    return [buyer, *others]


def buyer_of(conversation: Conversation) -> Participant | None:
    """The customer of the thread of a case, as the case knows them today; never stored."""
    case = conversation.case
    if case is None or conversation.kind != ThreadKind.CASE.value:
        return None
    return Participant(
        conversation=conversation, role=PartRole.BUYER.value, name=case.contact_name, email=case.contact_email.lower(),
        language=case.language, is_verified=True, read_up_to=conversation.read_by_customer,
        created_at=conversation.created_at,
    )  # fmt: skip


def participant_at(conversation: Conversation, email: str) -> Participant | None:
    """Whoever of a conversation has an address: whether a mail from it is theirs."""
    address = email.strip().lower()
    return next((one for one in people_of(conversation) if address and one.email == address), None)


def side_of(actor: Actor) -> Side:
    """Whose reading is meant when this actor reads."""
    return Side.CUSTOMER if actor.is_customer else Side.STAFF
