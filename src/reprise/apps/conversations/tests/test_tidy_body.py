import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.conversations.rules.body import LONGEST, MessageTooLong, tidy_body
from reprise.core.refusals import Invalid, Refusal


def test_lines_and_accents_stay_as_written() -> None:
    assert tidy_body("  Bonjour,\r\nla pièce est cassée.\r\tMerci\n") == "Bonjour,\nla pièce est cassée.\n\tMerci"


def test_what_hides_or_turns_the_text_around_is_taken_out() -> None:
    assert tidy_body("paiement\u202egnp.exe\u2066\x00\x1b[31m\ud800") == "paiementgnp.exe[31m"


def test_arabic_and_joined_emoji_are_left_alone() -> None:
    said = "مرحبا \u200f(3D) 👩\u200d🔧"
    assert tidy_body(said) == said


def test_markup_stays_plain_text() -> None:
    assert tidy_body("<script>alert(1)</script>") == "<script>alert(1)</script>"


@pytest.mark.parametrize("typed", ["", " \n\t ", "\x00\u202e"])
def test_an_empty_message_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        tidy_body(typed)
    assert refusal.value.field == "body"


def test_the_longest_message_passes_and_one_more_character_does_not() -> None:
    assert len(tidy_body("x" * LONGEST)) == LONGEST
    with pytest.raises(MessageTooLong) as refusal:
        tidy_body("x" * (LONGEST + 1))
    assert refusal.value.params == {"length": LONGEST + 1, "longest": LONGEST}


@given(st.text(max_size=200))
def test_whatever_is_typed_comes_out_storable_and_tidying_again_changes_nothing(typed: str) -> None:
    try:
        body = tidy_body(typed)
    except Refusal:
        return
    body.encode()
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in body)
    assert tidy_body(body) == body
