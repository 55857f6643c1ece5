"""Finds what a mail is, and to which matter it belongs."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import every_shop
from reprise.apps.cases.queries import case_by_id, cases_of_address
from reprise.apps.conversations.kinds import MailNature, Signal
from reprise.apps.conversations.mail_queries import matter_by_number, matter_of_case, matters_seen, own_addresses
from reprise.apps.conversations.queries import buyer_of, participant_at
from reprise.apps.conversations.rules.mail_nature import nature_of
from reprise.apps.conversations.rules.matching import Mark, Match, choose, marks_in, mentions, own_marks
from reprise.apps.conversations.services.append import thread_of
from reprise.core.mail_tokens import About
from reprise.core.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import Conversation, IncomingMail, Participant
    from reprise.apps.conversations.rules.read_mail import ReadMail
    from reprise.apps.notifications.models import Mail


@dataclass(frozen=True, slots=True)
class Matter:
    """Where a mail belongs: a conversation, or a case in which nobody has written yet."""

    shop_id: int
    conversation: "Conversation | None" = None
    case: "Case | None" = None

    def thread(self, at: datetime) -> "Conversation | None":
        """The conversation, begun when the case has none."""
        if self.conversation is None and self.case is not None:
            return thread_of(self.case, at)
        return self.conversation

    def has(self, address: str) -> bool:
        """Whether an address is somebody's of this matter."""
        if self.conversation is not None:
            return self.person_at(address) is not None
        return bool(address) and self.case is not None and self.case.contact_email.lower() == address

    def person_at(self, address: str) -> "Participant | None":
        """Whoever of the conversation has an address; its buyer is known without a look."""
        if self.conversation is None or not address:
            return None
        buyer = buyer_of(self.conversation)
        return buyer if buyer and buyer.email == address else participant_at(self.conversation, address)


@dataclass(frozen=True, slots=True)
class Found:
    """What a mail is and where it belongs; `suggested` is only a guess."""

    nature: MailNature
    shop_id: int
    match: Match[Matter] | None = None
    suggested: Matter | None = None
    trial_of: int | None = None  # the mailbox whose self-test this is


def find_matter(mail: "IncomingMail", read: "ReadMail") -> Found:
    """Match before routing: a mark leads to its own shop, whichever mailbox the mail came to."""
    marks = marks_in(read, secret=settings.SECRET_KEY, envelope=mail.recipients)
    ours = own_marks(read, secret=settings.SECRET_KEY)
    pointers = (*ours, *(mark.pointer for mark in marks))
    trial = next((pointer.number for pointer in pointers if pointer.about is About.MAILBOX), None)
    if trial is not None:
        return Found(MailNature.OURS, mail.shop_id, trial_of=trial)
    match = choose(_matters(mail, read, marks), lambda matter: matter.has(read.sender))
    shop_id = match.matter.shop_id if match else mail.shop_id
    if ours:
        return Found(MailNature.OURS, shop_id, match)
    nature = nature_of(read)
    if nature in {MailNature.LIST, MailNature.AUTO_REPLY}:  # unless it is an address of our own
        nature = nature_of(read, own_addresses=own_addresses(shop_id))
    if nature is MailNature.LIST and match is not None and match.is_theirs:
        nature = MailNature.PERSON  # somebody of the matter who writes through a group address
    if match is not None or nature is not MailNature.PERSON:
        return Found(nature, shop_id, match)
    return Found(nature, shop_id, suggested=_suggested(mail, read))


def _matters(mail: "IncomingMail", read: "ReadMail", marks: list[Mark]) -> "Iterator[tuple[Signal, Matter]]":
    """Every matter a mail points at, the strongest signal first; looked for only as far as needed."""
    in_ids = [mark for mark in marks if mark.signal is Signal.MESSAGE_ID]
    yield from _pointed_at(mail, in_ids)
    for known in matters_seen(mail.shop_id, read.references):
        yield Signal.MESSAGE_ID, _of(known)
    yield from _pointed_at(mail, marks[len(in_ids) :])


def _pointed_at(mail: "IncomingMail", marks: list[Mark]) -> "Iterator[tuple[Signal, Matter]]":
    for mark in marks:
        if (matter := _matter(mail, mark)) is not None:
            yield mark.signal, matter


def _matter(mail: "IncomingMail", mark: Mark) -> Matter | None:
    number = mark.pointer.number
    return _numbered(number) if mark.pointer.about is About.CONVERSATION else _of_case(mail.shop_id, number)


def matter_of_letter(letter: "Mail") -> Matter | None:
    """What a letter of ours was about."""
    if letter.conversation_id is not None and (found := _numbered(letter.conversation_id)):
        return found
    return _of_case(letter.shop_id, letter.case_id) if letter.case_id and letter.shop_id else None


def _numbered(number: int) -> Matter | None:
    known = matter_by_number(number)
    return _of(known) if known else None


def _of_case(shop_id: int, number: int) -> Matter | None:
    known = matter_of_case(number)
    if known is not None:
        return _of(known)
    case = _case(shop_id, number)
    return Matter(case.shop_id, case=case) if case else None


def _of(conversation: "Conversation") -> Matter:
    return Matter(conversation.shop_id, conversation, conversation.case)


def _case(shop_id: int, number: int) -> "Case | None":
    """A case of the shop, or of another one of the instance whose letters are answered at this address."""
    others = [shop.pk for shop in every_shop() if shop.pk != shop_id]
    for each in (shop_id, *others):
        try:
            return case_by_id(system(each), number)
        except NotFound:
            continue
    return None


def _suggested(mail: "IncomingMail", read: "ReadMail") -> Matter | None:
    """An open case of the same address whose order or own number the mail names: a guess, since both may be forged."""
    for case in cases_of_address(mail.shop_id, read.sender) if read.sender else ():
        numbers = (case.reference, case.order.number if case.order else "")
        if case.closed_at is None and any(mentions(read, number) for number in numbers):
            return Matter(case.shop_id, matter_of_case(case.pk), case)
    return None
