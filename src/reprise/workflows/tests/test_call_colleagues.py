"""A colleague named in a note, or who looks at threats, hears of it: at the desk, or by letter when away."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.cases.models import Case
from reprise.apps.conversations.models import ChatSettings, Conversation, Mention
from reprise.apps.conversations.services.see_mentions import see_mentions
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.models import Job
from reprise.workflows.call_colleagues import AWAY, JOB, tell_later
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from reprise.workflows.write_message import note, write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def case(shop: Shop) -> Case:
    return asked(an_order(shop))


def zoe(shop: Shop) -> int:
    member = a_member(shop, "zoe")
    type(member.person).objects.filter(pk=member.person_id).update(name="Zoé Petit")
    return member.person_id


def later() -> list[Mail]:
    for job in Job.objects.filter(kind=JOB):
        assert job.run_at == AT + AWAY
        finish = tell_later(job.payload, at=AT + AWAY)
        if finish is not None:
            finish()
    return list(Mail.objects.filter(letter=Letter.STAFF_MENTIONED))


def test_a_name_in_a_note_calls_its_person_once(shop: Shop, case: Case) -> None:
    person = zoe(shop)
    for _ in range(2):
        note(actor=ines(shop.pk), case=case, body="@zoé le client a raison ? @Zoé", at=AT, client_id="same")
    assert list(Mention.objects.values_list("person_id", flat=True)) == [person]
    (mail,) = later()
    assert mail.to == "zoe@example.com"
    assert str(Conversation.objects.get(case=case).key) in mail.text
    assert "raison" not in mail.text  # what the note says stays at the desk
    assert later() == [mail]


def test_who_has_looked_gets_no_letter(shop: Shop, case: Case) -> None:
    person = zoe(shop)
    note(actor=ines(shop.pk), case=case, body="@Zoé", at=AT)
    actor = type(ines(shop.pk))(ines(shop.pk).kind, shop.pk, ines(shop.pk).rights, "Zoé", person_id=person)
    assert see_mentions(actor=actor, at=AT + timedelta(minutes=1)) == 1
    assert later() == []


def test_what_is_said_to_a_customer_calls_nobody(shop: Shop, case: Case) -> None:
    zoe(shop)
    write(actor=ines(shop.pk), case=case, body="@Zoé regarde", at=AT)
    write(actor=alice_at(case), case=case, body="@Zoé regarde", at=AT)
    assert not Mention.objects.exists()


def test_a_person_of_another_shop_is_called_by_nothing(shop: Shop, case: Case) -> None:
    zoe(a_shop("voisin"))
    note(actor=ines(shop.pk), case=case, body="@Zoé", at=AT)
    assert not Mention.objects.exists()


def test_a_threat_calls_whom_the_shop_named(shop: Shop, case: Case) -> None:
    person = zoe(shop)
    write(actor=alice_at(case), case=case, body="Je saisis mon avocat.", at=AT)
    assert not Mention.objects.exists()  # nobody is named yet
    ChatSettings.objects.create(shop=shop, alarm_person_id=person)
    write(actor=alice_at(case), case=case, body="Mon avocat vous écrira.", at=AT)
    write(actor=alice_at(case), case=case, body="Où est mon colis ?", at=AT)
    assert Mention.objects.count() == 1
    (mail,) = later()
    assert "avocat" not in mail.text
    assert Conversation.objects.get(case=case).alarms == ["lawyer"]
