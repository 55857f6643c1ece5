from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_by_id
from reprise.apps.conversations.kinds import ThreadKind
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.queries import reaches
from reprise.core.refusals import Forbidden, NotFound

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


def check_case(actor: Actor, case: "Case", *, internal: bool = False) -> None:
    """Refuse a case of another shop, or of another customer, as if it did not exist; and whoever may not write."""
    if case.shop_id != actor.shop_id:
        raise NotFound
    if not actor.is_customer:
        actor.require(Right.MESSAGES_WRITE)
        return
    if actor.case_id != case.pk:
        case_by_id(actor, case.pk)
    _no_notes(internal=internal)


def check_writer(actor: Actor, conversation: Conversation, *, internal: bool = False) -> None:
    """Refuse a conversation out of reach as if it did not exist; and whoever may not write in it."""
    if conversation.shop_id != actor.shop_id:
        raise NotFound
    if not actor.is_customer:
        actor.require(Right.MESSAGES_WRITE)
        return
    own_case = actor.case_id is not None and conversation.case_id == actor.case_id
    own = own_case and conversation.kind == ThreadKind.CASE.value
    if not own and not reaches(actor, conversation):
        raise NotFound
    _no_notes(internal=internal)


def check_steward(actor: Actor, conversation: Conversation, right: Right = Right.MESSAGES_WRITE) -> None:
    """Refuse whoever is not of the shop's staff, or lacks a right over its conversations."""
    if conversation.shop_id != actor.shop_id or actor.is_customer:
        raise NotFound
    actor.require(right)


def _no_notes(*, internal: bool) -> None:
    if internal:
        raise Forbidden(right=Right.MESSAGES_WRITE.value)
