"""A question is kept without what tells who asked it."""

import pytest

from reprise.apps.knowledge.rules.masking import LONGEST, masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("je suis alice.martin@example.com merci", "je suis ••• merci"),
        ("appelez le 06 12 34 56 78", "appelez le •••"),
        ("+33 6 12 34 56 78 ou 0033.612.345.678", "••• ou •••"),
        ("carte 4970 1012 3456 7893 refusée", "carte ••• refusée"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", "IBAN •••"),
        ("commande n° 1234567", "commande n° •••"),
        ("buse 0,4 mm à 215 °C, 60 mm/s", "buse 0,4 mm à 215 °C, 60 mm/s"),
        ("mon X1C plante depuis le 24/11/2026 ?", "mon X1C plante depuis le 24/11/2026 ?"),
        ("sous 14 jours", "sous 14 jours"),
        ("\u202e\x00", ""),
    ],
)
def test_addresses_and_long_numbers_are_covered(typed: str, kept: str) -> None:
    assert masked(typed) == kept


def test_a_long_story_is_cut() -> None:
    assert len(masked("imprimante " * 2_000)) <= LONGEST
