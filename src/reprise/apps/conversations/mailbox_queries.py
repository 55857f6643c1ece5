"""The only ways to obtain the mailboxes of a shop."""

from django.db.models import F, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import Mailbox
from reprise.apps.notifications.answers import AnswerAddress
from reprise.core.refusals import NotFound


def mailboxes(actor: Actor) -> QuerySet[Mailbox]:
    """The mailboxes of the shop, the oldest first."""
    actor.require(Right.SETTINGS_EDIT)
    return Mailbox.objects.filter(shop_id=actor.shop_id).order_by("id")


def mailbox_for(actor: Actor, mailbox_id: int) -> Mailbox:
    """One mailbox of the shop."""
    mailbox = mailboxes(actor).filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    return mailbox


def answer_address(shop_id: int, wanted: str) -> AnswerAddress | None:
    """The mailbox answers go to: the wanted address where it is one that is read, else the one proved last."""
    rows = Mailbox.objects.filter(shop_id=shop_id, is_on=True)
    found = sorted(
        rows.order_by(F("proved_at").desc(nulls_last=True), "id"),
        key=lambda row: row.address.lower() != wanted.lower(),
    )
    if not found:
        return None
    box = found[0]
    return AnswerAddress(box.address, takes_plus=bool(box.plus_works), proved=box.proved_at is not None)
