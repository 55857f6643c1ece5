"""A letter leaves once, is tried again while there is hope, and is blotted out when it has left."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from pydantic import SecretStr
from pytest_django.fixtures import Settings

from reprise.apps.accounts.actors import system
from reprise.apps.notifications.enclosures import DRAWERS, Enclosure
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.deliver import BUSY, WAITS, deliver
from reprise.apps.notifications.services.forget import forget
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.services.set_letters import LetterRules, set_letters
from reprise.apps.notifications.tests.builders import LINK, a_mail, values_for
from reprise.apps.notifications.tests.mail_server import PretendMailServer, a_mail_server
from reprise.apps.notifications.wanted import CONDITIONS
from reprise.platform.jobs.registry import Retry
from reprise.platform.jobs.worker import work_once
from tests.support.builders import AT, a_shop

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[PretendMailServer]:
    with a_mail_server() as server:
        settings.ENV = django_settings.ENV.model_copy(update={"mail_url": SecretStr(server.url)})
        yield server


@pytest.fixture
def shop() -> "Shop":
    return a_shop()


def test_a_letter_leaves_once_with_all_its_headers(server: PretendMailServer, shop: "Shop") -> None:
    shop.email = "hello@atelier-lamelle.example"
    shop.save()
    mail = a_mail(shop)
    assert mail.state == Mail.State.WAITING
    assert work_once(at=AT) == 1
    assert work_once(at=AT + timedelta(days=1)) == 0
    [message] = server.taken
    assert message["To"] == "alice@example.com"
    assert message["From"] == "Atelier Lamelle <noreply@localhost>"
    assert message["Reply-To"] == "hello@atelier-lamelle.example"
    assert message["Message-ID"] == mail.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Subject"] == mail.subject
    bodies = {part.get_content_type(): part.get_content() for part in message.iter_parts()}
    assert LINK in bodies["text/plain"]
    assert LINK in bodies["text/html"]


def test_what_has_left_keeps_no_link(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    assert LINK in mail.text
    work_once(at=AT)
    mail.refresh_from_db()
    assert mail.state == Mail.State.SENT
    assert mail.sent_at == AT
    assert LINK not in mail.text + mail.html + str(mail.secrets)
    assert (mail.said, mail.text, mail.html) == (None, mail.kept_text, mail.kept_html)
    assert mail.subject


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "END"])
def test_a_letter_refused_for_now_is_tried_again_later(server: PretendMailServer, shop: "Shop", verb: str) -> None:
    mail = a_mail(shop)
    server.answers[verb] = "451 4.3.0 try later alice@example.com"
    work_once(at=AT)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (Mail.State.WAITING, 1, "451 4.3.0")
    server.answers.clear()
    assert work_once(at=AT + WAITS[0] - timedelta(seconds=1)) == 0
    assert work_once(at=AT + WAITS[0]) == 1
    mail.refresh_from_db()
    assert mail.state == Mail.State.SENT
    assert len(server.taken) == 1


def test_a_letter_refused_for_good_is_given_up(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    server.answers["RCPT"] = "550 5.1.1 no such mailbox"
    work_once(at=AT)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (Mail.State.FAILED, "550 5.1.1")
    assert LINK not in mail.text
    assert work_once(at=AT + timedelta(days=1)) == 0


def test_a_server_that_is_away_is_no_reason_to_give_up(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    server.answers["EHLO"] = None
    server.answers["HELO"] = None
    at = AT
    for attempt, wait in enumerate(WAITS, 1):
        work_once(at=at)
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (Mail.State.WAITING, attempt)
        at += wait
    assert at - AT > timedelta(days=2)
    work_once(at=at)
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED


def test_a_letter_the_server_took_without_saying_so_goes_again_with_the_same_id(
    server: PretendMailServer, shop: "Shop"
) -> None:
    mail = a_mail(shop)
    server.answers["END"] = None
    work_once(at=AT)
    server.answers.clear()
    work_once(at=AT + WAITS[0])
    assert [message["Message-ID"] for message in server.taken] == [mail.message_id] * 2
    mail.refresh_from_db()
    assert mail.state == Mail.State.SENT


def test_two_workers_never_send_one_letter_at_the_same_time(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    first = deliver({"mail_id": mail.pk}, at=AT)
    with pytest.raises(Retry):
        deliver({"mail_id": mail.pk}, at=AT + BUSY - timedelta(seconds=1))
    assert first is not None
    first()
    assert deliver({"mail_id": mail.pk}, at=AT + BUSY * 2) is None
    assert len(server.taken) == 1


def test_a_letter_forgotten_before_it_left_does_not_leave(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    forget(at=AT, shop_id=shop.pk, case_ids=[7])
    work_once(at=AT)
    mail.refresh_from_db()
    assert server.taken == []
    assert (mail.to, mail.text, mail.html, mail.subject) == ("", "", "", "")


def test_a_server_with_a_password_is_told_it(server: PretendMailServer, shop: "Shop", settings: Settings) -> None:
    url = server.url.replace("//", "//reprise:s%40cret@")
    settings.ENV = django_settings.ENV.model_copy(update={"mail_url": SecretStr(url)})
    a_mail(shop)
    work_once(at=AT)
    assert len(server.signed_in) == 1
    assert len(server.taken) == 1


def test_without_mail_server_a_letter_stays_here(shop: "Shop") -> None:
    mail = a_mail(shop)
    assert mail.state == Mail.State.LOCAL
    assert work_once(at=AT) == 0


def test_a_server_taken_away_leaves_the_letter_here(
    server: PretendMailServer, shop: "Shop", settings: Settings
) -> None:
    mail = a_mail(shop)
    settings.ENV = django_settings.ENV.model_copy(update={"mail_url": None})
    work_once(at=AT)
    mail.refresh_from_db()
    assert mail.state == Mail.State.LOCAL


def test_an_answer_goes_to_the_address_the_shop_has_set(server: PretendMailServer, shop: "Shop") -> None:
    shop.email = "hello@atelier-lamelle.example"
    shop.save()
    set_letters(actor=system(shop.pk), rules=LetterRules(reply_to="aide@atelier-lamelle.example"))
    a_mail(shop)
    work_once(at=AT)
    assert server.taken[0]["Reply-To"] == "aide@atelier-lamelle.example"


def test_what_a_person_wrote_is_not_marked_as_automatic(server: PretendMailServer, shop: "Shop") -> None:
    values = values_for(Letter.MESSAGE_FROM_SHOP)
    for told in (values, {name: value for name, value in values.items() if name != "author"}):
        send_letter(
            shop=shop, to="alice@example.com", language="fr", letter=Letter.MESSAGE_FROM_SHOP, values=told, at=AT
        )
    work_once(at=AT)
    assert [message["Auto-Submitted"] for message in server.taken] == [None, "auto-generated"]
    assert [message["X-Auto-Response-Suppress"] for message in server.taken] == [None, "All"]


def test_a_refusal_keeps_the_server_s_words_for_staff(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    server.answers["RCPT"] = "550 5.1.1 <alice@example.com> no such user here"
    work_once(at=AT)
    mail.refresh_from_db()
    assert mail.server_said == "550 5.1.1 <alice@example.com> no such user here"
    forget(at=AT, shop_id=shop.pk, email="alice@example.com")
    mail.refresh_from_db()
    assert mail.server_said == ""


def test_a_letter_that_waits_says_when_it_is_tried_next(server: PretendMailServer, shop: "Shop") -> None:
    mail = a_mail(shop)
    server.answers["DATA"] = "452 4.2.2 mailbox full"
    work_once(at=AT)
    mail.refresh_from_db()
    assert (mail.next_try_at, mail.server_said) == (AT + WAITS[0], "452 4.2.2 mailbox full")
    server.answers.clear()
    work_once(at=AT + WAITS[0])
    mail.refresh_from_db()
    assert (mail.state, mail.next_try_at, mail.server_said) == (Mail.State.SENT, None, "")


def test_a_paper_is_drawn_when_the_letter_leaves(
    server: PretendMailServer, shop: "Shop", monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = Enclosure("bon\r\nBcc: x@example.com.pdf", "application/pdf", b"%PDF-1.7")
    monkeypatch.setitem(DRAWERS, "test", lambda mail, about: paper if about["page"] == mail.case_id else None)
    a_mail(shop, enclosures=({"kind": "test", "page": 7}, {"kind": "test", "page": 8}))
    work_once(at=AT)
    [message] = server.taken
    [attached] = list(message.iter_attachments())
    assert (attached.get_content(), attached.get_content_type()) == (b"%PDF-1.7", "application/pdf")
    assert message["Bcc"] is None


def test_a_reminder_of_something_done_does_not_leave(
    server: PretendMailServer, shop: "Shop", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONDITIONS, "test", lambda number: number == 1)
    kept, dropped = a_mail(shop), a_mail(shop)
    Mail.objects.filter(pk=kept.pk).update(wanted_while="test:1")
    Mail.objects.filter(pk=dropped.pk).update(wanted_while="test:2")
    work_once(at=AT)
    assert len(server.taken) == 1
    dropped.refresh_from_db()
    assert (dropped.state, LINK in dropped.text) == (Mail.State.DROPPED, False)
