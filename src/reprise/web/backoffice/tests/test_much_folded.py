"""Row 33 of the pains: where the fold of a mail may hold words written now, whoever answers is told to look."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.rules.quoting import MUCH, folded_much, split_quoted
from reprise.web.backoffice.tests.talking import asked, page

HEADS = (
    "De : Atelier <contact@lamelle.example>\nEnvoyé : mardi 24 novembre 2026 10:30\nÀ : Alice\nObjet : Votre demande"
)
ODD = f"Bonjour.\n\n{HEADS}\n\n" + "La lampe clignote encore.\n" * 40


def test_a_fold_without_quotation_marks_may_hide_words_written_now() -> None:
    own, folded = split_quoted(ODD)
    assert own == "Bonjour."
    assert folded_much(folded)


@pytest.mark.parametrize(
    "quoted", ["", "> La lampe clignote.\n" * 200, "Le 24 nov., Atelier a écrit :\n> Bonjour", "x" * MUCH]
)
def test_an_ordinary_quotation_hides_nothing(quoted: str) -> None:
    assert not folded_much(quoted)


@pytest.mark.django_db
def test_the_desk_says_how_much_is_folded(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    plain = "Tout afficher, avec ce que l’e-mail cite"
    Message.objects.filter(conversation=one).update(quoted="> Bonjour")
    text = desk.get(page(one)).content.decode()
    assert plain in text
    Message.objects.filter(conversation=one).update(quoted=split_quoted(ODD)[1])
    text = desk.get(page(one)).content.decode()
    assert "45 lignes sont repliées, et certaines peuvent être nouvelles" in text
    assert plain not in text
    assert "La lampe clignote encore." in text
