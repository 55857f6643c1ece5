"""A letter carries the mark of its matter in every place from which an answer may bring one back."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from reprise.apps.notifications.answers import NO_ROUTE, AnswerAddress, provide_answer_address, route_of
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.sending.message import compose
from reprise.apps.notifications.services.send_letters import NewLetter, send_letters
from reprise.apps.notifications.tests.builders import a_mail, values_for
from reprise.core.mail_tokens import About, Pointer, in_addresses, in_body, in_message_ids, in_subject
from tests.support.builders import AT, a_shop
from tests.support.mail_reading import seen_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db
CASE, QUESTION = Pointer(About.CASE, 7), Pointer(About.CONVERSATION, 12)
BOX = "support@atelier-lamelle.example"


@pytest.fixture
def shop() -> "Shop":
    return a_shop()


@pytest.fixture(autouse=True)
def box() -> "Iterator[dict[str, AnswerAddress | None]]":
    """The mailbox that is read; a test takes it away or says what its self-test proved."""
    kept: dict[str, AnswerAddress | None] = {"it": AnswerAddress(BOX, takes_plus=True, proved=True)}
    before = provide_answer_address(lambda _shop_id, _wanted: kept["it"])
    yield kept
    provide_answer_address(before)


def arrived(mail: Mail) -> EmailMessage:
    """A letter as a mail program reads it off the wire."""
    sent = compose(mail, sender="Reprise <noreply@host.example>", route=route_of(mail))
    return message_from_bytes(sent.as_bytes(), policy=policy.default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_every_place_of_a_letter_about_a_case_points_at_it(shop: "Shop") -> None:
    message = arrived(a_mail(shop))
    key = settings.SECRET_KEY
    assert in_message_ids(key, message["Message-ID"]) == [CASE]
    assert in_message_ids(key, message["References"]) == [CASE]
    assert in_addresses(key, message["Reply-To"]) == [CASE]
    assert in_subject(key, message["Subject"]) == [CASE]
    assert in_body(key, body(message, "html")) == [CASE]
    assert in_body(key, body(message, "plain")) == [CASE]


def test_a_letter_about_a_question_points_at_its_conversation(shop: "Shop") -> None:
    message = arrived(a_mail(shop, conversation_id=12))
    assert in_message_ids(settings.SECRET_KEY, message["Message-ID"]) == [QUESTION]
    assert in_message_ids(settings.SECRET_KEY, message["References"]) == [CASE, QUESTION]
    assert in_addresses(settings.SECRET_KEY, message["Reply-To"]) == [QUESTION]


def test_every_letter_of_a_case_is_gathered_under_one_root(shop: "Shop") -> None:
    first, second = arrived(a_mail(shop)), arrived(a_mail(shop, letter=Letter.PARCEL_RECEIVED))
    assert first["References"] == second["References"]
    assert first["Message-ID"] != second["Message-ID"]


def test_an_answer_names_the_mail_it_answers(shop: "Shop") -> None:
    message = arrived(a_mail(shop, in_reply_to="<CAF=1@mail.gmail.example>"))
    assert message["In-Reply-To"] == "<CAF=1@mail.gmail.example>"
    assert message["References"].endswith(" <CAF=1@mail.gmail.example>")


def test_a_mail_s_id_with_a_line_break_makes_no_second_header(shop: "Shop") -> None:
    message = arrived(a_mail(shop, in_reply_to="<a@b>\r\nBcc: eve@example.com"))
    assert message["Bcc"] is None


def test_nobody_sees_the_mark_on_the_page_and_no_list_begins_with_it(shop: "Shop") -> None:
    html = body(arrived(a_mail(shop)), "html")
    assert "[rp:" in html
    assert "[rp:" not in seen_text(html)
    assert html.index("[rp:") > html.index("<h1")
    assert html.rstrip().endswith("</html>")


def test_a_quotation_leaves_the_mark_in(shop: "Shop") -> None:
    shop.legal_name = "Atelier Lamelle SARL"
    shop.save()
    text = body(arrived(a_mail(shop)), "plain")
    kept, between, footer = text.partition("\n-- \n")
    assert between
    assert "[rp:" in kept
    assert "[rp:" not in footer


def test_the_line_in_the_text_is_in_the_language_of_the_letter(shop: "Shop") -> None:
    assert "Laissez cette ligne dans votre réponse" in body(arrived(a_mail(shop)), "plain")


def test_without_a_mailbox_we_read_the_subject_stays_as_it_is(
    shop: "Shop", box: "dict[str, AnswerAddress | None]"
) -> None:
    box["it"] = None
    shop.email = "hello@atelier-lamelle.example"
    shop.save()
    mail = a_mail(shop)
    message = arrived(mail)
    assert message["Subject"] == mail.subject
    assert message["Reply-To"] == "hello@atelier-lamelle.example"
    assert in_message_ids(settings.SECRET_KEY, message["Message-ID"]) == [CASE]


def test_an_address_whose_plus_does_not_arrive_is_used_without(
    shop: "Shop", box: "dict[str, AnswerAddress | None]"
) -> None:
    box["it"] = AnswerAddress(BOX, takes_plus=False, proved=True)
    mail = a_mail(shop)
    assert arrived(mail)["Reply-To"] == BOX
    assert route_of(mail).bounces == ""


def test_bounces_come_to_the_marked_address_once_a_round_trip_proved_it(
    shop: "Shop", box: "dict[str, AnswerAddress | None]"
) -> None:
    mail = a_mail(shop)
    assert in_addresses(settings.SECRET_KEY, route_of(mail).bounces) == [CASE]
    box["it"] = AnswerAddress(BOX, takes_plus=True, proved=False)
    assert route_of(mail).bounces == ""


def test_a_letter_about_no_matter_carries_no_mark(shop: "Shop") -> None:
    values = values_for(Letter.ORDER_LINK)
    send_letters(
        shop=shop, at=AT, letters=[NewLetter("alice@example.com", "fr", Letter.ORDER_LINK, values, "once")]
    )  # fmt: skip
    message = arrived(Mail.objects.get())
    assert message["Reply-To"] == BOX
    assert message["References"] is None
    assert "[#" not in message["Subject"]
    assert "[rp:" not in body(message, "plain") + body(message, "html")


def test_a_letter_of_no_shop_is_answered_nowhere() -> None:
    assert route_of(Mail(shop=None)) == NO_ROUTE


def test_the_longest_address_still_goes_without_a_mark(shop: "Shop", box: "dict[str, AnswerAddress | None]") -> None:
    long = "service-apres-vente-et-relations-clients-de-la-maison@atelier-lamelle.example"
    box["it"] = AnswerAddress(long, takes_plus=True, proved=True)
    assert parseaddr(arrived(a_mail(shop))["Reply-To"])[1] == long


def test_own_letters_are_known_by_their_loop_header(shop: "Shop") -> None:
    mail = a_mail(shop)
    assert in_message_ids(settings.SECRET_KEY, arrived(mail)["X-Loop"].replace("reprise ", "<") + ">") == [CASE]


def test_ids_longer_than_a_line_go_as_they_are(shop: "Shop") -> None:
    answered = f"<{'x' * 200}@mail.example>"
    sent = compose(a_mail(shop, in_reply_to=answered), sender="Reprise <noreply@a-rather-long-name.host.example>")
    raw = sent.as_bytes().decode("ascii")
    heads = raw.partition("\r\n\r\n")[0]
    assert f"In-Reply-To: {answered}\r\n" in heads
    assert f"\r\n {answered}\r\n" in heads.partition("References: ")[2]
    for name in ("Message-ID: <rp.", "References: <rp.", "X-Loop: reprise\r\n rp."):
        assert name in heads
