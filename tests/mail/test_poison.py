"""A poison is put apart, in its time, and the mail behind it is read."""

from pathlib import Path

import pytest

from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail, MessageFile
from reprise.apps.conversations.reading import reader
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.platform.jobs.worker import work_off
from reprise.workflows.mail_in import settle as settling
from tests.mail.letters import READER, a_mail, answer, came, said
from tests.mail.pictures import A_PHOTO
from tests.support.builders import LATER, a_shop

pytestmark = pytest.mark.django_db


def _nested(depth: int) -> bytes:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return b"From: a@b.example\r\nSubject: x\r\n" + parts.encode() + b"Content-Type: text/plain\r\n\r\nx\r\n"


@pytest.mark.parametrize("depth", [40, 3_000])
def test_parts_within_parts_beyond_reason_are_put_apart(depth: int) -> None:
    row = came(a_shop(), _nested(depth))
    assert (row.state, row.why) == (MailState.QUARANTINED, "too_deep")


def test_the_mail_behind_a_poison_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 32. A mail that takes its reader down, one that breaks what settles it, and a good one behind both."""
    case = a_case()
    good = settling.settle

    def breaks(mail: IncomingMail, *rest: object, **more: object) -> None:
        if mail.size > 60_000:
            raise RuntimeError("unforeseen")
        good(mail, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("reprise.workflows.mail_in.one.settle", breaks)
    raws = [_nested(200), answer(case, body="y\n" * 40_000).as_bytes(), answer(case, body="Et moi ?").as_bytes()]
    for raw in raws:
        take_mail(shop=case.shop, mailbox=None, raw=raw, received_at=LATER, at=LATER)
    for _ in range(4):
        work_off(at=LATER)
        take_mail(shop=case.shop, mailbox=None, raw=str(_).encode(), received_at=LATER, at=LATER)
    states = list(IncomingMail.objects.order_by("id").values_list("state", "why")[:3])
    assert states == [(MailState.QUARANTINED, "too_deep"), (MailState.QUARANTINED, "failed"), (MailState.ATTACHED, "")]
    assert said(case) == ["Et moi ?"]


def test_a_reader_that_is_killed_is_started_again(tmp_path: Path) -> None:
    (tmp_path / "raw").write_bytes(a_mail().as_bytes())
    with reader.Reader() as own:
        own.read(tmp_path / "raw", tmp_path)
        assert own._nursery is not None
        own._nursery.kill()
        own._nursery.wait()
        assert own.read(tmp_path / "raw", tmp_path).body == "Bonjour, merci."


def test_what_a_reader_says_out_of_form_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "raw").write_bytes(b"x")
    with pytest.raises(reader.Unreadable):
        READER.read(tmp_path / "nowhere", tmp_path)


def test_the_words_of_a_mail_of_fifty_megabytes_arrive() -> None:
    case = a_case()
    mail = answer(case, body="Voici la vidéo.")
    mail.add_attachment(b"\0" * 37 * 2**20, maintype="application", subtype="octet-stream", filename="video.mp4")
    raw = mail.as_bytes()
    assert len(raw) > 50_000_000
    row = came(case.shop, raw)
    assert (row.state, row.left_out) == (MailState.ATTACHED, [{"name": "video.mp4", "code": "file_unknown"}])
    assert said(case) == ["Voici la vidéo."]


def test_files_pass_the_gate_or_are_left_out_with_the_reason() -> None:
    case = a_case()
    mail = answer(case, body="")
    for number in range(2):
        mail.add_attachment(A_PHOTO, maintype="image", subtype="png", filename=f"{number}.png")
    mail.add_attachment(b"MZ\x90" + bytes(2000), maintype="application", subtype="pdf", filename="facture.pdf")
    row = came(case.shop, mail)
    assert row.state == MailState.ATTACHED
    assert MessageFile.objects.filter(message=row.message).count() == 2
    assert row.left_out == [{"name": "facture.pdf", "code": "file_executable"}]
    assert said(case) == [""]


def test_a_mail_without_a_word_says_so() -> None:
    case = a_case()
    came(case.shop, answer(case, body=" ", subject=""))
    assert said(case) == ["(Cet e-mail est sans texte.)"]


def test_a_mail_longer_than_a_message_is_folded_never_cut() -> None:
    case = a_case()
    row = came(case.shop, answer(case, body="ligne de texte\n" * 2_000))
    assert row.message is not None
    assert len(row.message.body) <= 10_000
    lines = (row.message.body + "\n" + row.message.quoted).count("ligne de texte")
    assert lines == 2_000
