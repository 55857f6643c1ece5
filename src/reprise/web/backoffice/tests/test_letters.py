"""The delivery log and the words of letters, at the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.events import EventType
from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import LetterSettings, Mail, Wording
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, authorised
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)
EDITOR = "letters/words/request_accepted/fr/"


@pytest.fixture
def case() -> Case:
    return authorised(an_order(a_shop()))


@pytest.fixture
def owner(case: Case) -> Client:
    return at_the_desk(somebody(case.shop, Role.OWNER))


def desk(path: str) -> str:
    return f"/en/desk/atelier-lamelle/{path}"


def failed(case: Case) -> Mail:
    mail = Mail.objects.get(case_id=case.pk, letter=Letter.RETURN_READY.value)
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.FAILED, last_error="550 5.1.1", server_said="550 5.1.1 <alice@example.com> unknown",
        created_at=AT + timedelta(days=1),
    )  # fmt: skip
    return mail


def test_the_log_tells_who_got_what_and_what_the_server_said(owner: Client, case: Case) -> None:
    failed(case)
    page = owner.get(desk("letters/")).content.decode()
    assert "Return slip ready" in page
    assert "550 5.1.1 &lt;alice@example.com&gt; unknown" in page
    assert page.count(case.reference) >= 3


def test_a_letter_is_on_its_way_until_an_attempt_failed(owner: Client, case: Case) -> None:
    mail = Mail.objects.filter(case_id=case.pk, letter=Letter.RETURN_READY.value)
    mail.update(state=Mail.State.WAITING, attempts=1)
    assert "Trying again" not in owner.get(desk("letters/")).content.decode()
    mail.update(last_error="the mail server does not answer")
    assert "Trying again" in owner.get(desk("letters/")).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("view=failed", ["return_ready"]), ("letter=request_accepted", ["request_accepted"]), ("to=nobody", []),
     ("to=ALICE@", ["request_accepted", "return_ready", "withdrawal_received"]), ("view=zzz&letter=zzz", None),
     ("to=%231001", ["request_accepted", "return_ready", "withdrawal_received"])],
)  # fmt: skip
def test_the_log_is_searched_and_filtered(owner: Client, case: Case, query: str, found: list[str] | None) -> None:
    failed(case)
    rows = owner.get(desk(f"letters/?{query}")).context["rows"]
    letters = sorted(row.mail.letter for row in rows)
    assert letters == found if found is not None else len(letters) == 3


def test_a_page_of_the_log_costs_the_same_however_long_it_is(owner: Client, case: Case) -> None:
    counts = []
    for more in (0, 60):
        Mail.objects.bulk_create(
            Mail(shop=case.shop, case_id=case.pk, letter="request_received", language="fr", to="a@example.com",
                 message_id=f"<{more}-{number}@x>", state="sent", created_at=AT) for number in range(more)
        )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            page = owner.get(desk("letters/"))
        counts.append(len(queries))
    assert counts[1] <= counts[0]  # the first page also asks whether decisions travel as papers
    older = page.context["older"]
    assert owner.get(older).status_code == 200
    assert len(owner.get(older).context["rows"]) == 23


def test_a_letter_is_shown_as_it_was_got_without_what_opens_things(owner: Client, case: Case) -> None:
    mail = Mail.objects.filter(case_id=case.pk, letter=Letter.RETURN_READY.value).get()
    link = mail.secrets[0]
    page, frame = owner.get(desk(f"letters/{mail.pk}/")), owner.get(desk(f"letters/{mail.pk}/page/"))
    assert link in mail.html
    assert link not in page.content.decode() + frame.content.decode()
    assert "sandbox" in frame["Content-Security-Policy"]
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src" not in frame["Content-Security-Policy"]


def test_an_invitation_in_the_log_lets_nobody_else_in(owner: Client, case: Case) -> None:
    link = "http://127.0.0.1:8000/join/secret/"
    values: dict[str, Value] = {"shop_name": "Atelier", "link": link, "role": "owner", "days": 7}
    mail = send_letter(
        shop=case.shop, to="new@example.com", language="en", letter=Letter.STAFF_INVITATION, values=values, at=AT
    )
    viewer = at_the_desk(somebody(case.shop, Role.VIEWER))
    for path in (f"letters/{mail.pk}/", f"letters/{mail.pk}/page/"):
        assert "join/secret" not in viewer.get(desk(path)).content.decode()


def test_a_wrong_address_is_corrected_and_the_letter_goes_again(owner: Client, case: Case) -> None:
    mail = failed(case)
    form = {"email": "alice.martin@example.com", "client_id": "once"}
    answer = owner.post(desk(f"letters/{mail.pk}/again/"), form)
    twice = owner.post(desk(f"letters/{mail.pk}/again/"), form)
    new = Mail.objects.get(again_of=mail)
    assert answer["Location"] == twice["Location"] == desk(f"letters/{new.pk}/")
    case.refresh_from_db()
    assert case.contact_email == new.to == "alice.martin@example.com"
    assert new.subject == mail.subject
    assert new.message_id != mail.message_id
    assert CaseEvent.objects.filter(case=case, type=EventType.CONTACT_CORRECTED.value).count() == 1


def test_a_letter_that_has_left_gets_the_case_s_link_again(owner: Client, case: Case) -> None:
    mail = failed(case)
    link = mail.secrets[0]
    text, html = mail.text.replace(link, "…"), mail.html.replace(link, "…")
    Mail.objects.filter(pk=mail.pk).update(kept_text=text, kept_html=html, said=None, secrets=[])
    owner.post(desk(f"letters/{mail.pk}/again/"), {"email": "alice@example.com"})
    new = Mail.objects.get(again_of=mail)
    assert link in new.text
    assert f'href="{link}"' in new.html
    assert "…" not in new.text


@pytest.mark.parametrize("email", ["", "nobody", "a@b\r\nBcc: x@example.com"])
def test_an_address_that_is_none_is_asked_again(owner: Client, case: Case, email: str) -> None:
    mail = failed(case)
    assert owner.post(desk(f"letters/{mail.pk}/again/"), {"email": email}).status_code == 422
    assert not Mail.objects.filter(again_of=mail).exists()


def test_a_letter_that_waits_or_works_once_does_not_go_again(owner: Client, case: Case) -> None:
    waiting = failed(case)
    Mail.objects.filter(pk=waiting.pk).update(state=Mail.State.WAITING)
    once = Mail.objects.create(
        shop=case.shop, letter="order_link", language="fr", to="a@example.com", kept_html="<p>", kept_text="x",
        state="sent", message_id="<o@x>", created_at=AT,
    )  # fmt: skip
    for mail in (waiting, once):
        owner.post(desk(f"letters/{mail.pk}/again/"), {"email": "alice@example.com"})
        assert not Mail.objects.filter(again_of=mail).exists()


def test_the_case_s_page_lists_its_letters(owner: Client, case: Case) -> None:
    failed(case)
    page = owner.get(desk(f"cases/{case.reference}/")).content.decode()
    assert "Correct the address, send again" in page
    assert desk("letters/") in page


def test_the_list_of_letters_says_which_have_the_shop_s_words(owner: Client, case: Case) -> None:
    owner.post(desk(EDITOR), {"subject": "{reference} : oui", "opening": "", "closing": "", "seen": "0"})
    page = owner.get(desk("letters/words/")).content.decode()
    assert page.count("<small>your words</small>") == 1
    assert Wording.objects.get().subject == "{reference} : oui"


def test_words_that_cannot_be_kept_stay_in_the_form_with_what_to_do(owner: Client, case: Case) -> None:
    form = {"subject": "Bravo {name} {reference}", "opening": "Chère {mane}", "closing": "", "seen": "0"}
    answer = owner.post(desk(EDITOR), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "{name}" in page
    assert "Chère {mane}" in page
    assert "rp-errors" in page
    assert not Wording.objects.exists()


def test_two_people_who_word_a_letter_see_each_other(owner: Client, case: Case) -> None:
    owner.post(desk(EDITOR), {"opening": "Bonjour,", "seen": "0"})
    assert owner.post(desk(EDITOR), {"opening": "Salut,", "seen": "0"}).status_code == 409
    assert owner.post(desk(EDITOR), {"opening": "Salut,", "seen": "1"}).status_code == 302
    owner.post(desk(EDITOR), {"do": "default", "opening": "Salut,", "seen": "2"})
    page = owner.get(desk(EDITOR))
    assert page.context["form"].initial["opening"] == "Bonjour {name},"
    assert "Owner" in page.content.decode()
    assert [row.number for row in page.context["history"]] == [3, 2, 1]


def test_the_preview_shows_what_is_typed_and_keeps_nothing(owner: Client, case: Case) -> None:
    typed = {"subject": "{reference} !", "opening": "Coucou {first_name}", "closing": "", "about": case.reference}
    page = owner.post(desk(EDITOR + "preview/"), typed).content.decode()
    text = owner.post(desk(EDITOR + "preview/"), {**typed, "form": "text"}).content.decode()
    assert "Coucou Alice" in page
    assert text.startswith(f"{case.reference} !\n\n")
    dark = owner.post(desk(EDITOR + "preview/"), {**typed, "theme": "dark"}).content.decode()
    assert "@media all" in dark
    assert not Wording.objects.exists()


def test_the_preview_says_what_is_wrong(owner: Client, case: Case) -> None:
    wrong = owner.post(desk(EDITOR + "preview/"), {"opening": "{mane}"})
    assert "{mane}" in wrong.content.decode()
    assert wrong["Content-Type"].startswith("text/plain")
    nobody = owner.post(desk(EDITOR + "preview/"), {"about": "RP-NONE"})
    assert "no such case" in nobody.content.decode()
    assert owner.get(desk("letters/words/sign_in_code/fr/")).status_code == 404
    assert owner.get(desk("letters/words/request_accepted/de/")).status_code == 404


def test_a_test_goes_to_oneself_with_the_words_typed(owner: Client, case: Case) -> None:
    before = Mail.objects.count()
    answer = owner.post(desk(EDITOR), {"do": "test", "opening": "Essai {first_name}", "seen": "0"})
    mail = Mail.objects.latest("id")
    assert answer.status_code == 200
    assert Mail.objects.count() == before + 1
    assert (mail.to, mail.case_id) == ("owner@example.com", None)
    assert mail.subject.startswith("Test")
    assert "Essai Camille" in mail.text
    assert "Essai" in answer.content.decode()
    assert not Wording.objects.exists()


def test_answers_and_reminders_are_set(owner: Client, case: Case) -> None:
    form = {
        "reply_to": "aide@example.com", "return_days": "5, 2", "question_days": "", "from_hour": "9",
        "until_hour": "18", "digest": "off", "digest_hour": "9", "digest_days": "1",
    }  # fmt: skip
    assert owner.post(desk("letters/rules/"), form).status_code == 302
    kept = LetterSettings.objects.get()
    assert (kept.reply_to, kept.return_days, kept.says_closed, kept.digest) == (
        "aide@example.com",
        [5, 2],
        False,
        "off",
    )
    for wrong in ({"return_days": "soon"}, {"until_hour": "8"}, {"reply_to": "x"}, {"digest_days": "99"}):
        assert owner.post(desk("letters/rules/"), {**form, **wrong}).status_code == 422


def test_the_log_of_a_new_shop_says_so() -> None:
    shop: Shop = a_shop("neuf")
    page = at_the_desk(somebody(shop, Role.AGENT)).get("/en/desk/neuf/letters/")
    assert "No letter yet" in page.content.decode()


def test_a_letter_lists_what_it_encloses_and_each_opens_as_pdf(owner: Client, case: Case) -> None:
    mail = Mail.objects.get(case_id=case.pk, letter=Letter.RETURN_READY.value)
    links = [desk(f"letters/{mail.pk}/papers/{place}/") for place in (0, 1)]
    for page in (owner.get(desk("letters/")), owner.get(desk(f"letters/{mail.pk}/"))):
        assert all(f'href="{link}"' in page.content.decode() for link in links)
    for link in links:
        answer = owner.get(link)
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert owner.get(desk(f"letters/{mail.pk}/papers/2/")).status_code == 404


def test_the_navigation_counts_letters_that_did_not_arrive(owner: Client, case: Case) -> None:
    mail = failed(case)
    Mail.objects.filter(pk=mail.pk).update(created_at=timezone.now())
    assert owner.get(desk("queue/")).context["counts"]["letters"] == 1
