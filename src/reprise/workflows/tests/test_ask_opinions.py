"""Customers are asked what they thought: once, by a person's close, and in a mail of one click."""

from datetime import timedelta

import pytest
from django.db import transaction

from reprise.apps.accounts.actors import customer_of_conversation, system
from reprise.apps.accounts.models import CustomerAccount, Shop
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import ChatSettings, Conversation, Rating
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.give_opinion import TooLate, give_opinion
from reprise.apps.conversations.services.reopen import reopen
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Invalid
from reprise.readmodels.opinions import opinions
from reprise.readmodels.opinions_to_ask import AFTER
from reprise.workflows import converse
from reprise.workflows.ask_opinions import ask_opinions
from reprise.workflows.register_complaint import register_complaint
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
SOON = AT + AFTER + timedelta(minutes=5)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def answered(shop: Shop, *, email: str = "alice@example.com", words: str = "Où est mon colis ?") -> Conversation:
    """Alice asked, and Inès answered."""
    conversation, person = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name="Alice", email=email, is_verified=False,
        role=PartRole.VISITOR, at=AT,
    )  # fmt: skip
    alice = customer_of_conversation(shop.pk, conversation.pk, "Alice", participant_id=person.pk)
    converse.say(actor=alice, conversation=conversation, body=words, at=AT, participant=person)
    converse.say(actor=ines(shop.pk), conversation=conversation, body="Il arrive demain.", at=AT)
    return conversation


def closed(conversation: Conversation, by: object | None = None) -> Conversation:
    conversation.refresh_from_db()
    close(actor=by or _her(conversation.shop), conversation=conversation, at=AT)  # type: ignore[arg-type]
    return conversation


def _her(shop: Shop) -> object:
    actor = ines(shop.pk)
    member = a_member(shop, "ines")
    return type(actor)(actor.kind, shop.pk, actor.rights, "Inès", person_id=member.person_id)


def ask(at: object = SOON) -> None:
    finish = ask_opinions({}, at=at)  # type: ignore[arg-type]
    if finish is not None:
        with transaction.atomic():
            finish()


def asked() -> list[Mail]:
    return list(Mail.objects.filter(letter=Letter.RATING_ASKED))


def test_a_matter_a_person_closed_is_asked_about_once(shop: Shop) -> None:
    conversation = closed(answered(shop))
    ask()
    ask()
    ask(SOON + timedelta(days=1))
    (mail,) = asked()
    rating = Rating.objects.get(conversation=conversation)
    assert mail.to == "alice@example.com"
    for score in range(1, 6):
        assert f"/fr/s/{shop.slug}/opinion/{rating.key}/?score={score}" in mail.html
    assert rating.person is not None
    assert rating.person.email.startswith("ines")


def test_a_matter_the_house_closed_is_not_asked_about(shop: Shop) -> None:
    closed(answered(shop), system(shop.pk))
    ask()
    assert asked() == []


def test_a_matter_opened_again_is_not_asked_about(shop: Shop) -> None:
    conversation = closed(answered(shop))
    reopen(actor=ines(shop.pk), conversation=conversation)
    ask()
    assert asked() == []


def test_it_is_not_asked_in_one_breath_with_the_answer_nor_at_night_nor_long_after(shop: Shop) -> None:
    closed(answered(shop))
    ask(AT + timedelta(minutes=30))
    ask(AT.replace(hour=23))
    ask(AT + timedelta(days=4))
    assert asked() == []


def test_a_shop_that_does_not_ask_asks_nobody(shop: Shop) -> None:
    ChatSettings.objects.create(shop=shop, asks_opinion=False)
    closed(answered(shop))
    ask()
    assert asked() == []


def test_who_gave_no_address_threatens_or_complains_is_not_asked(shop: Shop) -> None:
    closed(answered(shop, email=""))
    closed(answered(shop, words="Je saisis mon avocat."))
    complains = answered(shop)
    register_complaint(actor=ines(shop.pk), conversation=complains, at=AT)
    closed(complains)
    ask()
    assert asked() == []


def test_an_answer_can_be_changed_for_thirty_days(shop: Shop) -> None:
    closed(answered(shop))
    ask()
    rating = Rating.objects.get()
    give_opinion(rating=rating, score=2, comment=" Trop long ", at=SOON)
    give_opinion(rating=rating, score=5, comment="", at=SOON + timedelta(days=1))
    rating.refresh_from_db()
    assert (rating.score, rating.comment) == (5, "")
    with refused(TooLate):
        give_opinion(rating=rating, score=1, comment="", at=SOON + timedelta(days=31))
    for score in (None, 0, 6):
        with refused(Invalid):
            give_opinion(rating=rating, score=score, comment="", at=SOON)


def test_the_figures_count_who_was_asked_and_say_how_sure_they_are(shop: Shop) -> None:
    for score in (5, 4, 1, None):
        conversation = answered(shop, email=f"{score}@example.com")
        Rating.objects.create(
            conversation=conversation, shop=shop, key=f"{score}", asked_at=AT, score=score,
            answered_at=AT if score else None,
        )  # fmt: skip
    seen = opinions(ines(shop.pk), SOON)
    assert (seen.asked, seen.answered, seen.counts[5]) == (4, 3, 1)
    assert seen.content is not None
    assert (seen.content.part, seen.content.of) == (2, 3)
    low, high = seen.content.between
    assert low < 67 < high


def test_whoever_said_so_in_their_account_is_not_asked(shop: Shop) -> None:
    CustomerAccount.objects.create(
        shop=shop, email="alice@example.com", created_at=AT, seen_at=AT, is_asked_opinions=False
    )
    closed(answered(shop))
    closed(answered(shop, email="bob@example.com"))
    ask()
    assert [mail.to for mail in asked()] == ["bob@example.com"]
