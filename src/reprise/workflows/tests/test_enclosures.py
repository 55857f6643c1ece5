"""Papers travel with the letters that tell of them: drawn when they leave, readable, light, and listed at the desk."""

import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pydantic import SecretStr
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of, remedies_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.notifications import enclosures
from reprise.apps.notifications.enclosures import enclosed_with, listed
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import LetterSettings, Mail
from reprise.apps.notifications.sending.message import compose
from reprise.apps.notifications.services.set_letters import LetterRules, set_letters
from reprise.apps.notifications.tests.mail_server import PretendMailServer, a_mail_server
from reprise.platform.files.store import keep
from reprise.platform.files.tests.making import jpeg
from reprise.platform.jobs.worker import work_once
from reprise.workflows.authorise_return import Label, Terms, authorise
from reprise.workflows.decide import decide
from reprise.workflows.refund_customer import refund
from reprise.workflows.tests.builders import NEXT_WEEK, a_file, an_order, asked, authorised, granted, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[PretendMailServer]:
    with a_mail_server() as server:
        settings.ENV = django_settings.ENV.model_copy(update={"mail_url": SecretStr(server.url)})
        yield server


def the_letter(case: Case, letter: Letter) -> Mail:
    return Mail.objects.get(case_id=case.pk, letter=letter.value)


def as_sent(mail: Mail) -> EmailMessage:
    papers = [paper for _place, paper in enclosed_with(mail)]
    wire = compose(mail, sender="noreply@example.com", enclosed=papers).as_bytes()
    assert len(wire) < 400_000
    parsed = message_from_bytes(wire, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def texts(message: EmailMessage) -> dict[str, str]:
    """Every PDF of a message by its file name; each opens, and the words are those it shows."""
    found = {}
    for part in message.iter_attachments():
        pages = PdfReader(io.BytesIO(part.get_content())).pages
        found[part.get_filename() or ""] = " ".join("".join(page.extract_text() for page in pages).split())
    return found


def titles(mail: Mail) -> list[str]:
    with override("en"):
        return [paper.title for paper in listed([mail])[mail.pk]]


def test_a_withdrawal_of_the_ordinary_journey_is_acknowledged_on_paper(server: PretendMailServer) -> None:
    case = asked(an_order())
    work_once(at=AT)
    [message] = [each for each in server.taken if case.reference in each["Subject"]]
    [proof] = list(message.iter_attachments())
    assert proof.get_filename() == f"{case.reference}-acknowledgement.pdf"
    told = texts(message)[proof.get_filename() or ""]
    # what was declared, by whom, about which contract, sent where, and when to the second (D221-5)
    for word in (
        "Je vous notifie ma rétractation",
        "Alice Martin",
        "1001",
        "alice@example.com",
        "3 × Article 1",
        "min 00",
    ):
        assert word in told
    mail = the_letter(case, Letter.WITHDRAWAL_RECEIVED)
    assert (mail.state, mail.enclosures) == (Mail.State.SENT, [{"kind": "paper", "name": "acknowledgement"}])


def test_a_complaint_needs_no_such_proof() -> None:
    assert the_letter(asked(an_order(), claim="defect"), Letter.REQUEST_RECEIVED).enclosures == []


def test_nothing_is_drawn_while_the_request_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(*_: object) -> None:
        raise AssertionError("drawn inside the request")

    for kind in list(enclosures.DRAWERS):
        monkeypatch.setitem(enclosures.DRAWERS, kind, drawn)
    authorised(an_order())


def test_the_letter_of_a_return_brings_slip_and_packing_list() -> None:
    case = authorised(an_order())
    mail = the_letter(case, Letter.RETURN_READY)
    message = as_sent(mail)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["RMA-2026-00001.pdf", f"{case.reference}-packing-list.pdf"]
    assert len(texts(message)) == 2
    assert titles(mail) == ["Return slip", "Packing list"]


def test_a_label_bought_elsewhere_travels_too(tmp_path: Path) -> None:
    case = granted(an_order())
    staff = ines(case.shop_id)
    label = a_file(staff)
    (tmp_path / "label").write_bytes(jpeg())
    label.key = keep(tmp_path / "label")
    label.save()
    authorise(actor=staff, case=case, at=AT, terms=Terms(label=Label(label.pk, "la_poste", "6A20447190381")))
    message = as_sent(the_letter(case, Letter.RETURN_READY))
    last = list(message.iter_attachments())[-1]
    assert (last.get_filename(), last.get_content_type()) == (f"{case.reference}-label.jpg", "image/jpeg")


def test_a_paper_too_heavy_for_the_letter_stays_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = the_letter(authorised(an_order()), Letter.RETURN_READY)
    monkeypatch.setattr(enclosures, "MOST_BYTES", 10)
    assert enclosed_with(mail) == []


def test_a_decision_travels_as_paper_only_where_the_shop_wants_it() -> None:
    case = granted(an_order())
    mail = the_letter(case, Letter.REQUEST_ACCEPTED)
    assert (list(as_sent(mail).iter_attachments()), listed([mail])[mail.pk]) == ([], [])
    set_letters(actor=system(case.shop_id), rules=LetterRules(encloses_decisions=True))
    assert list(texts(as_sent(mail))) == [f"{case.reference}-decision-1.pdf"]
    assert titles(mail) == ["Our decision"]


def test_what_went_is_told_although_the_shop_changes_its_mind(server: PretendMailServer) -> None:
    order = an_order()
    set_letters(actor=system(order.shop_id), rules=LetterRules(encloses_decisions=True))
    case = granted(order)
    while work_once(at=AT):
        pass
    LetterSettings.objects.update(encloses_decisions=False)
    mail = the_letter(case, Letter.REQUEST_ACCEPTED)
    assert titles(mail) == ["Our decision"]


def test_a_refund_that_was_paid_brings_its_credit_note() -> None:
    case = authorised(an_order())
    decided = remedies_of(case)[0]
    type(decided).objects.filter(pk=decided.pk).update(state="armed")
    refund(
        actor=ines(case.shop_id, Role.OWNER), case=case, remedy_id=decided.pk, expected_minor=9590, provider="by_hand",
        at=NEXT_WEEK, reference="VIR 7",
    )  # fmt: skip
    [name] = texts(as_sent(the_letter(case, Letter.REFUND_SENT)))
    assert name.startswith(f"{case.reference}-note-")


def test_a_forgotten_case_sends_nothing_on_paper() -> None:
    case = asked(an_order())
    mail = the_letter(case, Letter.WITHDRAWAL_RECEIVED)
    Case.objects.filter(pk=case.pk).update(erased_at=AT)
    assert enclosed_with(mail) == []


def test_many_letters_are_listed_with_one_query_at_most() -> None:
    order = an_order(more=(("filament", 1, 2000),))
    case = asked(order)
    decide(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, at=AT)
    mails = list(Mail.objects.order_by("pk")) * 5
    with CaptureQueriesContext(connection) as queries:
        listed(mails)
    assert len(queries) == 1
