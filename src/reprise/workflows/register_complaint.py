"""A complaint registered from any conversation: a number, a date for the answer, and all of it on a durable medium."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import afford
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import CaseKind, DeadlineState, LineSource
from reprise.apps.cases.queries import open_deadlines
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.open_case import NewCase, NewLine, begin_case, fill_case
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.queries import conversations_of, people_of
from reprise.apps.conversations.services.attach_case import attach_case
from reprise.apps.conversations.services.hand_over import hand_over
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.notifications.letters import Ground, Grounds, Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Invalid, NotFound, Refusal, mark
from reprise.law.counting import Period
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels import deadline_effects as effects
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.deadline_making import book_of
from reprise.readmodels.deadlines import ACKNOWLEDGED, COMPLAINT, MEDIATION
from reprise.readmodels.opening_dates import mediation
from reprise.readmodels.papers.complaint import complaint_enclosure, next_steps
from reprise.readmodels.projection import project
from reprise.workflows import converse

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case
    from reprise.apps.cases.services.deadlines import NewDeadline
    from reprise.apps.conversations.models import Conversation, Participant

QUOTED: Final = 2_000  # characters of the letter; its paper has everything
A_DAY: Final = 3  # complaints confirmed to one address nobody has proved: enough for anybody, useless for pestering


class NoAddress(Refusal):
    """Nobody knows where the confirmation is to go."""

    code = "complaint_needs_address"
    sentence = mark("Write an e-mail address: the confirmation of the complaint goes there, with all that was said.")


class NothingSaid(Refusal):
    """There is nothing to complain of yet."""

    code = "complaint_needs_words"
    sentence = mark("Say first what the complaint is about.")


@dataclass(frozen=True, slots=True)
class Registered:
    """The case of a complaint, whether it is new, and by when it is answered."""

    case: "Case"
    is_new: bool
    answer_by: date


@atomic
def register_complaint(
    *, actor: Actor, conversation: "Conversation", at: datetime, words: str = "", email: str = "", client_id: str = ""
) -> Registered:
    """Register what was said as a complaint: its case is opened or marked, dated, and confirmed to the customer.

    `words`: what is said with it; `email`: where it is confirmed, where nobody knows yet. While one is open, the same
    complaint is meant.
    """
    _check_reach(actor, conversation)
    if words.strip():
        message = converse.say(
            actor=actor, conversation=conversation, body=words, at=at, client_id=f"complaint:{client_id}"[:64]
        )
        conversation = message.conversation
    shop = shop_of(actor)
    conversation = hold_conversation(conversation.pk)  # of two clicks at once, the second finds the first one's case
    case = conversation.case
    if case is not None and (known := _open_one(case)) is not None:
        return Registered(case, is_new=False, answer_by=known)
    said = _said(conversation)
    confirmed = True
    if case is None:
        people = people_of(conversation)
        case = _open(actor, conversation, people, said, email.strip().lower(), at)
        confirmed = _may_write_to(people[0] if people else None, case.contact_email, at)
        conversation = attach_case(  # the case is theirs: it was opened for them just now, with what they said
            actor=system(shop.pk), conversation=conversation, case=case, at=at, vouched=True
        )
    hand_over(conversation=conversation, at=at)  # nothing automatic is said to a complaint
    due = _date_it(actor, shop, case, conversation, at, confirmed=confirmed and bool(case.contact_email))
    if confirmed and case.contact_email:
        _confirm(shop, case, conversation, said, due, at)
    return Registered(case, is_new=True, answer_by=due)


def _check_reach(actor: Actor, conversation: "Conversation") -> None:
    if not actor.is_customer:
        actor.require(Right.MESSAGES_WRITE)
    if not conversations_of(actor).filter(pk=conversation.pk).exists():
        raise NotFound


def _open_one(case: "Case") -> date | None:
    """By when a complaint that is registered already is answered."""
    return next((each.due_on for each in open_deadlines(case) if each.name == COMPLAINT), None)


def _said(conversation: "Conversation") -> str:
    """What the customer wrote, the newest of it as far as a letter holds it."""
    theirs = [
        one.body
        for one in messages_of(system(conversation.shop_id), conversation, before=2**31 - 1)
        if one.author_kind == Author.CUSTOMER.value and not one.automatic and one.body
    ]
    said = "\n\n".join(theirs)
    if not said:
        raise NothingSaid(field="words")
    return said if len(said) <= QUOTED else f"… {said[-QUOTED:].split(' ', 1)[-1]}"


def _open(
    actor: Actor, conversation: "Conversation", people: "list[Participant]", said: str, email: str, at: datetime
) -> "Case":
    """Open the case of a question: no order is known, so law and policy answer nothing by themselves."""
    buyer = people[0] if people else None
    address = (buyer.email if buyer else "") or email
    _check_address(actor, address)
    language = (buyer.language if buyer else conversation.language)[:2]
    with override(language):
        about = conversation.subject or gettext("Complaint")
    line = NewLine(about[:200], 1, "", source=LineSource.UNIDENTIFIED, description=said[:5_000])
    new = NewCase(
        CaseKind.SERVICE_COMPLAINT, (line,), buyer.name if buyer else "", address, language,
        conversation.channel or "chat", client_id=f"complaint:{conversation.key}",
    )  # fmt: skip
    case, is_new = begin_case(actor=actor, new=new, at=at)
    if is_new:
        with deed(case):
            fill_case(case=case, new=new, actor=actor, at=at)
            store_projection(case=case, projection=project(picture_of(case)), at=at)
    return case


def _check_address(actor: Actor, address: str) -> None:
    if actor.is_customer and not address:
        raise NoAddress(field="email")
    if address and ("@" not in address or len(address) > 254):
        raise Invalid(field="email", why=mark("write an e-mail address, for example name@example.com."))


def _may_write_to(buyer: "Participant | None", address: str, at: datetime) -> bool:
    """A complaint is never refused; but an address that anybody may have typed gets so many letters a day, not more."""
    proved = buyer is None or (buyer.is_verified and buyer.email == address)
    return proved or afford(what="complaint_to", who=address, limit=A_DAY, per=timedelta(days=1), at=at)


def _date_it(
    actor: Actor, shop: "Shop", case: "Case", conversation: "Conversation", at: datetime, *, confirmed: bool
) -> date:
    """Write the dates of a complaint, and that it was registered; returns by when it is answered."""
    with deed(case):
        dates = _dates(shop, case, at, confirmed=confirmed)
        due = dates[0].due_on
        set_deadlines(case=case, deadlines=dates, zone=shop.timezone, at=at)
        told: dict[str, object] = {"conversation": str(conversation.key), "messages": conversation.sequence}
        event = Event(EventType.COMPLAINT_REGISTERED, {**told, "answer_by": due.isoformat()})
        record(case=case, actor=actor, at=at, event=event)
        store_projection(case=case, projection=project(picture_of(case)), at=at)
    return due


def _dates(shop: "Shop", case: "Case", at: datetime, *, confirmed: bool) -> "list[NewDeadline]":
    """Our answer within the time the shop takes for its answers; the mediator's year runs from the first complaint."""
    terms, number = clocks.terms_of(shop, case)
    book, today = book_of(shop, case), clocks.day_of(shop, at)
    answer = book.by_shop(
        COMPLAINT, "policy.decision_days", Period(today, terms.decision_days, country=shop.country), number,
        starts_with="complained", effect=effects.PROMISE,
    )  # fmt: skip
    told = DeadlineState.MET if confirmed else DeadlineState.OPEN
    seen = book.by_shop(
        ACKNOWLEDGED, "policy.acknowledge", Period(today, 0), number, starts_with="complained",
        effect=effects.PROMISE, state=told,
    )  # fmt: skip
    has_year = any(each.name == MEDIATION for each in case.deadlines.all())
    return [answer, seen, *(() if has_year else mediation(book, case.buyer_kind, today, "complained"))]


def _confirm(shop: "Shop", case: "Case", conversation: "Conversation", said: str, due: date, at: datetime) -> None:
    with override(case.language):
        paths = Grounds(tuple(Ground(step) for step in next_steps(shop)))
    letter = to_customer(
        case, shop, Letter.COMPLAINT_RECEIVED, complaint=said, received_at=at, answer_by=due, paths=paths,
        order_number=case.order.number if case.order else None,
        dedupe_key=f"complaint:{case.pk}:{conversation.sequence}",
    )  # fmt: skip
    paper = complaint_enclosure(up_to=conversation.sequence, received_at=at, answer_by=due)
    send_letter(**letter, at=at, enclosures=(paper,))
