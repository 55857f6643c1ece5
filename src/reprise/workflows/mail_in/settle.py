"""Decides what becomes of a mail, and writes all of it in one transaction."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.conversations.kinds import Channel, MailNature, MailState, PartRole, Signal
from reprise.apps.conversations.mail_queries import came_lately, same_mail_before
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.drop_raw import drop_raw
from reprise.apps.conversations.services.mark_address import clear_address
from reprise.apps.conversations.services.move_mail import move_mail
from reprise.apps.conversations.services.settle_mail import Outcome, settle_mail
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.workflows.mail_in.receipt import send_receipt
from reprise.workflows.mail_in.returned import take_back
from reprise.workflows.mail_in.speaking import say_in
from reprise.workflows.mail_in.where import Found, Matter

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail
    from reprise.apps.conversations.rules.matching import Match
    from reprise.apps.conversations.rules.read_mail import ReadMail
    from reprise.workflows.mail_in.attachments import Brought

MOST_NEW: Final = 10  # new matters of one address within an hour
MOST_SAID: Final = 40  # mails of one address within an hour: more come from a machine that does not say so


@transaction.atomic
def settle(mail: "IncomingMail", read: "ReadMail", found: Found, brought: "Brought", *, at: datetime) -> None:
    """Fold what machines wrote, say what people of the matter wrote, and let a person look at the rest."""
    if found.shop_id != mail.shop_id and not move_mail(mail=mail, shop_id=found.shop_id):
        settle_mail(mail=mail, read=read, outcome=Outcome(MailState.FOLDED, "double"), at=at)
        return
    outcome = _outcome(mail, read, found, brought, at)
    settle_mail(mail=mail, read=_bare(read, outcome), outcome=outcome, at=at)
    if _holds_links(outcome):
        drop_raw(mail=mail, at=at)
    if outcome.conversation is not None and outcome.message is None:
        tell_watchers(outcome.conversation, staff_only=True)


def _bare(read: "ReadMail", outcome: Outcome) -> "ReadMail":
    """What is kept of a mail's words: nothing of our own letters, whose links and codes open things."""
    return replace(read, body="", quoted="") if outcome.nature in {MailNature.OURS, MailNature.BOUNCE} else read


def _holds_links(outcome: Outcome) -> bool:
    """Whether the bytes may hold a link or a code that is not for the people of the desk: a letter for a sign-in."""
    if outcome.nature is MailNature.OURS:
        return True
    return outcome.nature is MailNature.BOUNCE and outcome.conversation is None


def _outcome(mail: "IncomingMail", read: "ReadMail", found: Found, brought: "Brought", at: datetime) -> Outcome:
    if found.trial_of is not None:
        return Outcome(MailState.FOLDED, "trial", MailNature.OURS)
    if found.nature is MailNature.BOUNCE:
        return take_back(mail, read, found, at)
    if before := same_mail_before(mail, header_id=read.header_id, sender=read.sender, body=read.body):
        return Outcome(MailState.FOLDED, "double", found.nature, conversation=before.conversation)
    if found.nature is not MailNature.PERSON:
        return _of_a_machine(mail, read, found, brought, at)
    lately = came_lately(mail.shop_id, read.sender, at) if read.sender else []
    if found.match is not None:
        return _of_the_matter(mail, read, found.match, brought, at, many=len(lately) >= MOST_SAID)
    if lately.count(Signal.NEW.value) >= MOST_NEW:
        return Outcome(MailState.QUARANTINED, "flood", files=brought.files, left_out=brought.left_out)
    if found.suggested is not None:
        return _asks(found.suggested, Signal.ORDER_NUMBER, "suggested", brought, at)
    return _new(mail, read, brought, at)


def _of_a_machine(mail: "IncomingMail", read: "ReadMail", found: Found, brought: "Brought", at: datetime) -> Outcome:
    """Kept and folded; the answering machine of somebody of the matter stands in the thread, marked as what it is."""
    match = found.match
    if match is None:
        return Outcome(MailState.FOLDED, nature=found.nature, files=brought.files, left_out=brought.left_out)
    message, conversation = None, match.matter.conversation
    if match.is_theirs and found.nature is MailNature.AUTO_REPLY:
        said = say_in(match.matter, mail, read, brought, at=at, automatic=True)
        conversation, message, brought = said.conversation, said.message, said.brought
    return Outcome(
        MailState.FOLDED, "", found.nature, match.signal, conversation, message, files=brought.files,
        left_out=brought.left_out,
    )  # fmt: skip


def _of_the_matter(
    mail: "IncomingMail", read: "ReadMail", match: "Match[Matter]", brought: "Brought", at: datetime, *, many: bool
) -> Outcome:
    why = _doubt(read, match, many=many)
    if why:
        return _asks(match.matter, match.signal, why, brought, at)
    said = say_in(match.matter, mail, read, brought, at=at)
    clear_address(shop_id=mail.shop_id, email=read.sender, at=at)
    return Outcome(
        MailState.ATTACHED, "", MailNature.PERSON, match.signal, said.conversation, said.message,
        files=said.brought.files, left_out=said.brought.left_out,
    )  # fmt: skip


def _doubt(read: "ReadMail", match: "Match[Matter]", *, many: bool) -> str:
    """Why a person must look before the mail stands in the thread; empty when nothing speaks against it."""
    if not match.is_theirs:
        return "unknown_sender" if read.sender else "no_sender"
    if read.authentication.get("dmarc") == "fail":
        return "unproven_sender"
    return "flood" if many else ""


def _asks(matter: Matter, signal: Signal, why: str, brought: "Brought", at: datetime) -> Outcome:
    return Outcome(
        MailState.ASKS, why, MailNature.PERSON, signal, matter.thread(at), files=brought.files,
        left_out=brought.left_out,
    )  # fmt: skip


def _new(mail: "IncomingMail", read: "ReadMail", brought: "Brought", at: datetime) -> Outcome:
    """A matter of its own; its sender is whoever they say they are, and nobody proved it."""
    shop = shop_of(system(mail.shop_id))
    conversation, participant = begin_conversation(
        shop=shop, language=read.language or shop.language, channel=Channel.MAIL, name=read.sender_name,
        email=read.sender, is_verified=False, role=PartRole.BUYER, at=at, subject=read.subject,
    )  # fmt: skip
    said = say_in(Matter(mail.shop_id, conversation), mail, read, brought, at=at, participant=participant)
    send_receipt(said.conversation, participant, shop, read, at=at)
    return Outcome(
        MailState.ATTACHED, "", MailNature.PERSON, Signal.NEW, said.conversation, said.message,
        files=said.brought.files, left_out=said.brought.left_out,
    )  # fmt: skip
