"""What stands on the documents of a case, and that it stays when the world around it changes."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import OrderLine
from reprise.core.refusals import NotFound
from reprise.platform.pdf import render_paper
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.papers.shelf import paper_named, shelf_of
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.appeal import appeal
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import alice, alice_at, an_order, asked, goods, granted, ines, now
from reprise.workflows.tests.papers.builders import a_known_shop, names, text_of
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
NO = "L’écran s’allume sur votre vidéo."


def verdict(case: Case, move: LineMove, *, hours: int = 2, text: str = "", quantity: int | None = None) -> Case:
    """The same case with a decision on its first line."""
    decide(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=move, text=text, quantity=quantity,
        at=AT + timedelta(hours=hours),
    )  # fmt: skip
    return now(case)


def test_the_acknowledgement_says_what_was_asked_when_to_the_minute_and_what_one_is_entitled_to() -> None:
    order = an_order(a_known_shop(), more=(("printer", 1, 45900),))
    spool, printer = goods(order)
    wishes = (
        Wish(spool.pk, 2, "withdraw", description="Trop cassant."),
        Wish(printer.pk, 1, "defect", reason="printer_doa", description="Écran noir.", asked_remedy="replacement"),
    )
    case = ask(actor=alice(order), order=order, request=Request(wishes, danger=True, language="fr"), at=AT)
    french = text_of(case, "acknowledgement")
    for said in (
        "Accusé de réception", "mardi 24 novembre 2026 à 11 h 00", "#1001", "Article 1", "J’ai changé d’avis",
        "Imprimante en panne à réception", "Trop cassant.", "Écran noir.", "un remplacement", "Ne l’utilisez plus.",
        "Je vous notifie ma rétractation", "60,00 €", "lundi 30 novembre 2026", "art. L221-18", "Qui paie le retour",
        "au plus tard le jeudi 26 novembre 2026", "Lamelle SARL", "823 456 789",
    ):  # fmt: skip
        assert said.replace("\u00a0", " ") in french, said
    english = text_of(case, "acknowledgement", "en")
    for said in ("Tuesday 24 November 2026 at 11:00", "I have changed my mind", "Who pays the return", "Do not use it"):
        assert said in english, said


def test_a_refusal_says_why_what_remains_how_to_disagree_and_who_mediates() -> None:
    case = verdict(asked(an_order(a_known_shop()), 1, "defect"), LineMove.DECLINE, text=NO)
    text = text_of(case, "decision-1")
    for said in ("Nous ne pouvons pas accepter votre demande pour 1 × Article 1", NO, "Ce qui vous reste ouvert",
                 "Si vous n’êtes pas d’accord", "Une autre personne reprend", "SignalConso",
                 "Code de la consommation, art. L612-1, L616-1", "Vous gardez toujours le droit de saisir le juge",
                 "Médiation CM2C", "politique, version 1", "13 h 00"):  # fmt: skip
        assert said in text, said


def test_a_professional_is_told_of_no_consumer_mediator() -> None:
    order = an_order(a_known_shop())
    order.buyer_kind = "professional"
    order.save()
    case = verdict(asked(order, 1, "defect"), LineMove.DECLINE, text=NO)
    assert "CM2C" not in text_of(case, "decision-1")


def test_a_yes_says_what_one_gets_how_much_why_and_what_next() -> None:
    case = verdict(asked(an_order(a_known_shop())), LineMove.APPROVE)
    text = text_of(case, "decision-1")
    for said in ("vous êtes remboursé", "95,90 €", "art. L221-18", "À envoyer avant le", "mardi 8 décembre 2026"):
        assert said in text, said
    assert "CM2C" not in text


def test_a_partial_yes_says_both_what_is_granted_and_what_is_not() -> None:
    case = verdict(asked(an_order(a_known_shop())), LineMove.APPROVE_PARTLY, text="Une bobine est entamée.", quantity=2)
    text = text_of(case, "decision-1")
    assert "2 × Article 1" in text
    assert "60,00 €" in text
    assert "Nous ne pouvons pas accepter votre demande pour 1 × Article 1." in text


def test_each_decision_keeps_its_letter_when_another_one_takes_its_place() -> None:
    case = verdict(asked(an_order(a_known_shop()), 1, "defect"), LineMove.DECLINE, text=NO)
    before = render_paper(paper_named(case, case.shop, "decision-1", "fr", AT))
    line = lines_of(case)[0]
    appeal(actor=alice_at(case), case=case, line_id=line.pk, text="Regardez encore.", at=AT + timedelta(hours=3))
    case = verdict(now(case), LineMove.OVERTURN, hours=4)
    OrderLine.objects.update(paid_minor=12_345, name="Autre nom")
    assert render_paper(paper_named(case, case.shop, "decision-1", "fr", AT)) == before
    assert "gratuit" in text_of(case, "decision-2")
    assert names(case) == ["acknowledgement", "decision-1", "decision-2"]


def test_the_packing_list_is_there_once_the_return_is_authorised() -> None:
    order = an_order(a_known_shop(), kind="resin", more=(("printer", 1, 45900),))
    wishes = tuple(Wish(line.pk, line.quantity, "withdraw") for line in goods(order))
    case = ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="fr"), at=AT)
    for line in lines_of(case):
        decide(actor=ines(case.shop_id), case=case, line_id=line.pk, verdict=LineMove.APPROVE, at=AT)
        case = now(case)
    with pytest.raises(NotFound):
        paper_named(case, case.shop, "packing-list", "fr", AT)
    authorise(actor=ines(case.shop_id), case=case, at=AT)
    text = text_of(now(case), "packing-list")
    for said in ("Liste de colisage", "RMA-2026-00001", "mardi 8 décembre 2026", "Résine liquide", "3 × Article 1",
                 "Plateau d’impression", "Carte mémoire ou clé USB", "Notice", "Le bon de retour",
                 "44800 Saint-Herblain"):  # fmt: skip
        assert said in text, said
    specific, common = text.index("Bloquez ce qui bouge"), text.index("Calez de tous côtés")
    assert specific < common
    assert text.count("Calez de tous côtés") == 1
    assert "Memory card or USB stick" in text_of(now(case), "packing-list", "en")


@pytest.mark.parametrize(
    "name",
    ["", "passwd", "decision", "decision-0", "decision-2", "decision-x", "decision-²", "note", "note-AV-2026-9",
     "packing-list", "refunds"],
)  # fmt: skip
def test_a_document_the_case_does_not_have_is_missing(name: str) -> None:
    case = granted(an_order())
    with pytest.raises(NotFound):
        paper_named(case, case.shop, name, "fr", AT)


def test_a_language_we_do_not_write_falls_back_to_english() -> None:
    assert "Acknowledgement" in text_of(asked(an_order()), "acknowledgement", "en")
    case = Case.objects.get()
    assert paper_named(case, case.shop, "acknowledgement", "../../etc", AT).language == "en"


def test_the_shelf_asks_only_for_what_there_can_be_and_a_paper_costs_a_dozen_queries() -> None:
    case = granted(an_order())
    shop, decided = Shop.objects.get(), picture_of(case)
    undecided = picture_of(asked(an_order(shop, number="1002")))
    with CaptureQueriesContext(connection) as listed:
        shelf_of(decided, shop)
    with CaptureQueriesContext(connection) as listed_before:
        shelf_of(undecided, shop)
    with CaptureQueriesContext(connection) as told:
        paper_named(case, shop, "decision-1", "fr", AT)
    assert (len(listed_before), len(listed)) == (0, 1)
    assert len(told) <= 12


def test_fifty_articles_with_long_descriptions_are_still_told() -> None:
    order = an_order(more=tuple(("filament", 1, 100) for _ in range(49)))
    wishes = tuple(Wish(line.pk, 1, "defect", description="mot " * 1_200) for line in goods(order))
    case = ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="fr"), at=AT)
    pages = PdfReader(io.BytesIO(render_paper(paper_named(case, case.shop, "acknowledgement", "fr", AT)))).pages
    assert 20 < len(pages) < 120
