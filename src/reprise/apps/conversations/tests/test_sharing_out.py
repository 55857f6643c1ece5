"""Who gets the next matter."""

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.services.take_matters import take_matters
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.rules.sharing_out import FAIR, Hand, next_hand
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.share_out import hands_of, share_out
from tests.support.builders import AT, a_shop


def test_whoever_has_the_least_to_answer_gets_it() -> None:
    assert next_hand([Hand(1, "fr", 4), Hand(2, "fr", 2), Hand(3, "fr", 3)], "fr") == 2


def test_a_colleague_of_the_language_comes_first_as_long_as_it_is_fair() -> None:
    assert next_hand([Hand(1, "en", FAIR - 1), Hand(2, "fr", 0)], "en") == 1
    assert next_hand([Hand(1, "en", FAIR + 1), Hand(2, "fr", 0)], "en") == 2


def test_of_equals_whoever_was_given_one_longest_ago() -> None:
    assert next_hand([Hand(1, "fr", 1, last_given=9), Hand(2, "fr", 1, last_given=5)], "fr") == 2


def test_nobody_gets_it_where_nobody_takes_any() -> None:
    assert next_hand([], "fr") is None


@pytest.fixture
def shop() -> Shop:
    """A French shop."""
    return a_shop()


def a_member(shop: Shop, name: str, language: str = "fr", role: Role = Role.AGENT) -> Person:
    person = Person.objects.create_user(f"{name}@example.com", name=name, language=language)
    Membership.objects.create(person=person, shop=shop, role=role)
    return person


def a_question(shop: Shop, language: str = "fr") -> Conversation:
    begun, person = begin_conversation(
        shop=shop, language=language, channel=Channel.CHAT, name="Alice", email="", is_verified=False,
        role=PartRole.VISITOR, at=AT,
    )  # fmt: skip
    say(actor=system(shop.pk), conversation=begun, body="Où ?", at=AT, participant=person)
    Conversation.objects.filter(pk=begun.pk).update(waits_since=AT)
    return Conversation.objects.get(pk=begun.pk)


@pytest.mark.django_db
def test_one_after_the_other_goes_round(shop: Shop) -> None:
    people = {a_member(shop, "ines").pk, a_member(shop, "marc").pk, a_member(shop, "lea").pk}
    given = [share_out(conversation=a_question(shop), at=AT) for _ in range(6)]
    assert set(given[:3]) == set(given[3:]) == people


@pytest.mark.django_db
def test_viewers_inspectors_and_whoever_pauses_get_none(shop: Shop) -> None:
    a_member(shop, "theo", role=Role.INSPECTOR)
    a_member(shop, "vera", role=Role.VIEWER)
    away, there = a_member(shop, "ines"), a_member(shop, "marc")
    take_matters(actor=Actor(ActorKind.STAFF, shop.pk, RIGHTS[Role.AGENT], "Inès", person_id=away.pk), takes=False)
    assert [hand.person_id for hand in hands_of(shop.pk)] == [there.pk]


@pytest.mark.django_db
def test_what_is_somebody_s_stays_theirs(shop: Shop) -> None:
    mine = a_member(shop, "ines")
    a_member(shop, "marc")
    one = a_question(shop)
    assign_conversation(actor=system(shop.pk), conversation=one, person_id=mine.pk, at=AT)
    assert share_out(conversation=one, at=AT) is None
    one.refresh_from_db()
    assert one.assignee_id == mine.pk
