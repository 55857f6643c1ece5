"""Withdrawn from before it left: the money and its day are told, and what if the parcel left anyway."""

import pytest

from reprise.apps.cases.models import Case, Decision
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.readmodels.papers.shelf import paper_named
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import LEFT, decide
from reprise.workflows.tests.builders import an_order, asked, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def not_sent() -> Case:
    order = an_order(delivered_on=None)
    OrderLine.objects.filter(order=order, type="product").update(dispatch="waiting")
    case = asked(order)
    assert case.kind == "cancellation"
    return case


def decided(case: Case, parcel: str) -> str:
    decide(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, parcel=parcel,
        at=AT,
    )  # fmt: skip
    return text(case, Letter.REQUEST_ACCEPTED)


def text(case: Case, letter: Letter) -> str:
    return Mail.objects.get(case_id=case.pk, letter=letter.value).text.replace("\xa0", " ")


def test_the_acknowledgement_says_what_happens_to_money_and_parcel() -> None:
    told = text(not_sent(), Letter.WITHDRAWAL_RECEIVED)
    for words in ("Nous arrêtons votre colis.", "95,90 €", "mardi 8 décembre 2026", "S’il vient de partir"):
        assert words in told


def test_a_stopped_parcel_is_repaid_by_a_day_and_nobody_keeps_an_article() -> None:
    case = not_sent()
    told = decided(case, "stopped")
    assert "Votre colis ne part pas" in told
    assert " : mardi 8 décembre 2026\n" in told
    assert "Vous gardez l’article" not in told
    assert {item.state for item in items_of(case)} == {"not_required"}
    assert Decision.objects.get().facts["parcel"] == "stopped"
    paper = str(paper_named(case, case.shop, "decision-1", "fr", AT).sections)
    assert "Votre colis ne part pas" in paper


def test_a_parcel_that_left_anyway_comes_back_like_any_other() -> None:
    case = not_sent()
    told = decided(case, LEFT)
    assert "Votre colis était déjà parti" in told
    assert "Il n’y a rien à renvoyer" not in told
    assert {item.state for item in items_of(case)} == {"expected"}
    authorise(actor=ines(case.shop_id), case=case, at=AT)
    assert text(case, Letter.RETURN_READY)
