"""A slip is mended into the nearest word that is known; short words are left as they are."""

import pytest

from reprise.apps.knowledge.rules.spelling import Speller, distance, sounded

SPELLER = Speller(
    ["remboursement", "garantie", "plateau", "colis", "buse", "imprimante", "refund", "warranty", "etiquette", "etiez"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rembourcement", "remboursement"), ("ranboursement", "remboursement"), ("garentie", "garantie"),
        ("plato", "plateau"), ("imprimente", "imprimante"), ("refudn", "refund"), ("warrenty", "warranty"),
        ("ettiquette", "etiquette"), ("colis", "colis"), ("bus", "bus"), ("zzzzzz", "zzzzzz"), ("rtx4090", "rtx4090"),
    ],
)  # fmt: skip
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert SPELLER.mended(typed) == meant


def test_two_letters_swapped_are_one_slip() -> None:
    assert distance("refudn", "refund") == 1
    assert distance("abc", "abc") == 0
    assert distance("", "abc") == 3


def test_words_that_sound_alike_in_french_are_told_alike() -> None:
    assert sounded("plateau") == sounded("plato")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kill", "kill"), ("etour", "retour"), ("lport", "port"), ("killing", "killing"), ("ertour", "retour")],
)
def test_a_short_word_that_begins_otherwise_is_another_word(typed: str, meant: str) -> None:
    assert Speller(["bill", "billing", "file", "retour", "port"]).mended(typed) == meant
