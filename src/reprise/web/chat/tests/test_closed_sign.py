"""The sign that nobody is there: until a person of the shop answers all the same."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from reprise.core.working_days import Week
from reprise.web.chat.tests.visitors import CHAT, a_shop, answer, newest, say, the_thread
from tests.support.builders import AT
from tests.support.hours import WORKDAY, with_hours

pytestmark = pytest.mark.django_db
BACK = "Il n’y a personne en ce moment"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def test_the_closed_sign_goes_once_a_person_has_answered_and_comes_back_when_they_have_gone() -> None:
    shop, alice = a_shop("atelier-lamelle"), Client()
    with_hours(shop, week=Week(((), (), (), (), (), WORKDAY, ())))
    say(alice, "Bonsoir ?")
    assert BACK in newest(alice)["hours"]
    answer(shop, the_thread(shop), "Je regarde, sans promesse.", internal=True)
    assert BACK in newest(alice)["hours"], "a note for the team answers nobody"
    answer(shop, the_thread(shop), "Bonsoir, dites-moi.")
    told = newest(alice)
    assert (told["hours"], told["open"], told["status"]) == ("", True, "Une personne vous répond ici.")
    assert BACK not in alice.get(CHAT).content.decode()
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        assert BACK in newest(alice)["hours"]


def test_a_copy_without_an_address_says_which_field_is_missing() -> None:
    a_shop("atelier-lamelle")
    alice = Client()
    say(alice, "Bonsoir ?")
    refused = alice.post(f"{CHAT}transcript/", headers={"X-Chat": "1"})
    assert (refused.status_code, refused.json()["field"]) == (422, "email")


def test_whoever_waits_reads_the_time_they_were_promised_first_until_it_has_gone_by() -> None:
    shop, alice = a_shop("atelier-lamelle"), Client()
    with_hours(shop, week=Week((WORKDAY,) * 7))
    say(alice, "Bonjour, ma pièce est voilée.")
    promised = newest(alice)["status"]
    with time_machine.travel(AT + timedelta(minutes=17), tick=False):
        say(alice, "Et le couvercle ne ferme pas.")
        assert newest(alice)["status"] == promised
    with time_machine.travel(AT + timedelta(days=1, hours=1), tick=False):
        assert newest(alice)["status"] != promised, "a time that has gone by is told to nobody"
