"""An answer everybody reads points at nobody."""

import pytest

from reprise.apps.conversations.rules.giveaways import Known, Sort, given_away
from tests.support.waiting import ends

ALICE = Known(
    names=("Alice Martin-Duval",), numbers=("4711", "RP-7F3K"), address=("12 rue des Lilas", "Villeurbanne", "69100"),
    articles=("Lamelle One",), emails=("alice@example.com",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "sort"),
    [
        ("Bonjour Alice, merci.", Sort.NAME),
        ("Madame MARTIN, merci de votre avis.", Sort.NAME),
        ("Chère madame Duval,", Sort.NAME),
        ("Votre commande 4711 est partie.", Sort.NUMBER),
        ("Dossier rp-7f3k : réglé.", Sort.NUMBER),
        ("Votre numéro de suivi 6A12345678901 le montre.", Sort.NUMBER),
        ("Commande n°88 retrouvée.", Sort.NUMBER),
        ("Order 20391 was late.", Sort.NUMBER),
        ("Livrée à villeurbanne.", Sort.ADDRESS),
        ("Livrée au 3 bis, avenue Foch.", Sort.ADDRESS),
        ("Delivered to 14 Baker Street.", Sort.ADDRESS),
        ("Nous avons remboursé 93,90 €.", Sort.AMOUNT),
        ("Nous avons remboursé 93\u00a0€.", Sort.AMOUNT),
        ("We paid back €1,234.50 in May.", Sort.AMOUNT),
        ("We refunded 20 euros.", Sort.AMOUNT),
        ("Appelez le 06 12 34 56 78.", Sort.PHONE),
        ("Appelez le +33 6 12 34 56 78.", Sort.PHONE),
        ("Écrivez à alice@example.com.", Sort.EMAIL),
        ("Votre Lamelle One sera réparée.", Sort.ARTICLE),
        ("Partie le 3 mars.", Sort.DATE),
        ("Sent on March 3rd.", Sort.DATE),
        ("Reçu le 03/11.", Sort.DATE),
    ],
)
def test_what_points_at_somebody_is_found(answer: str, sort: Sort) -> None:
    assert sort in {found.sort for found in given_away(answer, ALICE)}


@pytest.mark.parametrize(
    "answer",
    [
        "Bonjour, merci de votre avis. Ce n’est pas ce que nous voulons pour nos clients.",
        "Nous répondons sous 2 jours, du lundi au vendredi.",
        "L’impression 3D en PLA ou PETG demande un réglage ; une vis M3 suffit.",
        "Hello, and thank you. We are open from 9 to 18 and answer within 48 hours.",
        "Une buse de 0.4 mm à 210 degrés.",
        "Les alicéens et les martinets nous saluent.",
        "Depuis 2019, nous réparons 100 % de nos machines.",
        "",
    ],
)
def test_what_points_at_nobody_may_be_said(answer: str) -> None:
    assert given_away(answer, ALICE) == ()


def test_each_thing_is_told_once_in_the_order_it_stands() -> None:
    found = given_away("Alice, votre commande 4711, Alice !", ALICE)
    assert [one.words for one in found] == ["Alice", "commande 4711"]


def test_little_words_of_a_name_are_no_giveaway() -> None:
    assert given_away("La suite de l’affaire et le reste.", Known(names=("Jean de La Tour",))) == ()


@pytest.mark.parametrize("words", ["1", "1.", "1..", "a", "_", "€1 ", "1 "])
def test_a_long_answer_has_an_end(words: str) -> None:
    with ends():
        given_away((words * 10_000)[:10_000], ALICE)
