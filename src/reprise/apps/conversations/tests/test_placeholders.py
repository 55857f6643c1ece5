"""What stands in braces is filled in, told when it is not known, and never sent as it is."""

import pytest

from reprise.apps.conversations.rules.placeholders import fill, left_in, unknown_in
from reprise.apps.conversations.starters import STARTERS


def test_values_are_put_in_once_as_plain_text() -> None:
    filled = fill("Bonjour {first_name}, commande {order_number}.", {"first_name": "{name}", "order_number": "4711"})
    assert filled.text == "Bonjour {name}, commande 4711."
    assert filled.missing == ()


def test_a_name_nobody_knows_takes_its_space_along() -> None:
    assert fill("Bonjour {first_name}, c’est {my_name}.", {"my_name": "Inès"}).text == "Bonjour, c’est Inès."


def test_what_is_not_known_stays_and_is_told() -> None:
    filled = fill("Avant {return_by}, commande {order_number}, {return_by}.", {"order_number": " "})
    assert filled.missing == ("return_by", "order_number")
    assert left_in(filled.text) == ("{return_by}", "{order_number}")


@pytest.mark.parametrize("typed", ["{first_name}", "a { order_number } b", "{Reference}", "{link}{link}"])
def test_a_placeholder_left_in_a_text_is_seen(typed: str) -> None:
    assert len(left_in(typed)) == 1


@pytest.mark.parametrize("typed", ["", "{}", "un {x} de code", "G-code {M104 S210}", "accolades { et }"])
def test_other_braces_may_be_sent(typed: str) -> None:
    assert left_in(typed) == ()


@pytest.mark.parametrize(
    ("typed", "stray"),
    [("Bonjour {first_nam}", "{first_nam}"), ("{", "{"), ("a } b", "}"), ("{name} {link}", ""), ("{Name}", "{Name}")],
)
def test_what_is_no_placeholder_is_found_when_a_reply_is_saved(typed: str, stray: str) -> None:
    assert unknown_in(typed) == stray


def test_ten_starters_say_the_same_in_both_languages() -> None:
    assert len(STARTERS) == len({one.shortcut for one in STARTERS}) == len({one.name for one in STARTERS}) == 10
    for one in STARTERS:
        assert not unknown_in(one.fr)
        assert not unknown_in(one.en)
        assert set(left_in(one.fr)) == set(left_in(one.en)), one.name


def test_starters_are_written_in_french_typography() -> None:
    for one in STARTERS:
        text = one.name + one.fr
        assert "'" not in text
        for sign in ":;?!":
            assert f" {sign}" not in text, one.name
