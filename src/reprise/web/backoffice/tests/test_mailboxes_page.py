"""Mailboxes at the desk: added with a knock first, tested, switched off, and seen when they ail."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pydantic import SecretStr
from pytest_django.fixtures import Settings

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.mailbox_secrets import secrets_of
from reprise.apps.conversations.models import IncomingMail, Mailbox, MailboxTrial
from reprise.apps.conversations.ports import STORES, Access, MailboxFault
from reprise.apps.conversations.rules.trial_outcome import TrialState
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {
    "address": "support@lamelle.example", "host": "imap.lamelle.example", "security": "tls", "auth": "password",
    "password": "pässword", "folder": "INBOX",
}  # fmt: skip


class PretendStore:
    """Opens what it is told to open, and remembers who knocked."""

    def __init__(self) -> None:
        self.fault = ""
        self.knocks: list[Access] = []

    @contextmanager
    def open(self, access: Access) -> Iterator[None]:
        self.knocks.append(access)
        if self.fault:
            raise MailboxFault(self.fault, "no")
        yield


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def owner(shop: Shop) -> Client:
    return at_the_desk(somebody(shop, Role.OWNER))


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> PretendStore:
    store = PretendStore()
    monkeypatch.setitem(STORES, "imap", store)
    return store


@pytest.fixture
def sends(settings: Settings) -> None:
    settings.ENV = django_settings.ENV.model_copy(update={"mail_url": SecretStr("smtp://127.0.0.1:1")})


def desk(path: str, language: str = "en") -> str:
    return f"/{language}/desk/atelier-lamelle/{path}"


def a_box(shop: Shop, address: str = "support@lamelle.example", **more: object) -> Mailbox:
    return Mailbox.objects.create(shop=shop, address=address, way="smtp", created_at=timezone.now(), **more)


def a_mail(shop: Shop, **more: object) -> IncomingMail:
    raw = b"From: eve@example.org\r\nSubject: <script>\r\n\r\n<script>alert(1)</script>\x00"
    mail = take_mail(shop=shop, mailbox=None, raw=raw, received_at=AT, at=AT)
    IncomingMail.objects.filter(pk=mail.pk).update(**({"state": "quarantined", "why": "too_hard"} | more))
    mail.refresh_from_db()
    return mail


def test_a_mailbox_that_opens_is_kept_and_its_secret_is_shown_to_nobody(owner: Client, door: PretendStore) -> None:
    answer = owner.post(desk("mailboxes/new/imap/"), TYPED, follow=True)
    box = Mailbox.objects.get()
    assert secrets_of(box).password == "pässword"
    assert [(knock.host, knock.port, knock.user, knock.password) for knock in door.knocks] == [
        ("imap.lamelle.example", 993, "support@lamelle.example", "pässword")
    ]
    for page in (answer, owner.get(desk(f"mailboxes/{box.pk}/change/")), owner.get(desk("mailboxes/"))):
        assert "pässword" not in page.content.decode()
        assert box.sealed not in page.content.decode()


@pytest.mark.parametrize(
    ("fault", "words"),
    [("refused", "refused the name or the password"), ("unreachable", "does not answer"), ("tls", "certificate"),
     ("no_tls", "Without encryption"), ("token_refused", "no access for this token"), ("server", "the folder")],
)  # fmt: skip
def test_a_mailbox_that_does_not_open_is_not_kept_and_says_why(
    owner: Client, door: PretendStore, fault: str, words: str
) -> None:
    door.fault = fault
    answer = owner.post(desk("mailboxes/new/imap/"), TYPED)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "imap.lamelle.example" in page
    assert not Mailbox.objects.exists()


def test_it_is_kept_all_the_same_when_somebody_says_so(owner: Client, door: PretendStore) -> None:
    door.fault = "unreachable"
    assert owner.post(desk("mailboxes/new/imap/"), TYPED | {"anyway": "on"}).status_code == 302
    assert Mailbox.objects.count() == 1
    assert door.knocks == []


def test_the_server_of_a_known_provider_need_not_be_typed(owner: Client, door: PretendStore) -> None:
    told = TYPED | {"address": "atelier.lamelle@gmail.com", "host": "", "auth": "oauth", "refresh_token": "1//x",
                    "oauth_client": "id", "password": ""}  # fmt: skip
    assert owner.post(desk("mailboxes/new/imap/"), told).status_code == 302
    [knock] = door.knocks
    assert (knock.host, knock.token_url) == ("imap.gmail.com", "https://oauth2.googleapis.com/token")
    assert (knock.refresh_token, knock.client_id, knock.password) == ("1//x", "id", "")


@pytest.mark.parametrize(
    ("way", "left_out", "words"),
    [("imap", {"address": ""}, "Write the address"), ("imap", {"host": ""}, "name of the server"),
     ("imap", {"password": ""}, "Type the password"), ("imap", {"auth": "oauth"}, "Paste the refresh token"),
     ("imap", {"port": "99999"}, "65535"), ("webhook", {"host": "mailgun"}, "signs its calls")],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field(
    owner: Client, door: PretendStore, way: str, left_out: dict[str, str], words: str
) -> None:
    answer = owner.post(desk(f"mailboxes/new/{way}/"), TYPED | left_out)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Mailbox.objects.exists()


def test_a_way_nobody_knows_is_no_page(owner: Client) -> None:
    assert owner.get(desk("mailboxes/new/pop3/")).status_code == 404


def test_changing_a_mailbox_with_the_kept_secret_knocks_with_it(owner: Client, door: PretendStore) -> None:
    owner.post(desk("mailboxes/new/imap/"), TYPED)
    box = Mailbox.objects.get()
    told = TYPED | {"password": "", "folder": "Support"}
    assert owner.post(desk(f"mailboxes/{box.pk}/change/"), told).status_code == 302
    assert [(knock.password, knock.folder) for knock in door.knocks][1:] == [("pässword", "Support")]


def test_passwords_cannot_be_tried_here_for_long(owner: Client, door: PretendStore) -> None:
    door.fault = "refused"
    answers = [owner.post(desk("mailboxes/new/imap/"), TYPED).status_code for _ in range(32)]
    assert answers[29:] == [422, 429, 429]
    assert len(door.knocks) == 30


def test_a_test_begins_at_once_and_the_page_looks_again_by_itself(owner: Client, shop: Shop, sends: None) -> None:
    box = a_box(shop)
    page = owner.post(desk(f"mailboxes/{box.pk}/test/"), follow=True)
    assert MailboxTrial.objects.get().state == TrialState.BEGUN
    assert "Test under way" in page.content.decode()
    assert page["Refresh"] == "5"
    owner.post(desk(f"mailboxes/{box.pk}/test/"))
    assert MailboxTrial.objects.count() == 1


def test_without_a_mail_server_no_test_is_offered_and_none_can_be_begun(owner: Client, shop: Shop) -> None:
    box = a_box(shop)
    assert "Test now" not in owner.get(desk(f"mailboxes/{box.pk}/")).content.decode()
    assert owner.post(desk(f"mailboxes/{box.pk}/test/")).status_code == 409


def test_a_mailbox_is_switched_off_and_removed_its_mails_stay(owner: Client, shop: Shop) -> None:
    box = a_box(shop)
    mail = take_mail(shop=shop, mailbox=box, raw=b"Subject: x\n\nx", received_at=AT, at=AT)
    owner.post(desk(f"mailboxes/{box.pk}/switch/"), {"on": "0"})
    assert not Mailbox.objects.get().is_on
    assert "Remove support@lamelle.example?" in owner.get(desk(f"mailboxes/{box.pk}/remove/")).content.decode()
    owner.post(desk(f"mailboxes/{box.pk}/remove/"))
    assert not Mailbox.objects.exists()
    assert IncomingMail.objects.get(pk=mail.pk).mailbox_id is None


def test_a_mailbox_that_ails_is_told_on_the_first_page_of_the_day(owner: Client, shop: Shop, sends: None) -> None:
    assert "Mailbox" not in owner.get(desk("")).content.decode()
    long_ago = timezone.now() - timedelta(days=3)
    box = a_box(shop, last_mail_at=long_ago, proved_at=long_ago)
    page = owner.get(desk("")).content.decode()
    assert "Mailbox support@lamelle.example: Quiet for too long" in page
    assert desk(f"mailboxes/{box.pk}/") in page
    agent = at_the_desk(somebody(shop, Role.AGENT, "zoe@example.com"))
    page = agent.get(desk("")).content.decode()
    assert "Quiet for too long" in page
    assert desk(f"mailboxes/{box.pk}/") not in page


def test_the_list_asks_the_same_questions_however_many_mailboxes_there_are(owner: Client, shop: Shop) -> None:
    counts = []
    for number in (1, 6):
        for more in range(number):
            a_box(shop, f"box{number}{more}@lamelle.example")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            owner.get(desk("mailboxes/"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


def test_a_mail_that_could_not_be_read_is_shown_as_it_came_and_runs_nothing(owner: Client, shop: Shop) -> None:
    mail = a_mail(shop)
    assert "1 mail that came in could not be read." in owner.get(desk("")).content.decode()
    assert "too long or too much memory" in owner.get(desk("mail/")).content.decode()
    page = owner.get(desk(f"mail/{mail.pk}/")).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\ufffd" in page
    assert "<script>alert" not in page
    raw = owner.get(desk(f"mail/{mail.pk}/raw/"))
    assert raw["Content-Type"] == "message/rfc822"
    assert raw["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in raw["Content-Disposition"]
    assert raw.content.startswith(b"From: eve@example.org")


def test_it_is_read_again_when_somebody_asks(owner: Client, shop: Shop) -> None:
    mail = a_mail(shop, attempts=3)
    owner.post(desk(f"mail/{mail.pk}/retry/"))
    mail.refresh_from_db()
    assert (mail.state, mail.why, mail.attempts) == ("waiting", "", 0)
    assert owner.post(desk(f"mail/{mail.pk}/retry/")).status_code == 409


def test_one_too_large_is_not_read_again(owner: Client, shop: Shop) -> None:
    mail = a_mail(shop, why="too_large")
    assert "Read this mail again" not in owner.get(desk(f"mail/{mail.pk}/")).content.decode()
    assert owner.post(desk(f"mail/{mail.pk}/retry/")).status_code == 409


def test_it_is_put_aside_and_kept(owner: Client, shop: Shop) -> None:
    mail = a_mail(shop)
    owner.post(desk(f"mail/{mail.pk}/aside/"))
    mail.refresh_from_db()
    assert mail.state == "dropped"
    assert mail.settled_by
    assert f"mail/{mail.pk}/" in owner.get(desk("mail/?view=aside")).content.decode()
    assert owner.post(desk(f"mail/{mail.pk}/aside/")).status_code == 409


def test_who_only_reads_cannot_settle_anything(shop: Shop) -> None:
    mail = a_mail(shop)
    reader = at_the_desk(somebody(shop, Role.VIEWER))
    assert reader.get(desk(f"mail/{mail.pk}/")).status_code == 200
    assert reader.post(desk(f"mail/{mail.pk}/aside/")).status_code == 403
    assert reader.post(desk(f"mail/{mail.pk}/retry/")).status_code == 403


def test_tests_of_mailboxes_do_not_crowd_the_list(owner: Client, shop: Shop) -> None:
    mail = a_mail(shop, state="folded", why="trial")
    assert f"mail/{mail.pk}/" not in owner.get(desk("mail/?view=machines")).content.decode()


def test_more_mails_than_a_page_holds_are_on_the_next(owner: Client, shop: Shop) -> None:
    for number in range(42):
        mail = take_mail(shop=shop, mailbox=None, raw=f"Subject: {number}\n\nx".encode(), received_at=AT, at=AT)
        IncomingMail.objects.filter(pk=mail.pk).update(state="quarantined", subject=f"Number {number}.")
    first = owner.get(desk("mail/")).content.decode()
    assert "Number 41." in first
    assert "Number 1." not in first
    before = sorted(IncomingMail.objects.values_list("pk", flat=True), reverse=True)[39]
    assert f"before={before}" in first
    assert "Number 1." in owner.get(desk(f"mail/?before={before}")).content.decode()
    assert owner.get(desk("mail/?before=x")).status_code == 404


def test_the_pages_speak_french(owner: Client, shop: Shop) -> None:
    box = a_box(shop)
    assert "Boîtes de messagerie" in owner.get(desk("mailboxes/", "fr")).content.decode()
    assert "Ne plus la relever" in owner.get(desk(f"mailboxes/{box.pk}/", "fr")).content.decode()
    assert "E-mails en attente" in owner.get(desk("mail/", "fr")).content.decode()


def test_a_mail_service_is_told_where_to_post_and_its_key_is_kept(owner: Client) -> None:
    told = {"address": "in@lamelle.example", "host": "postmark", "webhook_key": "a long key"}
    page = owner.post(desk("mailboxes/new/webhook/"), told, follow=True).content.decode()
    box = Mailbox.objects.get()
    assert secrets_of(box).webhook_key == "a long key"
    assert f"/hooks/mail/postmark/{box.pk}/" in page
    assert "a long key" not in page
