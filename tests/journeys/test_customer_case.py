"""The page of a case: its link is its key, its buttons are the open deeds, a refused deed loses nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from reprise.apps.cases.models import Case, CaseLine, Deadline, ReturnItem
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import LineMove
from reprise.apps.conversations.models import Message
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Parcel
from reprise.platform.files.tests import making as a
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.deadlines import WITHDRAW
from reprise.readmodels.projection import project
from reprise.workflows import ask_for_details, write_message
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import a_case, a_photo, a_shop, an_order, authorised, decided, now, path_of

pytestmark = pytest.mark.django_db
BOX = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)


def text(client: Client, case: Case, language: str = "fr") -> str:
    """The page of a case as a customer reads it."""
    return client.get(path_of(case, language)).content.decode()


def test_a_wrong_link_looks_like_no_case(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    right = path_of(case)
    wrong = right[:-2] + ("a/" if right[-2] != "a" else "b/")
    missing = right.replace(case.reference, "RP-2222-2222")
    assert client.get(right).status_code == 200
    assert client.get(wrong).status_code == client.get(missing).status_code == 404


def test_a_case_is_not_found_in_another_shop(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    a_shop("voisin")
    assert client.get(path_of(case).replace("/s/lamelle/", "/s/voisin/")).status_code == 404


def test_a_link_of_another_case_opens_nothing(client: Client) -> None:
    shop = a_shop()
    mine, other = a_case(an_order(shop)), a_case(an_order(shop, number="AL-2"))
    token = path_of(other).rstrip("/").rsplit("/", 1)[1]
    assert client.get(path_of(mine).rsplit("/", 2)[0] + f"/{token}/").status_code == 404


def test_the_page_is_kept_nowhere_and_names_no_address_elsewhere(client: Client) -> None:
    headers = client.get(path_of(a_case(an_order(a_shop())))).headers
    assert "no-store" in headers["Cache-Control"]
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_it_says_where_the_case_is_and_when_we_answer(client: Client) -> None:
    case = a_case(an_order(a_shop(), BOX), "defect", reason="fdm_warping")
    french, english = text(client, case), text(client, case, "en")
    assert "Nous avons bien reçu votre demande" in french
    assert "Vous avez notre réponse au plus tard le" in french
    assert "We have your request" in english
    assert "Lifted corners" in english


def test_a_question_is_shown_and_its_answer_hands_the_case_back(client: Client) -> None:
    case = a_case(an_order(a_shop(), BOX), "defect")
    line = lines_of(case)[0]
    question = "Photographiez le dessous, s’il vous plaît."
    ask_for_details.ask(actor=ines(case.shop_id), case=case, line_id=line.pk, question=question, at=now())
    page = text(client, case)
    assert "À vous d’agir." in page
    assert page.count(question) == 2  # beside the answer, and in the thread
    photo = SimpleUploadedFile("dessous.jpg", a_photo())
    client.post(path_of(case) + "answer/", {"body": "La voici.", "files": photo, "client_id": "a"})
    assert CaseLine.objects.get(pk=line.pk).state == "pending"
    assert Evidence.objects.filter(case=case).count() == 1
    assert "La voici." in text(client, case)


def test_the_same_message_sent_twice_is_one(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    for _ in range(2):
        client.post(path_of(case) + "message/", {"body": "Bonjour", "client_id": "once"})
    assert Message.objects.filter(body="Bonjour").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_empty_message_is_told_at_the_field(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    response = client.post(path_of(case) + "message/", {"body": "  "})
    assert response.status_code == 422
    assert 'href="#body"' in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_message_that_is_too_long_stays_in_its_field(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    long = "é" * 10_001
    response = client.post(path_of(case) + "message/", {"body": long})
    assert response.status_code == 422
    assert long in response.content.decode()


def test_markup_in_a_message_is_text(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    write_message.write(actor=ines(case.shop_id), case=case, body="<script>alert(1)</script>", at=now())
    assert "<script>alert" not in text(client, case)


def test_an_internal_note_is_never_shown(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    write_message.note(actor=ines(case.shop_id), case=case, body="Client difficile", at=now())
    page = text(client, case)
    assert "Client difficile" not in page
    assert "Note interne" not in page


def test_a_request_is_cancelled_while_nothing_is_decided(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    assert "Annuler la demande" in text(client, case)
    client.post(path_of(case) + "cancel/")
    page = text(client, case)
    assert "Vous avez annulé cette demande" in page
    assert "Annuler la demande" not in page


@pytest.mark.django_db(transaction=True)
def test_a_request_decided_meanwhile_is_not_cancelled(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    decided(case)
    response = client.post(path_of(case) + "cancel/")
    assert response.status_code == 409
    assert "Un point à corriger" in response.content.decode()


def test_a_refusal_shows_its_reason_what_remains_and_how_to_disagree(client: Client) -> None:
    case = a_case(an_order(a_shop(), ("Figurine à votre nom", "personalised_print", 1, 3500)))
    decided(case, LineMove.DECLINE, "Elle porte le prénom que vous avez choisi.")
    page = text(client, case)
    assert "Elle porte le prénom" in page
    assert "Ce qui reste possible" in page
    assert "Contester cette décision" in page
    line = lines_of(case)[0]
    client.post(path_of(case) + "appeal/", {"line": str(line.pk), "text": "Le prénom est faux."})
    assert CaseLine.objects.get(pk=line.pk).state == "appealed"


@pytest.mark.django_db(transaction=True)
def test_an_objection_without_words_is_told(client: Client) -> None:
    case = a_case(an_order(a_shop(), ("Figurine", "personalised_print", 1, 3500)))
    decided(case, LineMove.DECLINE, "Elle porte votre prénom.")
    line = lines_of(case)[0]
    response = client.post(path_of(case) + "appeal/", {"line": str(line.pk), "text": " "})
    assert response.status_code == 422
    assert f'href="#appeal-{line.pk}"' in response.content.decode()


def parcel(case: Case, **more: object) -> dict[str, object]:
    """What the form for a parcel sends."""
    item = lines_of(case)[0].items.get()
    return {f"item-{item.pk}": "1", "carrier": "la_poste", "client_id": "p", **more}


def test_an_authorised_return_is_sent_with_its_proof(client: Client) -> None:
    case = authorised(a_case(an_order(a_shop())))
    page = text(client, case)
    assert "Renvoyer l’article" in page
    assert "12 rue des Couches" in page
    receipt = SimpleUploadedFile("recu.jpg", a_photo())
    sent = parcel(case, tracking_number="6A 12345678901", dispatched_on=timezone.localdate().isoformat(), proof=receipt)
    client.post(path_of(case) + "parcel/", sent)
    made = Parcel.objects.get()
    assert (made.tracking_number, made.proof_of_deposit is not None) == ("6A12345678901", True)
    page = text(client, case)
    assert "Reçu du dépôt conservé" in page
    assert "https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901" in page


def test_a_proof_can_follow_later(client: Client) -> None:
    case = authorised(a_case(an_order(a_shop())))
    client.post(path_of(case) + "parcel/", parcel(case, dispatched_on=timezone.localdate().isoformat()))
    assert "Ajouter le reçu du dépôt" in text(client, case)
    receipt = SimpleUploadedFile("recu.jpg", a_photo())
    made = Parcel.objects.get()
    client.post(path_of(case) + "proof/", {"parcel": str(made.pk), "proof": receipt})
    made.refresh_from_db()
    assert made.proof_of_deposit is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("more", "target"),
    [
        ({"tracking_number": "??"}, "tracking_number"),
        ({"carrier": "pigeon"}, "carrier"),
        ({"dispatched_on": "2199-01-01"}, "dispatched_on"),
        ({"dispatched_on": "yesterday"}, "dispatched_on"),
    ],
)
def test_a_parcel_that_cannot_be_is_told_and_what_was_typed_stays(
    client: Client, more: dict[str, str], target: str
) -> None:
    case = authorised(a_case(an_order(a_shop())))
    response = client.post(path_of(case) + "parcel/", parcel(case, **{"tracking_number": "6A12345678901", **more}))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{target}"' in page
    assert f'value="{more.get("tracking_number", "6A12345678901")}"' in page
    assert not Parcel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_parcel_before_the_slip_is_refused(client: Client) -> None:
    case = decided(a_case(an_order(a_shop())))
    response = client.post(path_of(case) + "parcel/", parcel(case))
    assert response.status_code == 409


def test_the_slip_is_a_pdf_once_there_is_one(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    assert client.get(path_of(case) + "slip.pdf").status_code == 404
    authorised(case)
    response = client.get(path_of(case) + "slip.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_a_return_that_was_not_sent_in_time_may_still_be_sent(client: Client) -> None:
    case = authorised(a_case(an_order(a_shop())))
    ReturnItem.objects.filter(line__case=case).update(state="expired")
    store_projection(case=case, projection=project(picture_of(case)), at=now())
    page = text(client, case)
    assert "Le jour pour remettre le colis est passé" in page
    assert "Votre remboursement est en cours" not in page
    assert "Mon colis est en route" in page


def test_files_are_seen_by_their_own_case_only(client: Client) -> None:
    shop = a_shop()
    mine, other = a_case(an_order(shop)), a_case(an_order(shop, number="AL-2"))
    photo = SimpleUploadedFile("defaut.jpg", a_photo())
    client.post(path_of(mine) + "evidence/", {"files": photo})
    file_id = Evidence.objects.get().file_id
    seen = client.get(f"{path_of(mine)}files/{file_id}/?small")
    assert (seen.status_code, seen.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert "sandbox" in seen.headers["Content-Security-Policy"]
    assert client.get(f"{path_of(other)}files/{file_id}/?small").status_code == 404


@pytest.mark.parametrize(
    ("content", "kind"), [(a.mp4(), "video"), (a.stl(), "model"), (a.threemf(), "model"), (a.GCODE, "gcode")]
)
def test_a_video_a_model_or_a_print_job_shows_a_fault_too(client: Client, content: bytes, kind: str) -> None:
    case = a_case(an_order(a_shop()))
    client.post(path_of(case) + "evidence/", {"files": SimpleUploadedFile("piece", content)})
    piece = Evidence.objects.get()
    assert piece.file.kind == kind
    answer = client.get(f"{path_of(case)}files/{piece.file_id}/")
    assert b"".join(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    refused = client.post(path_of(case) + "evidence/", {"shot-overview": SimpleUploadedFile("piece", content)})
    assert refused.status_code == 422
    assert "Envoyez une photo" in refused.content.decode()


def test_no_file_chosen_is_told(client: Client) -> None:
    response = client.post(path_of(a_case(an_order(a_shop()))) + "evidence/", {})
    assert response.status_code == 422
    assert "Choisissez d’abord un fichier" in response.content.decode()


@pytest.mark.parametrize("deed", ["message", "answer", "evidence", "cancel", "appeal", "parcel", "proof"])
def test_a_deed_asks_for_the_link_and_is_no_page_to_visit(client: Client, deed: str) -> None:
    path = path_of(a_case(an_order(a_shop())))
    assert client.get(f"{path}{deed}/").status_code == 405
    assert client.post(f"{path[:-4]}aaa/{deed}/").status_code == 404


def test_a_case_closed_long_ago_still_reads(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    Case.objects.filter(pk=case.pk).update(closed_at=now() - timedelta(days=400), stage="resolved", turn="nobody")
    page = text(client, case)
    assert "C’est réglé" in page
    assert "Ajouter une photo" not in page


def test_a_right_that_is_over_is_no_longer_offered(client: Client) -> None:
    case = a_case(an_order(a_shop()), "defect", reason="printer_part_fault")
    assert "Vous pouvez changer d’avis jusqu’au" in text(client, case)
    over = now() - timedelta(minutes=1)
    Deadline.objects.filter(case=case, name=WITHDRAW).update(due_at=over, due_on=over.date())
    assert "Vous pouvez changer d’avis jusqu’au" not in text(client, case)
    assert "La garantie le couvre jusqu’au" in text(client, case)


def test_what_was_asked_for_is_shown_until_something_is_promised(client: Client) -> None:
    case = a_case(an_order(a_shop()), "defect", reason="printer_part_fault")
    CaseLine.objects.filter(case=case).update(asked_remedy="replacement")
    assert "Vous demandez\u00a0: <b>Remplacement</b>" in text(client, case)
    assert "Vous demandez" not in text(client, decided(case))
