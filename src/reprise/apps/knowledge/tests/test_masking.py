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
        ("appelez le 06.12.34.56.78 ou 06-12-34-56-78", "appelez le ••• ou •••"),
        ("06\u00a012\u00a034\u00a056\u00a078, 06\u202f12\u202f34\u202f56\u202f78", "•••, •••"),
        ("04/78/12/34/56 le 12/03/2026 au 0612345678", "••• le 12/03/2026 au •••"),
        ("livré le 12.03.2026 06.12.34.56.78", "livré le 12.03.2026 •••"),
        ("depuis 2026-03-12, le 3-4-26", "depuis 2026-03-12, le 3-4-26"),
        ("iban fr7630006000011234567890189", "iban •••"),
        ("iban fr76 3000 6000 0112 3456 7890 189", "iban •••"),
        ("alice＠example.com", "•••"),
        ("le24 le pla qui est sec", "le24 le pla qui est sec"),
        ("\u202e\x00", ""),
    ],
)
def test_addresses_and_long_numbers_are_covered(typed: str, kept: str) -> None:
    assert masked(typed) == kept


def test_a_long_story_is_cut() -> None:
    assert len(masked("imprimante " * 2_000)) <= LONGEST
