"""What the assistant did, as staff see it: nobody’s answer, with what it tried, and dangers before everything else."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import ChatSettings, Conversation
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.talking import LIST, asked, page
from reprise.web.chat.tests.test_first_line import SURE
from reprise.workflows.converse.danger import watch_for_danger
from reprise.workflows.first_line import Visitor, answer_first

pytestmark = pytest.mark.django_db


def answered(shop: Shop, body: str = SURE) -> Conversation:
    """A visitor asks and is answered automatically."""
    one = asked(shop, body)
    message = one.messages.get()
    watch_for_danger(message)
    answer_first(message=message, visitor=Visitor(language="fr"), at=message.created_at)
    return one


def test_the_list_shows_what_was_asked_and_that_only_a_machine_answered(desk: Client, shop: Shop) -> None:
    answered(shop)
    rows = desk.get(LIST).content.decode()
    assert "Réponse automatique à" in rows
    assert SURE in rows.replace("&#x27;", "'")
    assert "Vous :" not in rows.replace("\u00a0", " ")


def test_beside_the_thread_stand_the_articles_tried_and_their_scores(desk: Client, shop: Shop) -> None:
    shown = desk.get(page(answered(shop))).content.decode()
    assert "Essayé automatiquement" in shown
    assert "refund-timing-method" in shown
    assert "Répondu d’après un article" in shown


def test_a_danger_stands_before_everybody_else(desk: Client, shop: Shop) -> None:
    first = asked(shop, "Où est mon colis ?")
    danger = answered(shop, "mon imprimante fume")
    rows = desk.get(LIST).content.decode()
    assert rows.index(str(danger.key)) < rows.index(str(first.key))
    assert "Danger" in rows


def test_the_settings_switch_it_off_and_on(shop: Shop) -> None:
    owner, where = at_the_desk(somebody(shop, Role.OWNER)), "/fr/desk/atelier-lamelle/chat/"
    for typed, kept in (({}, False), ({"assistant_on": "on"}, True)):
        assert owner.post(where, {"is_on": "on", **typed}).status_code == 302
        assert ChatSettings.objects.get(shop=shop).assistant_on is kept
