"""The one way in which anything is written: who may, under which number, and what it changes."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import customer_of_conversation, system
from reprise.apps.conversations.kinds import Channel, ThreadState
from reprise.apps.conversations.message_queries import file_for, messages_of
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.queries import conversation_for, conversations_of
from reprise.apps.conversations.services.add_files import MOST_FILES, TooManyFiles
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.reopen import reopen
from reprise.apps.conversations.services.say import NewerMessage, say
from reprise.apps.conversations.services.snooze import snooze, wake
from reprise.apps.conversations.tests.builders import a_case, a_reader, alice, ines
from reprise.apps.conversations.tests.talking import a_question, now, numbers
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from reprise.platform.files.models import StoredFile
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


def a_file(shop_id: int, key: str, number: int = 0) -> StoredFile:
    return StoredFile.objects.create(
        shop_id=shop_id, kind="photo", name="coin.jpg", media_type="image/jpeg", size=7, sha256="0" * 64,
        key=f"{key}-{number}", uploaded_by=key, created_at=AT,
    )  # fmt: skip


def test_a_question_waits_until_a_person_answers_it() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Le PETG passe-t-il ?", at=AT)
    say(actor=camille, conversation=question, body="Avec la buse acier ?", at=LATER)
    assert now(question).waits_since == AT
    say(actor=system(shop.pk), conversation=question, body="Réponse automatique", at=LATER)
    say(actor=ines(shop), conversation=question, body="À vérifier", at=LATER, internal=True)
    assert now(question).waits_since == AT
    say(actor=ines(shop), conversation=question, body="Oui.", at=LATER)
    assert now(question).waits_since is None
    assert numbers(question) == [1, 2, 3, 4, 5]


def test_a_call_noted_for_the_staff_counts_as_an_answer() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Rappelez-moi", at=AT)
    call = say(
        actor=ines(shop), conversation=question, body="Rappelée : c’est réglé.", at=LATER, channel=Channel.PHONE,
        internal=True,
    )  # fmt: skip
    assert (call.channel, call.internal, now(question).waits_since) == ("phone", True, None)
    assert messages_of(camille, question)[-1].body == "Rappelez-moi"


def test_only_a_word_of_the_customer_opens_again_what_was_closed() -> None:
    shop = a_shop()
    (question, camille), staff = a_question(shop), ines(shop)
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    close(actor=staff, conversation=question, at=AT)
    assert (now(question).closed_by, now(question).waits_since) == (staff.key, None)
    say(actor=camille, conversation=question, body="Absente jusqu’au 3", at=LATER, channel=Channel.MAIL, automatic=True)
    say(actor=staff, conversation=question, body="À bientôt", at=LATER)
    assert now(question).state == ThreadState.CLOSED
    say(actor=camille, conversation=question, body="Encore une question", at=LATER)
    assert (now(question).state, now(question).closed_at, now(question).waits_since) == ("open", None, LATER)


def test_what_is_put_aside_comes_back_at_its_moment_or_with_the_customer() -> None:
    shop = a_shop()
    (question, camille), (other, _bob), staff = a_question(shop), a_question(shop, email="bob@example.com"), ines(shop)
    for one in (question, other):
        snooze(actor=staff, conversation=one, until=AT + timedelta(hours=2), at=AT)
    say(actor=camille, conversation=question, body="Alors ?", at=LATER)
    assert (now(question).state, now(other).state) == ("open", "snoozed")
    assert wake(at=AT + timedelta(hours=1)) == 0
    assert wake(at=AT + timedelta(hours=2)) == 1
    assert (now(other).state, now(other).snoozed_until) == ("open", None)


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_nothing_is_put_aside_until_yesterday_or_for_ever(days: int) -> None:
    shop = a_shop()
    question, _camille = a_question(shop)
    with refused(Invalid):
        snooze(actor=ines(shop), conversation=question, until=AT + timedelta(days=days), at=AT)


def test_two_who_close_and_put_aside_at_once_do_not_undo_each_other() -> None:
    shop = a_shop()
    (question, _camille), staff = a_question(shop), ines(shop)
    seen = now(question)
    close(actor=staff, conversation=question, at=AT)
    reopen(actor=staff, conversation=question)
    close(actor=staff, conversation=question, at=LATER)
    with refused(Overtaken):
        close(actor=staff, conversation=seen, at=LATER)


def test_an_answer_to_something_older_than_the_last_word_is_held_back() -> None:
    shop = a_shop()
    (question, camille), staff = a_question(shop), ines(shop)
    say(actor=camille, conversation=question, body="Un", at=AT)
    say(actor=staff, conversation=question, body="note", at=AT, internal=True)
    say(actor=staff, conversation=question, body="Réponse", at=AT, seen=1)
    say(actor=camille, conversation=question, body="Deux", at=AT)
    with refused(NewerMessage):
        say(actor=staff, conversation=question, body="Réponse à un", at=AT, seen=3, client_id="a")
    answer = say(actor=staff, conversation=question, body="Réponse à deux", at=AT, seen=4, client_id="a")
    assert say(actor=staff, conversation=question, body="Réponse à deux", at=AT, seen=4, client_id="a") == answer
    with refused(NewerMessage):
        say(actor=camille, conversation=question, body="Trois", at=AT, seen=4)


def test_nobody_reaches_the_conversation_of_somebody_else() -> None:
    shop, other = a_shop(), a_shop("voisin")
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    _theirs, bob = a_question(shop, email="bob@example.com")
    case = a_case(shop)
    nobody = customer_of_conversation(shop.pk, 10**9, "Personne")
    for stranger in (bob, alice(case), nobody, ines(other)):
        assert messages_of(stranger, question) == []
        assert not conversations_of(stranger).filter(pk=question.pk).exists()
        with refused(NotFound):
            conversation_for(stranger, question.key)
        with refused(NotFound):
            say(actor=stranger, conversation=question, body="Moi aussi", at=AT)
    with refused(NotFound):
        conversation_for(camille, "not-a-key")


def test_notes_and_programs_without_the_right_are_refused() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    with refused(Forbidden):
        say(actor=camille, conversation=question, body="note", at=AT, internal=True)
    with refused(Forbidden):
        say(actor=a_reader(shop), conversation=question, body="note", at=AT)
    with refused(NotFound):
        close(actor=camille, conversation=question, at=AT)


def test_a_file_is_said_by_whoever_sent_it_and_read_with_its_message() -> None:
    shop = a_shop()
    (question, camille), (_other, bob), staff = a_question(shop), a_question(shop, email="bob@example.com"), ines(shop)
    photo = a_file(shop.pk, camille.key)
    with refused(NotFound):
        say(actor=bob, conversation=_other, body="", at=AT, files=[photo])
    message = say(actor=camille, conversation=question, body="  ", at=AT, files=[photo])
    assert message.body == ""
    said = messages_of(staff, question)[0].files.get()
    assert file_for(camille, said.pk).file == photo
    with refused(NotFound):
        file_for(bob, said.pk)
    with refused(TooManyFiles):
        files = [a_file(shop.pk, camille.key, number) for number in range(1, MOST_FILES + 2)]
        say(actor=camille, conversation=question, body="tout", at=AT, files=files)


def test_a_file_in_a_note_is_no_customer_s_to_fetch() -> None:
    shop = a_shop()
    (question, camille), staff = a_question(shop), ines(shop)
    say(actor=staff, conversation=question, body="voir", at=AT, internal=True, files=[a_file(shop.pk, staff.key)])
    hidden = Message.objects.get(internal=True).files.get()
    assert file_for(staff, hidden.pk) == hidden
    with refused(NotFound):
        file_for(camille, hidden.pk)


def test_a_threat_marks_the_matter_and_only_the_customer_s_own_words_do() -> None:
    shop = a_shop()
    (question, camille), staff = a_question(shop), ines(shop)
    say(actor=staff, conversation=question, body="Notre avocat a répondu", at=AT)
    assert now(question).alarms == []
    say(actor=camille, conversation=question, body="Je saisis mon avocat.", at=AT)
    say(actor=camille, conversation=question, body="Et je publie un avis négatif sur Google.", at=AT)
    assert now(question).alarms == ["lawyer", "review"]


def test_reading_asks_the_database_as_often_however_long_the_thread_is(django_assert_max_num_queries: object) -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    for number in range(12):
        photo = a_file(shop.pk, camille.key, number)
        say(actor=camille, conversation=question, body=str(number), at=AT, files=[photo])
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        said = messages_of(camille, question)
        assert [one.files.all()[0].file.name for one in said] == ["coin.jpg"] * 12
        assert {one.participant.name for one in said if one.participant} == {"Camille"}
