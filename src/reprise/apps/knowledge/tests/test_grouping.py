"""Questions that ask the same are put together, and no others."""

import pytest

from reprise.apps.knowledge.rules.grouping import MOST_WORDS, grouped


def together(one: str, other: str, language: str = "fr") -> bool:
    return len(grouped([(1, one, language), (2, other, language)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vous livrez en Suisse ?", "livraison en suisse possible"),
        ("puis je payer en 3 fois", "Payer en trois fois ?"),
        ("avez-vous une carte cadeau", "cartes cadeaux"),
        ("carte cadeau valable combien de temps", "combien de temps est valable la carte cadeau"),
        ("une remise étudiant ?", "remise etudiants"),
        ("fabriquez vous des engrenages", "fabriquez vous des engranages"),
    ],
)
def test_other_words_order_accents_and_slips_ask_the_same(one: str, other: str) -> None:
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vous livrez en Suisse ?", "Vous livrez en Belgique ?"),
        ("vous vendez du PLA", "vous vendez du PETG bio"),
        ("avez-vous une carte cadeau", "où est ma carte de fidélité"),
        ("", "payer en 3 fois"),
    ],
)
def test_another_thing_is_another_question(one: str, other: str) -> None:
    assert not together(one, other)


def test_two_languages_are_two_groups_and_each_is_told_by_its_first() -> None:
    asked = [(5, "gift card", "en"), (3, "gift card", "fr"), (9, "gift cards ?", "en")]
    assert grouped(asked) == [[5, 9], [3]]


def test_stories_and_rubbish_are_grouped_too() -> None:
    story, signs = "imprimante " * 5_000, "😀"
    assert grouped([(1, story, "fr"), (2, signs, "fr"), (3, "", "en"), (4, signs, "fr")]) == [[1], [2, 4], [3]]


def test_a_story_is_read_as_far_as_it_says_what_it_is_about() -> None:
    begins = " ".join(f"mot{chr(97 + n)}{chr(122 - n)}" for n in range(MOST_WORDS))
    ends = [" ".join(f"{letter * 3}{chr(97 + n)}k" for n in range(60)) for letter in "bx"]
    assert together(f"{begins} {ends[0]}", f"{begins} {ends[1]}")
