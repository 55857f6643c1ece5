"""Every letter in every language: told enough, escaped, the same words in text and page."""

import re
from datetime import date

import pytest
from django.conf import settings

from reprise.apps.accounts.models import Shop
from reprise.apps.notifications.letters import NEEDS, Ground, Grounds, Letter, LetterMistold
from reprise.apps.notifications.tests.builders import LINK, values_for
from reprise.apps.notifications.writing.write import Written, write
from reprise.apps.notifications.writing.writers import WRITERS

LANGUAGES = [code for code, _name in settings.LANGUAGES]
EVERY = [(letter, language) for letter in Letter for language in LANGUAGES]


def written(letter: Letter, language: str, **more: object) -> Written:
    return write(letter=letter, values={**values_for(letter), **more}, language=language, shop=None)  # type: ignore[dict-item]


def test_every_letter_has_needs_and_a_writer() -> None:
    assert set(NEEDS) == set(WRITERS) == set(Letter)


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_a_letter_shows_all_it_was_told(letter: Letter, language: str) -> None:
    whole = written(letter, language)
    for name, value in values_for(letter).items():
        if value == f"<{name}>" and name != "author":
            assert str(value) in whole.text, name
            assert f"&lt;{name}&gt;" in whole.html, name
    assert "Atelier Lamelle</span>" in whole.html
    assert whole.subject
    assert "%(" not in whole.subject + whole.text + whole.html


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_a_letter_told_the_least_still_makes_sense(letter: Letter, language: str) -> None:
    values = values_for(letter, only_must=True)
    least = write(letter=letter, values=values, language=language, shop=None)
    assert least.subject
    assert "%(" not in least.text
    assert "None" not in least.text


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_a_letter_escapes_what_it_was_told(letter: Letter, language: str) -> None:
    assert "<script" not in written(letter, language, shop_name="<script>alert(1)</script>").html


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_a_subject_is_one_line_without_anything_personal(letter: Letter, language: str) -> None:
    subject = written(letter, language, shop_name="Atelier\r\nBcc: mallory@example.com").subject
    assert "\n" not in subject
    assert "\r" not in subject
    assert not re.search(r"<(name|author|order_number|statement|message|outcome|refused|question)>|93", subject)


@pytest.mark.parametrize("letter", list(Letter))
def test_the_languages_differ(letter: Letter) -> None:
    texts = {written(letter, language).subject for language in LANGUAGES}
    assert len(texts) == len(LANGUAGES)


@pytest.mark.parametrize("letter", list(Letter))
def test_a_letter_not_told_enough_fails(letter: Letter) -> None:
    for name in NEEDS[letter].must:
        values = values_for(letter)
        del values[name]
        with pytest.raises(LetterMistold, match=name):
            write(letter=letter, values=values, language="fr", shop=None)


@pytest.mark.parametrize(
    "more", [{"colour": "red"}, {"answer_by": "tomorrow"}, {"reference": ""}, {"link": "javascript:alert(1)"}]
)
def test_a_letter_told_something_wrong_fails(more: dict[str, object]) -> None:
    with pytest.raises(LetterMistold):
        written(Letter.REQUEST_RECEIVED, "en", **more)


def test_dates_moments_and_money_are_written_as_people_write_them() -> None:
    french = written(Letter.WITHDRAWAL_RECEIVED, "fr").text
    assert "mardi 24 novembre 2026, 11\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}00" in french
    assert "lundi 7 décembre 2026" in french
    assert "93,90\N{NO-BREAK SPACE}€" in french
    first = written(Letter.WITHDRAWAL_RECEIVED, "fr", return_by=date(2026, 12, 1)).text
    assert "mardi 1er décembre 2026" in first
    english = written(Letter.WITHDRAWAL_RECEIVED, "en", return_by=date(2026, 12, 1)).text
    assert "Tuesday 24 November 2026, 11:00" in english
    assert "Tuesday 1 December 2026" in english
    assert "€93.90" in english


def test_a_moment_is_told_in_the_time_of_each_shop() -> None:
    told = values_for(Letter.WITHDRAWAL_RECEIVED)
    for zone, hour in (("Europe/Paris", "11:00"), ("Pacific/Auckland", "23:00"), ("Europe/Paris", "11:00")):
        shop = Shop(name="Atelier", timezone=zone)
        text = write(letter=Letter.WITHDRAWAL_RECEIVED, values=told, language="en", shop=shop).text
        assert f"Tuesday 24 November 2026, {hour}" in text


def test_a_shop_s_colour_and_identity_are_the_letter_s() -> None:
    shop = Shop(
        name="Atelier", legal_name="Atelier <SARL>", timezone="Europe/Paris", brand_colour="#123456",
        address={"lines": ["8 allée des Forges"], "postcode": "44800", "city": "Saint-Herblain"},
        mediator={"name": "CM2C", "website": "https://www.cm2c.net"},
    )  # fmt: skip
    whole = write(letter=Letter.REMEDY_DONE, values=values_for(Letter.REMEDY_DONE), language="fr", shop=shop)
    assert 'bgcolor="#123456"' in whole.html
    assert "Atelier &lt;SARL&gt;, 8 allée des Forges, 44800 Saint-Herblain" in whole.html
    assert "CM2C, https://www.cm2c.net" in whole.text


def test_there_is_one_button_and_the_link_stands_in_the_text_alone() -> None:
    whole = written(Letter.REQUEST_ACCEPTED, "fr")
    assert whole.html.count('class="btn"') == 1
    assert f"\n{LINK}\n" in whole.text


def test_a_refusal_numbers_the_steps_and_each_text_can_be_opened() -> None:
    whole = written(Letter.REQUEST_DECLINED, "fr")
    assert "\n1. <paths> (art. L221-28, https://law.example/)\n" in whole.text
    assert '<a href="https://law.example/" style="color:inherit">art. L221-28</a>' in whole.html
    assert "<li" in whole.html


def test_what_a_letter_cites_is_escaped() -> None:
    hostile = Grounds((Ground("<b>", (("<i>", 'https://law.example/"onclick="'),)),))
    html = written(Letter.REQUEST_DECLINED, "en", paths=hostile, why=hostile).html
    assert "<b>" not in html
    assert "<i>" not in html
    assert '"onclick="' not in html
