"""Words are checked before they are kept, numbered, and never take the place of those somebody else saved meanwhile."""

import pytest
from django.db import transaction

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import LetterSettings, Mail, Wording
from reprise.apps.notifications.queries import letter_settings, reworded, wordings
from reprise.apps.notifications.services.reword_letter import (
    MissingPlaceholder,
    UnknownPlaceholder,
    Unsigned,
    reword_letter,
)
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.services.set_letters import LetterRules, set_letters
from reprise.apps.notifications.tests.builders import values_for
from reprise.apps.notifications.writing.own_words import Words, house_words
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db
LETTER = Letter.REQUEST_RECEIVED


def reword(words: Words, *, actor: Actor, seen: int = 0, language: str = "fr") -> Wording:
    return reword_letter(actor=actor, letter=LETTER, language=language, words=words, seen=seen, at=AT)


def a_mail_of(actor: Actor, language: str = "fr") -> Mail:
    shop = shop_of(actor)
    return send_letter(
        shop=shop, to="alice@example.com", language=language, letter=LETTER, values=values_for(LETTER), at=AT
    )


@pytest.fixture
def owner() -> Actor:
    return system(a_shop().pk)


def test_letters_have_the_new_words_from_now_on_and_old_ones_stay(owner: Actor) -> None:
    before = a_mail_of(owner)
    row = reword(Words("Reçu : {reference}", "Bonjour {first_name} !", "À bientôt\n\n{signature}"), actor=owner)
    after = a_mail_of(owner)
    assert row.number == 1
    assert after.subject == "Reçu : RP-7F3K-Q2"
    assert "Bonjour" in after.text
    assert "À bientôt" in after.html
    before.refresh_from_db()
    assert "Reçu :" not in before.subject
    other_language = a_mail_of(owner, language="en")
    assert "À bientôt" not in other_language.text


def test_the_house_s_words_typed_again_are_the_house_s(owner: Actor) -> None:
    row = reword(house_words(LETTER, "fr"), actor=owner)
    assert row.is_the_house_s
    assert [each.number for each in wordings(owner, LETTER.value, "fr")] == [1]


@pytest.mark.parametrize("typed", ["{mane}", "{name", "name}", "{{name}}", "{% if %}", "{NAME}", "{link}", "{code}"])
def test_braces_we_cannot_fill_are_named(owner: Actor, typed: str) -> None:
    for words in (Words("", typed, ""), Words("", "", f"{typed} {{signature}}")):
        with pytest.raises(UnknownPlaceholder) as refused:
            reword(words, actor=owner)
        assert "{first_name}" in str(refused.value)


@pytest.mark.parametrize("typed", ["{name} {reference}", "{order_number} {reference}", "{first_name}, {reference}"])
def test_a_subject_holds_nothing_personal(owner: Actor, typed: str) -> None:
    with pytest.raises(UnknownPlaceholder) as refused:
        reword(Words(typed), actor=owner)
    assert refused.value.field == "subject"


def test_a_subject_needs_the_reference_and_an_end_a_signature(owner: Actor) -> None:
    with pytest.raises(MissingPlaceholder):
        reword(Words("Bonjour"), actor=owner)
    with pytest.raises(Unsigned):
        reword(Words("", "", "Bien à vous"), actor=owner)
    with pytest.raises(Invalid):
        reword(Words("", "x" * 2001), actor=owner)


def test_words_somebody_saved_meanwhile_are_not_overwritten(owner: Actor) -> None:
    reword(Words("", "Bonjour,"), actor=owner)
    with pytest.raises(Overtaken), transaction.atomic():
        reword(Words("", "Salut,"), actor=owner)
    assert reword(Words("", "Salut,"), seen=1, actor=owner).number == 2


def test_whoever_may_not_set_things_up_words_nothing(owner: Actor) -> None:
    agent = Actor(ActorKind.STAFF, owner.shop_id, RIGHTS[Role.AGENT], "Inès")
    with pytest.raises(Forbidden):
        reword(Words("", "Bonjour,"), actor=agent)
    with pytest.raises(Forbidden):
        set_letters(actor=agent, rules=LetterRules())
    with pytest.raises(NotFound):
        reword(Words("", "Hallo,"), actor=owner, language="de")


def test_one_shop_s_words_are_not_another_s(owner: Actor) -> None:
    other = system(a_shop("other-shop").pk)
    reword(Words("", "Bonjour,"), actor=owner)
    assert reworded(other) == {}


def test_a_shop_says_when_it_reminds(owner: Actor) -> None:
    assert letter_settings(owner.shop_id).return_days == [3, 1]
    set_letters(actor=owner, rules=LetterRules(reply_to="aide@example.com", return_days=(2, 5, 2), question_days=()))
    kept = LetterSettings.objects.get(shop_id=owner.shop_id)
    assert (kept.reply_to, kept.return_days, kept.question_days) == ("aide@example.com", [5, 2], [])


@pytest.mark.parametrize(
    "rules",
    [LetterRules(return_days=(0,)), LetterRules(question_days=(61,)), LetterRules(return_days=(1, 2, 3, 4, 5)),
     LetterRules(from_hour=20, until_hour=8), LetterRules(digest_hour=22)],
)  # fmt: skip
def test_rules_that_contradict_themselves_are_refused(owner: Actor, rules: LetterRules) -> None:
    with pytest.raises(Invalid):
        set_letters(actor=owner, rules=rules)
