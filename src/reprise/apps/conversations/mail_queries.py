"""The only ways to obtain mails that came in, and what is known of addresses."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.db.models import Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import MailState, ThreadKind
from reprise.apps.conversations.models import AddressState, Conversation, IncomingMail, Mailbox, SeenReference
from reprise.core.refusals import NotFound
from reprise.platform.files.store import FileGone, open_file

_HOUR: Final = timedelta(hours=1)


def mails_of(actor: Actor) -> QuerySet[IncomingMail]:
    """The mails that came in to the shop; staff only."""
    if actor.is_customer:
        raise NotFound
    actor.require(Right.CASES_READ)
    return IncomingMail.objects.filter(shop_id=actor.shop_id).select_related("conversation", "message", "mailbox")


def mail_for(actor: Actor, mail_id: int) -> IncomingMail:
    """One of them; out of reach looks like missing."""
    found = mails_of(actor).filter(pk=mail_id).first()
    if found is None:
        raise NotFound
    return found


def folded_in(actor: Actor, conversation: Conversation) -> list[IncomingMail]:
    """Bounces and machines' answers about a conversation, oldest first."""
    return list(mails_of(actor).filter(conversation=conversation, state=MailState.FOLDED.value).order_by("id")[:100])


def quarantined(actor: Actor) -> QuerySet[IncomingMail]:
    """Mails that could not be read, newest first."""
    return mails_of(actor).filter(state=MailState.QUARANTINED.value).order_by("-id")


def open_raw(mail: IncomingMail) -> BinaryIO:
    """The bytes of a mail as they came; whoever calls closes them."""
    if mail.raw is None:
        raise FileGone
    return open_file(mail.raw)


def address_state(shop_id: int, email: str) -> AddressState | None:
    """What servers said of an address that does not take our letters; None while nothing is wrong with it."""
    found = AddressState.objects.filter(shop_id=shop_id, email=email.strip().lower(), bounced_at__isnull=False)
    return found.filter(cleared_at__isnull=True).first()


def waiting_mails(limit: int) -> list[IncomingMail]:
    """The mails nobody has read yet, in the order they came in."""
    return list(IncomingMail.objects.filter(state=MailState.WAITING.value).order_by("id")[:limit])


def own_addresses(shop_id: int) -> frozenset[str]:
    """The addresses at which mail for a shop comes in."""
    return frozenset(
        address.lower() for address in Mailbox.objects.filter(shop_id=shop_id).values_list("address", flat=True)
    )


def matter_by_number(number: int) -> Conversation | None:
    """A conversation by its number in a signed mark, or the one it was merged into."""
    found = Conversation.objects.filter(pk=number).select_related("merged_into", "case", "merged_into__case").first()
    return found and (found.merged_into or found)


def matter_of_case(case_id: int) -> Conversation | None:
    """The thread of a case, or the one it was merged into; None while nobody has written in it."""
    found = Conversation.objects.filter(case_id=case_id, kind=ThreadKind.CASE.value)
    row = found.select_related("merged_into", "case", "merged_into__case").first()
    return row and (row.merged_into or row)


def matters_seen(shop_id: int, header_ids: Collection[str]) -> list[Conversation]:
    """The conversations in whose mails some Message-IDs stood, in the order of the ids."""
    if not header_ids:
        return []
    rows = SeenReference.objects.filter(shop_id=shop_id, header_id__in=header_ids).select_related(
        "conversation__case", "conversation__merged_into__case"
    )
    by_id = {row.header_id: row.conversation for row in rows}
    return [by_id[one].merged_into or by_id[one] for one in header_ids if one in by_id]


def same_mail_before(mail: IncomingMail, *, header_id: str, sender: str, body: str) -> IncomingMail | None:
    """The copy of a mail that came to another of our addresses: same id, same sender, same words."""
    if not header_id or not sender:
        return None
    mine = Q(body=body) | Q(message__body=body)
    settled = IncomingMail.objects.filter(mine, shop_id=mail.shop_id, sender=sender, header_id=header_id)
    return settled.exclude(pk=mail.pk).exclude(state=MailState.WAITING.value).first()


def came_lately(shop_id: int, sender: str, at: datetime) -> list[str]:
    """By what signals the mails of one address came within the hour."""
    lately = IncomingMail.objects.filter(shop_id=shop_id, sender=sender, received_at__gt=at - _HOUR)
    return list(lately.exclude(state=MailState.WAITING.value).values_list("signal", flat=True)[:200])
