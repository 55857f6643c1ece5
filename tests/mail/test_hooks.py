"""Providers post mails: only who holds the mailbox's key, and the same mail once however often it is posted."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reprise.apps.cases.models import Case
from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.mailbox_secrets import MailboxSecrets, sealed
from reprise.apps.conversations.models import IncomingMail, Mailbox
from reprise.integrations.mail_hooks.providers import PROVIDERS
from reprise.platform.jobs.worker import work_off
from reprise.workflows.mail_in.arrive import is_ours
from tests.mail.letters import ALICE, DESK, a_mailbox, answer, letter_id, said

pytestmark = pytest.mark.django_db
KEY = "clé secrète"


@pytest.fixture
def case() -> Case:
    return a_case()


@pytest.fixture
def box(case: Case) -> Mailbox:
    return a_mailbox(case.shop, way="webhook", sealed=sealed(MailboxSecrets(webhook_key=KEY), DESK))


def _basic(key: str = KEY) -> str:
    return "Basic " + base64.b64encode(f"reprise:{key}".encode()).decode()


def _post(box: Mailbox, provider: str, data: Any, *, kind: str = "application/json", auth: str | None = None) -> int:
    headers = {"authorization": _basic() if auth is None else auth}
    body = json.dumps(data) if kind == "application/json" and not isinstance(data, str | bytes) else data
    path = f"/hooks/mail/{provider}/{box.pk}/"
    if kind == "multipart/form-data":
        return Client().post(path, data, headers=headers).status_code
    return Client().post(path, body, content_type=kind, headers=headers).status_code


def _signed(fields: dict[str, Any], key: str = KEY, stamp: float | None = None) -> dict[str, Any]:
    at = str(int(stamp or time.time()))
    told = hmac.new(key.encode(), f"{at}tok".encode(), hashlib.sha256).hexdigest()
    return {**fields, "timestamp": at, "token": "tok", "signature": told}


def _taken_apart(case: Case) -> dict[str, Any]:
    """As Mailjet posts."""
    return {
        "Sender": ALICE, "Recipient": DESK, "Date": "Tue, 24 Nov 2026 10:30:00 +0100", "From": f"Alice <{ALICE}>",
        "Subject": "Ma lampe", "Headers": {"From": f"Alice <{ALICE}>", "To": DESK, "In-Reply-To": letter_id(case)},
        "Text-part": "Bonjour, merci.", "Parts": [], "SpamAssassinScore": "0",
    }  # fmt: skip


def _posts(case: Case) -> dict[str, tuple[Any, str]]:
    raw = answer(case).as_string()
    packed = base64.b64encode(raw.encode()).decode()
    relayed = {"rcpt_to": DESK, "content": {"email_rfc822": packed, "email_rfc822_is_base64": True}}
    item = {
        "From": {"Address": ALICE, "Name": "Alice"}, "To": [{"Address": DESK}], "Recipients": [DESK],
        "Headers": {"From": ALICE, "In-Reply-To": letter_id(case)}, "Subject": "Ma lampe", "Attachments": [],
        "RawTextBody": "Bonjour, merci.", "SentAtDate": "Tue, 24 Nov 2026 10:30:00 +0100",
    }  # fmt: skip
    return {
        "raw": (raw.encode(), "message/rfc822"),
        "mailgun": (_signed({"recipient": DESK, "sender": ALICE, "body-mime": raw}), "multipart/form-data"),
        "sendgrid": ({"email": raw, "envelope": json.dumps({"to": [DESK], "from": ALICE})}, "multipart/form-data"),
        "postmark": ({"RawEmail": raw, "OriginalRecipient": DESK}, "application/json"),
        "sparkpost": ([{"msys": {"relay_message": relayed}}], "application/json"),
        "mailjet": (_taken_apart(case), "application/json"),
        "brevo": ({"items": [item]}, "application/json"),
    }


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_what_a_provider_posts_reaches_its_thread_once(provider: str, case: Case, box: Mailbox) -> None:
    data, kind = _posts(case)[provider]
    assert [_post(box, provider, data, kind=kind) for _ in range(2)] == [200, 200]
    work_off(at=timezone.now())
    assert said(case) == ["Bonjour, merci."]
    assert IncomingMail.objects.count() == 1


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
@pytest.mark.parametrize("auth", ["", "Basic", "Basic !!!", _basic("wrong"), "Bearer wrong", "Bearer ", "Digest x"])
def test_without_the_key_nothing_is_taken(provider: str, auth: str, case: Case, box: Mailbox) -> None:
    data, kind = _posts(case)[provider]
    if provider == "mailgun":
        data = {**data, "signature": hashlib.sha256(auth.encode()).hexdigest()}
    assert _post(box, provider, data, kind=kind, auth=auth) == 403
    assert not IncomingMail.objects.exists()


def test_a_bearer_is_as_good(case: Case, box: Mailbox) -> None:
    assert Client().post(f"/hooks/mail/raw/{box.pk}/", answer(case).as_bytes(), content_type="message/rfc822",
                         headers={"authorization": f"Bearer {KEY}"}).status_code == 200  # fmt: skip


@pytest.mark.parametrize("change", [{"is_on": False}, {"way": "smtp"}, {"sealed": ""}, {"sealed": "nonsense"}])
def test_a_box_that_takes_no_posts_looks_like_none(change: dict[str, Any], case: Case, box: Mailbox) -> None:
    Mailbox.objects.filter(pk=box.pk).update(**change)
    assert _post(box, "raw", b"x", kind="message/rfc822") == 403
    assert _post(box, "mailgun", _signed({"body-mime": "x"}, key=""), kind="multipart/form-data") == 403


@pytest.mark.parametrize("ago", [-3_600, 6 * 60, 86_400])
def test_a_signature_of_yesterday_or_of_some_minutes_ago_is_refused(ago: int, case: Case, box: Mailbox) -> None:
    old = _signed({"recipient": DESK, "body-mime": "Subject: x\r\n\r\nx"}, stamp=time.time() - ago)
    assert _post(box, "mailgun", old, kind="multipart/form-data") == 403


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "{}", '{"items": 3}', '{"RawEmail": ""}', "[" * 5_000, "\x00"])
def test_nonsense_is_no_mail_and_no_fault(body: str, case: Case, box: Mailbox) -> None:
    for provider in ("postmark", "sparkpost", "mailjet", "brevo", "sendgrid"):
        assert _post(box, provider, body) == 406
    assert not IncomingMail.objects.exists()


def test_an_unknown_provider_and_other_methods_are_refused(box: Mailbox) -> None:
    assert _post(box, "nobody", b"x", kind="text/plain") == 403
    assert Client().get(f"/hooks/mail/raw/{box.pk}/").status_code == 405
    assert Client().head(f"/hooks/mail/raw/{box.pk}/").status_code == 200


def test_a_mail_of_some_megabytes_fits_in_a_form(case: Case, box: Mailbox) -> None:
    raw = answer(case, body="Bonjour, merci.").as_string() + "\r\n" * 1_500_000
    assert _post(box, "mailgun", _signed({"recipient": DESK, "body-mime": raw}), kind="multipart/form-data") == 200
    assert IncomingMail.objects.get().size > 3_000_000


def test_a_form_that_cannot_be_read_is_refused_before_anybody_proved_anything(case: Case, box: Mailbox) -> None:
    deep = b"".join(
        b'--a%d\r\nContent-Type: multipart/mixed; boundary="a%d"\r\n\r\n' % (n, n + 1) for n in range(2_000)
    )
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n\xff\r\n' % name for name in (b"timestamp", b"token")
    ]
    for kind, body in (
        ("application/x-www-form-urlencoded", b"&".join(b"a=%d" % n for n in range(600))),
        ("multipart/form-data; boundary=a0", deep),
        ("multipart/form-data; boundary=b", b"".join(parts) + b"--b--"),
        ("multipart/form-data; boundary*0*=nothing'\xff", b"x"),
        ("multipart/form-data;", b"x"),
    ):
        assert _post(box, "mailgun", body, kind=kind, auth="") == 403, kind
        assert _post(box, "sendgrid", body, kind=kind) in {403, 406}, kind


@pytest.mark.parametrize("length", ["abc", "-1", "1" * 40, "²"])
def test_a_length_that_is_none_is_refused(length: str, box: Mailbox) -> None:
    sent = Client().post(f"/hooks/mail/raw/{box.pk}/", b"x", content_type="message/rfc822",
                         headers={"authorization": _basic()}, CONTENT_LENGTH=length)  # fmt: skip
    assert sent.status_code == 413


def test_a_box_takes_posts_of_the_service_it_was_set_up_with_only(case: Case, box: Mailbox) -> None:
    Mailbox.objects.filter(pk=box.pk).update(host="postmark")
    data, kind = _posts(case)["mailgun"]
    assert _post(box, "mailgun", data, kind=kind) == 403
    assert _post(box, "raw", b"Subject: x\r\n\r\nx", kind="message/rfc822") == 403
    data, kind = _posts(case)["postmark"]
    assert _post(box, "postmark", data, kind=kind) == 200


def test_an_envelope_with_text_no_table_holds_is_kept_without_it(case: Case, box: Mailbox) -> None:
    sent = {"RawEmail": "Subject: x\r\n\r\nx", "OriginalRecipient": f"a\x00\ud800{DESK}"}
    assert _post(box, "postmark", sent) == 200
    assert IncomingMail.objects.get().recipients == [f"a{DESK}"]
    assert is_ours(f"a\x00{DESK}") is False
    assert is_ours(f"a\udcff{DESK}") is False
