"""Several people on one matter: invited, admitted, gone; the buyer stays the buyer."""

import pytest

from reprise.apps.cases.queries import timeline_of
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.models import Participant
from reprise.apps.conversations.queries import conversation_for, participant_at, participants_of
from reprise.apps.conversations.services.admit import admit
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.come_in import come_in
from reprise.apps.conversations.services.invite_participant import (
    MOST_PEOPLE,
    EnoughPeople,
    InvitesNobody,
    ReadsAlong,
    invite_participant,
)
from reprise.apps.conversations.services.leave import BuyerStays, leave
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from reprise.apps.conversations.tests.talking import a_question, now, whoever
from reprise.core.refusals import Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def bob_of(case: object, email: str = "bob@firma.example") -> Participant:
    """Bob, whom Alice invited."""
    return invite_participant(
        actor=alice(case), conversation=thread_of(case, AT), email=email, name="Bob", language="en",  # type: ignore[arg-type]
        role=PartRole.COLLEAGUE, at=AT,
    )  # fmt: skip


def test_the_buyer_of_a_case_is_whom_the_case_names_today() -> None:
    case = a_case(a_shop())
    thread = thread_of(case, AT)
    [buyer] = participants_of(alice(case), thread)
    assert (buyer.has_row, buyer.role, buyer.email, buyer.is_verified) == (False, "buyer", "alice@example.com", True)
    assert participant_at(thread, " Alice@Example.com ") is not None
    assert participant_at(thread, "mallory@example.com") is None
    assert participant_at(thread, "") is None


def test_a_colleague_reads_along_and_answers_in_their_own_name() -> None:
    shop = a_shop()
    case = a_case(shop)
    thread, bob = thread_of(case, AT), whoever(bob_of(case))
    say(actor=ines(shop), conversation=thread, body="Bonjour", at=AT)
    say(actor=ines(shop), conversation=thread, body="note", at=AT, internal=True)
    message = say(actor=bob, conversation=thread, body="Hello", at=AT)
    assert (message.author_kind, message.author_name, message.participant_id) == ("customer", "Bob", bob.participant_id)
    assert [one.body for one in messages_of(bob, thread)] == ["Bonjour", "Hello"]
    assert [one.email for one in participants_of(bob, thread)] == ["alice@example.com", "bob@firma.example"]
    assert [event.type for event in timeline_of(case)][1:2] == ["person_added"]


def test_what_one_colleague_read_the_buyer_has_not() -> None:
    shop = a_shop()
    case = a_case(shop)
    thread, bob = thread_of(case, AT), whoever(bob_of(case))
    say(actor=ines(shop), conversation=thread, body="Bonjour", at=AT)
    mark_read(actor=bob, conversation=thread, up_to=1, at=AT)
    assert now(thread).read_by_customer == 0
    assert Participant.objects.get().read_up_to == 1
    mark_read(actor=alice(case), conversation=thread, up_to=1, at=AT)
    assert now(thread).read_by_customer == 1


def test_whoever_left_reaches_nothing_any_more_and_may_be_invited_again() -> None:
    shop = a_shop()
    case = a_case(shop)
    thread, person = thread_of(case, AT), bob_of(case)
    leave(actor=alice(case), conversation=thread, participant_id=person.pk, at=AT)
    assert messages_of(whoever(person), thread) == []
    with refused(NotFound):
        say(actor=whoever(person), conversation=thread, body="?", at=AT)
    assert participant_at(thread, "bob@firma.example") is None
    again = bob_of(case)
    assert again.pk != person.pk
    assert conversation_for(whoever(again), thread.key) == thread


def test_the_buyer_is_never_taken_off_and_nobody_takes_off_people_of_others() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    with refused(BuyerStays):
        leave(actor=ines(shop), conversation=question, participant_id=camille.participant_id or 0, at=AT)
    case = a_case(shop)
    with refused(NotFound):
        leave(actor=camille, conversation=question, participant_id=bob_of(case).pk, at=AT)


def test_somebody_invited_invites_nobody_and_takes_off_only_themselves() -> None:
    case = a_case(a_shop())
    thread, bob, eve = thread_of(case, AT), whoever(bob_of(case)), bob_of(case, "eve@firma.example")
    with refused(InvitesNobody):
        invite_participant(
            actor=bob, conversation=thread, email="x@example.com", name="", language="fr", role=PartRole.HELPER, at=AT
        )
    with refused(InvitesNobody):
        leave(actor=bob, conversation=thread, participant_id=eve.pk, at=AT)
    leave(actor=bob, conversation=thread, participant_id=bob.participant_id or 0, at=AT)


def test_a_visitor_nobody_knows_invites_nobody() -> None:
    question, visitor = a_question(a_shop(), is_verified=False, role=PartRole.VISITOR)
    with refused(InvitesNobody):
        invite_participant(
            actor=visitor, conversation=question, email="x@example.com", name="", language="fr",
            role=PartRole.COLLEAGUE, at=AT,
        )  # fmt: skip


@pytest.mark.parametrize("email", ["", "bob", "bob@", "a b@example.com"])
def test_an_invitation_needs_an_address(email: str) -> None:
    with refused(Invalid):
        bob_of(a_case(a_shop()), email)


def test_nobody_is_invited_twice_nor_as_the_buyer() -> None:
    case = a_case(a_shop())
    bob_of(case)
    for email in ("BOB@firma.example", "alice@example.com"):
        with refused(ReadsAlong):
            bob_of(case, email)


def test_there_is_an_end_to_how_many_read_along() -> None:
    case = a_case(a_shop())
    for number in range(MOST_PEOPLE):
        bob_of(case, f"bob{number}@firma.example")
    with refused(EnoughPeople):
        bob_of(case, "one-more@firma.example")


def test_staff_admit_an_address_and_the_buyer_does_not_change() -> None:
    shop = a_shop()
    case = a_case(shop)
    thread = thread_of(case, AT)
    lawyer = admit(
        actor=ines(shop), conversation=thread, email="maitre@barreau.example", name="Maître Bel", language="fr", at=AT,
        role=PartRole.HELPER,
    )  # fmt: skip
    same = admit(
        actor=ines(shop), conversation=thread, email="Maitre@barreau.example", name="", language="fr", at=AT
    )  # fmt: skip
    assert same == lawyer
    assert [one.role for one in participants_of(ines(shop), thread)] == ["buyer", "helper"]
    with refused(NotFound):
        admit(actor=alice(case), conversation=thread, email="x@example.com", name="", language="fr", at=AT)


def test_a_link_opens_to_whom_it_was_mailed_and_a_forged_one_is_no_page() -> None:
    from_other = a_question(a_shop("voisin"))[1]
    shop = a_shop()
    person = bob_of(a_case(shop))
    assert not person.is_verified
    for token in ("", "a" * 32, "é" * 32):
        with refused(NotFound):
            come_in(shop_id=shop.pk, participant_id=person.pk, token=token, at=AT)
    with refused(NotFound):
        come_in(shop_id=shop.pk, participant_id=from_other.participant_id or 0, token="a" * 32, at=AT)
    assert not Participant.objects.get(pk=person.pk).is_verified
