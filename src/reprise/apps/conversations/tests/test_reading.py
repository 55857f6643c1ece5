import pytest

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.conversations.message_queries import latest, thread, unread
from reprise.apps.conversations.reading.reports import id_in_text
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from tests.support.builders import AT, a_shop
from tests.support.waiting import ends

pytestmark = pytest.mark.django_db


def test_each_side_has_its_own_unread_messages() -> None:
    shop = a_shop()
    case, quiet = a_case(shop), a_case(shop)
    for body in ("Un", "Deux"):
        post_message(actor=alice(case), case=case, body=body, at=AT)
    post_message(actor=ines(shop), case=case, body="Trois", at=AT)
    assert unread(ines(shop), [case.pk, quiet.pk]) == {case.pk: 2}
    assert unread(alice(case), [case.pk]) == {case.pk: 1}
    mark_read(actor=ines(shop), conversation=thread_of(case, AT), up_to=3, at=AT)
    assert unread(ines(shop), [case.pk]) == {}
    assert unread(alice(case), [case.pk]) == {case.pk: 1}
    mark_read(actor=alice(case), conversation=thread_of(case, AT), up_to=3, at=AT)
    assert unread(alice(case), [case.pk]) == {}


def test_reading_never_goes_backwards_nor_ahead_of_what_was_said() -> None:
    shop = a_shop()
    case = a_case(shop)
    for body in ("Un", "Deux"):
        post_message(actor=alice(case), case=case, body=body, at=AT)
    mark_read(actor=ines(shop), conversation=thread_of(case, AT), up_to=99, at=AT)
    assert unread(ines(shop), [case.pk]) == {case.pk: 2}
    mark_read(actor=ines(shop), conversation=thread_of(case, AT), up_to=2, at=AT)
    mark_read(actor=ines(shop), conversation=thread_of(case, AT), up_to=1, at=AT)
    assert unread(ines(shop), [case.pk]) == {}


def test_a_stranger_marks_nothing_read() -> None:
    shop = a_shop()
    case = a_case(shop)
    post_message(actor=alice(case), case=case, body="Un", at=AT)
    mark_read(actor=ines(a_shop("voisin")), conversation=thread_of(case, AT), up_to=1, at=AT)
    post_message(actor=ines(shop), case=case, body="Deux", at=AT)
    mark_read(actor=customer_of_case(shop.pk, a_case(shop).pk, "Bob"), conversation=thread_of(case, AT), up_to=2, at=AT)
    assert unread(ines(shop), [case.pk]) == unread(alice(case), [case.pk]) == {case.pk: 1}


def test_a_thread_is_read_on_from_a_number_or_back_in_pages() -> None:
    case = a_case(a_shop())
    for number in range(5):
        post_message(actor=alice(case), case=case, body=str(number), at=AT)
    assert [m.sequence for m in thread(alice(case), case.pk, after=3)] == [4, 5]
    assert [m.sequence for m in latest(alice(case), case.pk, limit=2)] == [5, 4, 3]
    assert [m.sequence for m in latest(alice(case), case.pk, before=3)] == [2, 1]


@pytest.mark.parametrize("blank", [" ", "\n", " \n", ">\n", "> "])
def test_a_report_of_nothing_but_blanks_is_read_to_its_end(blank: str) -> None:
    with ends():
        assert id_in_text(blank * (200_000 // len(blank))) == ""


@pytest.mark.parametrize(
    "quoted", ["Message-ID: <a@b>", "  > Message-Id:\n <a@b>", ">\tMessage-ID :<a@b>", "Hello\n\n\nMessage-ID:  <a@b>"]
)
def test_the_letter_a_report_quotes_is_found(quoted: str) -> None:
    assert id_in_text(quoted) == "<a@b>"
