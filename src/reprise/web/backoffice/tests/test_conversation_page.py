"""One conversation at the desk: read, answer once, note, see what came in meanwhile, put off, close and undo."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.kinds import Channel, ThreadState
from reprise.apps.conversations.models import AddressState, Conversation, IncomingMail, Message
from reprise.web.backoffice.tests.forms import complaint, fields_of
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.talking import IN_PAGE, LIST, add, asked, names_in, page, soon
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def the_form(desk: Client, one: Conversation) -> dict[str, str]:
    return fields_of(desk.get(page(one)).content.decode(), page(one, "say/"))


def said(one: Conversation) -> list[str]:
    return list(Message.objects.filter(conversation=one).order_by("sequence").values_list("body", flat=True))


def test_the_page_shows_what_was_said_and_marks_it_read(desk: Client, shop: Shop) -> None:
    one = asked(shop, "La buse est bouchée.", subject="Buse")
    assert "is-unread" in desk.get(LIST).content.decode()
    text = desk.get(page(one)).content.decode()
    assert "La buse est bouchée." in text
    one.refresh_from_db()
    assert one.read_by_staff == one.sequence
    assert "is-unread" not in desk.get(LIST).content.decode()


def test_somebody_who_only_looks_marks_nothing_read(shop: Shop) -> None:
    one = asked(shop)
    text = at_the_desk(somebody(shop, Role.VIEWER)).get(page(one)).content.decode()
    assert "data-write" not in text
    one.refresh_from_db()
    assert one.read_by_staff == 0


def test_an_answer_is_sent_once_and_nobody_waits_any_more(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    form = {**the_form(desk, one), "body": "Il part demain."}
    for _ in range(2):
        assert desk.post(page(one, "say/"), form, follow=True).status_code == 200
    assert said(one) == ["Où est mon colis ?", "Il part demain."]
    assert names_in(desk) == []


def test_a_note_and_a_call_are_for_the_team_alone(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    desk.post(page(one, "say/"), {**the_form(desk, one), "body": "Client fidèle.", "as_what": "note"})
    desk.post(page(one, "say/"), {**the_form(desk, one), "body": "Rappelée à midi.", "as_what": "call"})
    note, call = Message.objects.filter(conversation=one).order_by("sequence")[1:]
    assert note.internal
    assert call.internal
    assert call.channel == Channel.PHONE


def test_what_the_customer_wrote_meanwhile_is_shown_first_and_nothing_typed_is_lost(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    form = {**the_form(desk, one), "body": "Il part demain."}
    add(one, None, "Trop tard, j’annule.", at=soon(5))
    answer = desk.post(page(one, "say/"), form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Trop tard, j’annule." in text
    again = fields_of(text, page(one, "say/"))
    assert again["body"].strip() == "Il part demain."
    assert said(one)[-1] == "Trop tard, j’annule."
    desk.post(page(one, "say/"), again)
    assert said(one)[-1].strip() == "Il part demain."


def test_in_an_open_page_the_news_come_with_the_refusal(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    form = {**the_form(desk, one), "body": "Il part demain."}
    add(one, None, "J’annule.", at=soon(5))
    answer = desk.post(page(one, "say/"), form, headers=IN_PAGE)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "data-news-refused" in text
    assert "J’annule." in text
    assert "<html" not in text


def test_an_open_page_is_told_only_what_is_new(desk: Client, shop: Shop) -> None:
    one = asked(shop, "Bonjour")
    add(one, None, "Il y a quelqu’un ?", at=soon(2))
    text = desk.get(page(one, "news/") + "?after=1", headers=IN_PAGE).content.decode()
    assert "Il y a quelqu’un ?" in text
    assert "Bonjour" not in text
    assert 'data-last="2"' in text


def test_an_empty_answer_is_not_sent(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    answer = desk.post(page(one, "say/"), {**the_form(desk, one), "body": "  "})
    assert answer.status_code == 422
    assert said(one) == ["Où est mon colis ?"]


def test_ten_scripts_in_a_message_are_words(desk: Client, shop: Shop) -> None:
    one = asked(shop, "<script>alert(1)</script>" * 10, name="<b>Mallory</b>", subject="<img src=x onerror=alert(2)>")
    for text in (desk.get(page(one)).content.decode(), desk.get(LIST).content.decode()):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>Mallory" not in text


def test_emoji_and_writing_from_right_to_left_keep_their_direction(desk: Client, shop: Shop) -> None:
    one = asked(shop, "مرحبا، الطرد لم يصل 📦", name="محمد")
    text = desk.get(page(one)).content.decode()
    assert "مرحبا، الطرد لم يصل 📦" in text
    assert '<div class="rp-said-text" dir="auto">' in text


def test_a_snooze_goes_on_to_whoever_waits_next_and_can_be_undone(desk: Client, shop: Shop) -> None:
    one, two = asked(shop, name="First", at=soon(0)), asked(shop, name="Second", at=soon(1))
    answer = desk.post(page(one, "snooze/"), {"until": "tomorrow"}, follow=True)
    assert answer.redirect_chain[-1][0] == page(two)
    undo = f'action="{page(one, "reopen/")}"'
    assert undo in answer.content.decode()
    assert names_in(desk) == ["Second"]
    desk.post(page(one, "reopen/"))
    assert names_in(desk) == ["First", "Second"]


def test_a_moment_of_one_s_own_is_in_the_shop_s_hours(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    desk.post(page(one, "snooze/"), {"until": "own", "own": "2026-12-24T08:30"})
    one.refresh_from_db()
    assert one.snoozed_until is not None
    assert one.snoozed_until.isoformat() == "2026-12-24T07:30:00+00:00"


@pytest.mark.parametrize("own", ["", "yesterday", "2026-99-99T00:00", "2001-01-01T10:00", "2099-01-01T10:00"])
def test_a_moment_that_is_none_puts_nothing_off(desk: Client, shop: Shop, own: str) -> None:
    one = asked(shop)
    answer = desk.post(page(one, "snooze/"), {"until": "own", "own": own}, follow=True)
    assert "is-problem" in answer.content.decode()
    assert names_in(desk) == ["Alice Martin"]


def test_a_close_leads_to_the_list_when_nobody_else_waits(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    answer = desk.post(page(one, "close/"), follow=True)
    assert answer.redirect_chain[-1][0] == LIST
    one.refresh_from_db()
    assert one.state == ThreadState.CLOSED
    assert one.closed_by.startswith("staff:")


def test_a_close_that_is_undone_leaves_the_customer_waiting_as_before(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    desk.post(page(one, "close/"))
    desk.post(page(one, "reopen/"))
    assert names_in(desk) == ["Alice Martin"]


def test_it_is_given_to_somebody_of_the_team_and_to_nobody_else(desk: Client, shop: Shop, ines: Person) -> None:
    one = asked(shop)
    desk.post(page(one, "assign/"), {"person": str(ines.pk)})
    assert names_in(desk, "?view=mine") == ["Alice Martin"]
    stranger = Person.objects.create_user("stranger@example.com")
    assert desk.post(page(one, "assign/"), {"person": str(stranger.pk)}, follow=True).status_code == 200
    assert names_in(desk, "?view=mine") == ["Alice Martin"]


def test_a_letter_that_came_back_is_told_before_anybody_writes(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    AddressState.objects.create(shop=shop, email="alice@example.com", bounced_at=AT, is_permanent=True)
    assert "is-late" in desk.get(page(one)).content.decode().partition("rp-band")[2][:60]


def a_mail(one: Conversation, **more: object) -> IncomingMail:
    told: dict[str, object] = {
        "fingerprint": "f" * 64, "size": 900, "sender": "neighbour@example.com", "received_at": AT, "state": "asks",
        "body": "C’est moi qui ai reçu le colis.", "conversation": one, "shop_id": one.shop_id,
    }  # fmt: skip
    return IncomingMail.objects.create(**(told | more))


def test_a_mail_from_an_unknown_address_waits_beside_the_thread(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    a_mail(one, reply_to="trap@elsewhere.example", authentication={"dkim": "fail", "spf": "pass"})
    text = desk.get(page(one)).content.decode()
    assert "neighbour@example.com" in text
    assert "trap@elsewhere.example" in text
    assert "DKIM" in text
    assert names_in(desk, "?view=asks") == ["Alice Martin"]
    assert said(one) == ["Où est mon colis ?"]


def test_a_mail_is_looked_into_only_through_its_own_conversation(desk: Client, shop: Shop) -> None:
    one, other = asked(shop), asked(shop, name="Bob", email="bob@example.com")
    mail = a_mail(one, subject="Colis")
    assert desk.get(page(one, f"mail/{mail.pk}/")).status_code == 200
    assert desk.get(page(other, f"mail/{mail.pk}/")).status_code == 404
    assert desk.get(page(one, f"mail/{mail.pk}/?download")).status_code == 404


def test_an_unknown_sender_is_let_in_kept_apart_or_put_aside(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    first, second, third = (a_mail(one, fingerprint=letter * 64, sender=f"{letter}@example.com") for letter in "abc")
    for mail, deed in ((first, "admit"), (second, "split"), (third, "drop")):
        desk.post(page(one, f"mail/{mail.pk}/settle/"), {"deed": deed})
    assert said(one) == ["Où est mon colis ?", "C’est moi qui ai reçu le colis."]
    second.refresh_from_db()
    third.refresh_from_db()
    assert second.conversation_id != one.pk
    assert third.state == "dropped"
    assert names_in(desk, "?view=asks") == []


def test_a_long_conversation_shows_its_end_and_leads_back(desk: Client, shop: Shop) -> None:
    one = asked(shop, "Message 1")
    for number in range(2, 71):
        add(one, None, f"Message {number}", at=soon(number))
    answer = desk.get(page(one))
    numbers = [each.told.sequence for each in answer.context["said"]]
    assert numbers == list(range(11, 71))
    earlier = desk.get(page(one) + f"?before={answer.context['first_number']}")
    assert [each.told.sequence for each in earlier.context["said"]] == list(range(1, 11))


def test_a_page_takes_as_many_queries_for_sixty_messages_as_for_one(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = asked(shop)
    for number in range(60):
        add(one, None, f"Encore {number}", at=soon(number))
    desk.get(page(one))
    with django_assert_max_num_queries(42):
        desk.get(page(one))


def test_the_key_of_nothing_leads_nowhere(desk: Client, shop: Shop) -> None:
    assert desk.get(f"{LIST}00000000-0000-4000-8000-000000000000/").status_code == 404
    assert complaint("") == ""
