"""Ready replies, macros, threats, complaints, opinions and reviews as people at the desk use them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.conversations.models import (
    CannedReply,
    ChatSettings,
    Conversation,
    Macro,
    Mention,
    Message,
    PublicReview,
    Rating,
)
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss(shop: Shop) -> Client:
    return at_the_desk(somebody(shop, Role.MANAGER))


@pytest.fixture
def case(shop: Shop) -> Case:
    return asked(an_order(shop, number="1001"))


@pytest.fixture
def thread(case: Case) -> Conversation:
    write(actor=alice_at(case), case=case, body="Où en est mon remboursement ?", at=AT)
    return Conversation.objects.get(case=case)


def a_reply(shop: Shop, fr: str = "Bonjour {first_name}, commande {order_number}.", **more: str) -> CannedReply:
    return CannedReply.objects.create(shop=shop, name="Commande", shortcut="cde", text_fr=fr, changed_at=AT, **more)


def at(shop: Shop, rest: str) -> str:
    return f"/fr/desk/{shop.slug}/{rest}"


def talk(shop: Shop, thread: Conversation, rest: str = "") -> str:
    return at(shop, f"conversations/{thread.key}/{rest}")


def test_a_new_shop_adopts_ten_replies_in_one_click(shop: Shop, boss: Client) -> None:
    assert "Adopter les dix réponses" in boss.get(at(shop, "canned/")).content.decode()
    page = boss.post(at(shop, "canned/"), follow=True).content.decode()
    assert "Les dix" not in page
    assert "/remboursement" in page
    assert CannedReply.objects.filter(shop=shop).count() == 10


def test_a_reply_is_written_changed_and_removed(shop: Shop, boss: Client) -> None:
    given = {"name": "Photo", "shortcut": "/Photo", "text_fr": "Une photo {first_name} ?", "text_en": ""}
    assert boss.post(at(shop, "canned/new/"), given).status_code == 302
    reply = CannedReply.objects.get()
    assert reply.shortcut == "photo"
    wrong = boss.post(at(shop, f"canned/{reply.pk}/"), {**given, "text_fr": "Une {foto} ?"})
    assert wrong.status_code == 422
    assert "{foto}" in wrong.content.decode()
    assert "n’est pas un champ" in wrong.content.decode()
    boss.post(at(shop, f"canned/{reply.pk}/"), {"do": "remove"})
    assert not CannedReply.objects.exists()


def test_an_agent_reads_the_replies_and_changes_none(shop: Shop, desk: Client) -> None:
    reply = a_reply(shop)
    page = desk.get(at(shop, "canned/")).content.decode()
    assert "Commande" in page
    assert f"canned/{reply.pk}/" not in page
    assert desk.post(at(shop, "canned/")).status_code == 403
    assert desk.get(at(shop, f"canned/{reply.pk}/")).status_code == 403


def test_typing_a_slash_finds_a_reply_with_its_values(shop: Shop, desk: Client, thread: Conversation) -> None:
    a_reply(shop)
    (found,) = json.loads(desk.get(talk(shop, thread, "replies/?q=cde")).content)["replies"]
    assert found["text"] == "Bonjour Alice, commande #1001."
    assert found["problem"] == ""
    CannedReply.objects.update(text_fr="Avant {return_by} !")
    Deadline.objects.all().delete()
    (found,) = json.loads(desk.get(talk(shop, thread, "replies/?q=")).content)["replies"]
    assert "Inconnu ici" in found["problem"]


def test_without_a_script_a_reply_joins_what_was_typed(shop: Shop, desk: Client, thread: Conversation) -> None:
    reply = a_reply(shop)
    page = desk.post(talk(shop, thread, "replies/take/"), {"canned": reply.pk, "body": "Bonjour.", "client_id": "c"})
    assert page.status_code == 200
    assert "Bonjour.\n\nBonjour Alice, commande #1001." in page.content.decode()
    assert CannedReply.objects.get().used == 1
    assert not Message.objects.filter(author_kind="staff").exists()


def test_no_raw_placeholder_leaves(shop: Shop, desk: Client, thread: Conversation) -> None:
    answer = desk.post(talk(shop, thread, "say/"), {"body": "Avant {return_by}.", "client_id": "c", "as_what": "reply"})
    assert "{return_by}" in answer.content.decode()
    assert not Message.objects.filter(author_kind="staff").exists()


def test_a_macro_is_tried_before_it_is_kept(shop: Shop, boss: Client, thread: Conversation) -> None:
    reply = a_reply(shop)
    given = {"name": "Clore", "canned": reply.pk, "note": "", "to": "me", "then": "close", "until": "tomorrow"}
    first = boss.post(at(shop, "macros/new/"), {**given, "do": "save"})
    page = first.content.decode()
    assert not Macro.objects.exists()
    assert "Bonjour Alice, commande #1001." in page
    tried = page.split('name="tried" value="')[1].split('"')[0]
    other = boss.post(at(shop, "macros/new/"), {**given, "then": "", "do": "save", "tried": tried})
    assert other.status_code == 200
    assert not Macro.objects.exists()  # something else than what was tried
    assert boss.post(at(shop, "macros/new/"), {**given, "do": "save", "tried": tried}).status_code == 302
    assert [step["do"] for step in Macro.objects.get().steps] == ["say", "assign", "close"]
    assert not Message.objects.filter(author_kind="staff").exists()


def test_a_macro_runs_in_one_click_and_is_undone(
    shop: Shop, desk: Client, ines: Person, thread: Conversation
) -> None:  # fmt: skip
    macro = Macro.objects.create(
        shop=shop, name="Clore", steps=[{"do": "note", "text": "Vu"}, {"do": "assign", "to": "me"}, {"do": "close"}],
        changed_at=AT,
    )  # fmt: skip
    assert "Clore" in desk.get(talk(shop, thread)).content.decode()
    desk.post(talk(shop, thread, f"macros/{macro.pk}/"), {"client_id": "c", "seen": thread.sequence})
    thread.refresh_from_db()
    assert (thread.state, thread.assignee_id) == ("closed", ines.pk)
    desk.post(talk(shop, thread, "macros/undo/"))
    thread.refresh_from_db()
    assert (thread.state, thread.assignee_id) == ("open", None)
    assert "rien à défaire" in desk.post(talk(shop, thread, "macros/undo/"), follow=True).content.decode()


def test_a_threat_stands_above_the_conversation_until_somebody_says_why_not(
    shop: Shop, desk: Client, ines: Person, case: Case
) -> None:  # fmt: skip
    ChatSettings.objects.create(shop=shop, alarm_person=ines)
    write(actor=alice_at(case), case=case, body="Sans réponse ce soir, je saisis mon avocat.", at=AT)
    thread = Conversation.objects.get(case=case)
    page = desk.get(talk(shop, thread)).content.decode()
    assert "<mark>saisis mon avocat</mark>" in page
    assert "Inès Marchetti a été prévenu" in page
    desk.post(talk(shop, thread, "threat/"), {"why": " "})
    thread.refresh_from_db()
    assert thread.alarms == ["lawyer"]
    desk.post(talk(shop, thread, "threat/"), {"why": "Réglé au téléphone"})
    thread.refresh_from_db()
    assert thread.alarms == []
    note = Message.objects.get(conversation=thread, internal=True)
    assert note.body == "Menace écartée (Un avocat ou un tribunal)\u00a0: Réglé au téléphone"
    assert "<mark>" not in desk.get(talk(shop, thread)).content.decode()


def test_a_complaint_is_registered_in_one_click_from_beside_the_thread(
    shop: Shop, desk: Client, case: Case, thread: Conversation
) -> None:  # fmt: skip
    assert "Enregistrer une réclamation" in desk.get(talk(shop, thread)).content.decode()
    page = desk.post(talk(shop, thread, "complaint/"), follow=True).content.decode()
    assert f"Réclamation {case.reference} enregistrée" in page
    assert "Enregistrer une réclamation" not in page
    assert Mail.objects.filter(letter=Letter.COMPLAINT_RECEIVED, case_id=case.pk).count() == 1
    again = desk.post(talk(shop, thread, "complaint/"), follow=True).content.decode()
    assert "déjà enregistrée" in again
    assert desk.get(at(shop, f"cases/{case.reference}/")).status_code == 200


def test_the_case_a_question_became_by_complaint_opens(shop: Shop, desk: Client) -> None:
    thread = Conversation.objects.create(shop=shop, kind="question", created_at=AT, last_at=AT, sequence=1)
    Message.objects.create(
        conversation=thread, sequence=1, author_kind="customer", author_name="Bob", body="Je réclame.", created_at=AT
    )
    desk.post(talk(shop, thread, "complaint/"), {"email": "bob@example.com"})
    thread.refresh_from_db()
    assert thread.case is not None
    page = desk.get(at(shop, f"cases/{thread.case.reference}/"))
    assert page.status_code == 200
    assert "Réclamation" in page.content.decode()
    assert desk.get(at(shop, "queue/")).status_code == 200


def test_a_review_gets_an_answer_that_gives_nobody_away(shop: Shop, desk: Client, case: Case) -> None:
    given = {"site": "Google", "score": "1", "said": "Nul.", "case": case.reference, "said_on": "", "address": ""}
    page = desk.post(at(shop, "reviews/new/"), given, follow=True).content.decode()
    review = PublicReview.objects.get()
    assert review.case_id == case.pk
    assert "Nous ne parlons pas des commandes en public" in page
    assert "We do not speak of orders in public" in page
    for answer in (
        "Chère Alice, pardon.",
        "Votre commande 1001 est partie.",
        f"Dossier {case.reference}.",
        "90,00 € rendus.",
    ):
        refused = desk.post(at(shop, f"reviews/{review.pk}/"), {"answer": answer, "do": "check"})
        assert refused.status_code == 422, answer
        assert answer[:8] in refused.content.decode()
    assert (
        desk.post(
            at(shop, f"reviews/{review.pk}/"), {"answer": "Bonjour, nous regardons.", "do": "published"}
        ).status_code
        == 302
    )
    review.refresh_from_db()
    assert review.answered_at is not None
    assert "Google" in desk.get(at(shop, "reviews/")).content.decode()


def test_a_review_of_an_unknown_case_is_told_at_its_field(shop: Shop, desk: Client) -> None:
    page = desk.post(at(shop, "reviews/new/"), {"site": "Google", "case": "RP-9999-9999"})
    assert page.status_code == 422
    assert not PublicReview.objects.exists()


def test_opinions_are_shown_with_how_sure_they_are(shop: Shop, desk: Client, thread: Conversation) -> None:
    assert "Pas encore de réponse" in desk.get(at(shop, "opinions/")).content.decode()
    now = timezone.now()
    Rating.objects.create(
        conversation=thread, shop=shop, key="k", asked_at=now - timedelta(days=1), score=5, comment="Parfait",
        answered_at=now,
    )  # fmt: skip
    page = desk.get(at(shop, "opinions/")).content.decode()
    assert "100\u00a0% de ceux qui ont répondu sont satisfaits" in page
    assert "entre 20\u00a0% et 100\u00a0%" in page
    assert "Parfait" in page
    assert "5/5" in desk.get(talk(shop, thread)).content.decode()


def test_where_one_is_named_is_a_list_that_looking_empties(
    shop: Shop, desk: Client, ines: Person, thread: Conversation
) -> None:  # fmt: skip
    note = Message.objects.create(
        conversation=thread, sequence=9, author_kind="staff", author_name="Marc", body="@Inès ?", internal=True,
        created_at=AT,
    )  # fmt: skip
    Mention.objects.create(message=note, person=ines)
    assert "Pour vous" in desk.get(at(shop, "")).content.decode()
    page = desk.get(at(shop, "mentions/")).content.decode()
    assert "Marc vous demande de regarder" in page
    desk.get(talk(shop, thread))
    assert "Personne n’attend votre regard" in desk.get(at(shop, "mentions/")).content.decode()
    assert "Pour vous</span>" not in desk.get(at(shop, "")).content.decode()


def test_who_looks_at_threats_is_of_the_shop(shop: Shop, boss: Client, ines: Person) -> None:
    assert boss.post(at(shop, "after-answer/"), {"person": ines.pk, "asks": ""}).status_code == 302
    kept = ChatSettings.objects.get(shop=shop)
    assert (kept.alarm_person_id, kept.asks_opinion) == (ines.pk, False)
    stranger = somebody(a_shop("voisin"), Role.AGENT, "eve@example.com")
    assert boss.post(at(shop, "after-answer/"), {"person": stranger.pk}).status_code == 422


def test_many_replies_reviews_and_opinions_cost_no_more_queries(
    shop: Shop, desk: Client, thread: Conversation, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        CannedReply.objects.create(shop=shop, name=f"R{n}", shortcut=f"r{n}", text_fr="a", changed_at=AT)
        PublicReview.objects.create(shop=shop, site="Google", made_at=AT)
        Macro.objects.create(shop=shop, name=f"M{n}", steps=[{"do": "close"}], changed_at=AT)
    for page in ("canned/", "macros/", "reviews/", "opinions/", "mentions/"):
        with django_assert_max_num_queries(14):
            assert desk.get(at(shop, page)).status_code == 200
    with django_assert_max_num_queries(14):
        assert desk.get(talk(shop, thread, "replies/?q=r")).status_code == 200
