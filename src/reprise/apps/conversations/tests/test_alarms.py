"""What customers threaten with is seen, and ordinary talk of avocados, press fits and good reviews is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.rules.alarms import alarms_in, found_in
from reprise.apps.conversations.tests.alarm_sentences import ORDINARY, THREATS
from tests.support.waiting import ends


def test_enough_is_tried() -> None:
    assert sum(map(len, THREATS.values())) >= 150
    assert len(ORDINARY) >= 120


@pytest.mark.parametrize("alarm", sorted(THREATS))
def test_a_threat_is_seen(alarm: Alarm) -> None:
    missed = [text for text in THREATS[alarm] if alarm not in alarms_in(text)]
    assert missed == []


def test_ordinary_words_raise_nothing() -> None:
    cried = {text: [one.words for one in found_in(text)] for text in ORDINARY if alarms_in(text)}
    assert cried == {}


@pytest.mark.parametrize("alarm", sorted(THREATS))
def test_a_threat_between_polite_sentences_is_seen_all_the_same(alarm: Alarm) -> None:
    around = "Bonjour, merci de votre retour rapide.\n\n{}\n\nI read your great reviews. Bien cordialement, Alice"
    missed = [text for text in THREATS[alarm] if alarm not in alarms_in(around.format(text))]
    assert missed == []


def test_a_threat_in_capitals_without_accents_is_seen() -> None:
    assert alarms_in("JE SAISIS LE MEDIATEUR ET LA REPRESSION DES FRAUDES") == {Alarm.AUTHORITY}


def test_several_threats_are_told_apart() -> None:
    text = "Je préviens la DGCCRF, je contacte la presse, mon avocat vous écrira et je mets un avis négatif sur Google."
    assert alarms_in(text) == set(THREATS)


def test_what_somebody_else_wrote_is_no_threat() -> None:
    text = "Le mail disait :\n> Je saisis mon avocat.\n> Je porte plainte.\nCe n’était pas moi, pardon."
    assert alarms_in(text) == frozenset()


def test_the_words_are_given_as_they_were_written() -> None:
    text = "Bonjour. Je préviens la DGCCRF, et mon AVOCAT."
    found = {one.alarm: one for one in found_in(text)}
    assert "AVOCAT" in found[Alarm.LAWYER].words
    assert "DGCCRF" in found[Alarm.AUTHORITY].words
    assert all(text[one.start : one.end] == one.words for one in found.values())


@given(st.text(max_size=300))
def test_any_text_at_all_is_listened_to(text: str) -> None:
    assert alarms_in(text) <= set(Alarm)


@pytest.mark.parametrize("word", ["vais ", "ne je pas ", "a ", "je mets un avis ", "« ", "le ", "> "])
def test_a_long_message_of_one_word_has_an_end(word: str) -> None:
    with ends():
        alarms_in(word * 3_000)
