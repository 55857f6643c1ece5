"""Where answers to a shop's letters go: a port, since mailboxes stand above letters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reprise.apps.notifications.marks import token_of
from reprise.apps.notifications.models import LetterSettings, Mail
from reprise.core.mail_tokens import plus_address


@dataclass(frozen=True, slots=True)
class AnswerAddress:
    """A mailbox of the shop that we read, and what its last self-test proved."""

    address: str
    takes_plus: bool = False
    proved: bool = False


#: Of a shop's mailboxes that are read, the one for answers: the wanted address where it is one of them.
Finder = Callable[[int, str], AnswerAddress | None]


def _nobody(shop_id: int, wanted: str) -> AnswerAddress | None:  # noqa: ARG001  # until conversations has its say
    return None


#: The Message-ID of the last mail that whoever gets a letter wrote in its matter; empty when they wrote none.
Answered = Callable[[Mail], str]


def _nothing(mail: Mail) -> str:  # noqa: ARG001  # until conversations has its say
    return ""


_finder: Finder = _nobody
_answered: Answered = _nothing


def provide_answer_address(finder: Finder) -> Finder:
    """Let the app that keeps mailboxes say which one answers go to; answers what said so before."""
    global _finder  # one port, tied once
    before, _finder = _finder, finder
    return before


def provide_answered(finder: Answered) -> Answered:
    """Let the same app say which mail a letter answers; answers what said so before."""
    global _answered  # one port, tied once
    before, _answered = _answered, finder
    return before


@dataclass(frozen=True, slots=True)
class Route:
    """How one letter is answered: where to, whether we read it there, and where its bounces go."""

    reply_to: str = ""
    is_read: bool = False
    bounces: str = ""  # empty: to whom the letter is from
    answers: str = ""  # the Message-ID of the mail it answers


NO_ROUTE: Final = Route()


def route_of(mail: Mail) -> Route:
    """Answers reach a mailbox we read where there is one, else whom the shop named; with the letter's mark in the
    address where its self-test saw such an address arrive.
    """
    if mail.shop_id is None or mail.shop is None:
        return NO_ROUTE
    wanted = LetterSettings.objects.filter(shop_id=mail.shop_id).values_list("reply_to", flat=True).first() or ""
    answers = mail.in_reply_to or _answered(mail)
    found = _finder(mail.shop_id, wanted)
    if found is None:
        return Route(wanted or mail.shop.email, answers=answers)
    token = token_of(case_id=mail.case_id, conversation_id=mail.conversation_id)
    marked = plus_address(found.address, token) if token and found.takes_plus else ""
    return Route(marked or found.address, is_read=True, bounces=marked if found.proved else "", answers=answers)
