"""The sum a letter names is the sum that is paid, delivery included where it goes back."""

import pytest

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.queries import lines_of, remedies_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.readmodels.papers.shelf import paper_named
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.appeal import appeal
from reprise.workflows.decide import decide
from reprise.workflows.refund_customer import preview_refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import alice, alice_at, an_order, asked, goods, granted, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def letters(case: Case) -> list[str]:
    kinds = [Letter.REQUEST_ACCEPTED.value, Letter.REQUEST_PARTLY_ACCEPTED.value]
    return [mail.text for mail in Mail.objects.filter(case_id=case.pk, letter__in=kinds).order_by("pk")]


def two_lines(*, asked_about: int = 2) -> Case:
    order = an_order(more=(("filament", 1, 2000),))
    wishes = tuple(Wish(line.pk, line.quantity, "withdraw") for line in goods(order)[:asked_about])
    return ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="fr"), at=AT)


def grant(case: Case, line: CaseLine, quantity: int | None = None) -> None:
    move = LineMove.APPROVE_PARTLY if quantity else LineMove.APPROVE
    decide(actor=ines(case.shop_id), case=case, line_id=line.pk, verdict=move, quantity=quantity, text="Oui.", at=AT)


def due(case: Case) -> int:
    armed = remedies_of(case)[0]
    type(armed).objects.filter(pk=armed.pk).update(state="armed")
    return preview_refund(actor=ines(case.shop_id), case=case, remedy_id=armed.pk, at=AT).total.minor


def test_a_whole_order_withdrawn_is_told_with_its_delivery() -> None:
    case = granted(an_order())
    [told] = letters(case)
    assert "95,90" in told
    assert "5,90" in told.replace("95,90", "")
    assert due(case) == 9590


def test_the_paper_of_the_decision_names_the_same_sum() -> None:
    case = granted(an_order())
    paper = paper_named(case, case.shop, "decision-1", "fr", AT)
    assert "95,90" in str(paper.sections)


def test_what_law_proposed_says_the_sum_that_is_paid() -> None:
    proposal = proposal_of(lines_of(asked(an_order()))[0].proposal)
    assert proposal is not None
    assert all("95.90" in told.what or "95,90" in told.what for told in proposal.told.values())


def test_the_fee_goes_with_the_decision_that_makes_the_grant_whole() -> None:
    case = two_lines()
    first, second = lines_of(case)
    grant(case, first)
    grant(case, second)
    before, after = letters(case)
    assert "90,00" in before
    assert "5,90" not in before
    assert "25,90" in after
    papers = [str(paper_named(case, case.shop, f"decision-{n}", "fr", AT).sections) for n in (1, 2)]
    assert ["5,90" in text for text in papers] == [False, True]


def test_a_part_of_an_order_keeps_the_fee() -> None:
    case = two_lines(asked_about=1)
    grant(case, lines_of(case)[0])
    [told] = letters(case)
    assert "90,00" in told
    assert "95,90" not in told


def test_pieces_granted_in_part_keep_the_fee() -> None:
    case = asked(an_order())
    grant(case, lines_of(case)[0], quantity=2)
    [told] = letters(case)
    assert "60,00" in told
    assert "5,90" not in told


def test_two_cases_that_hold_the_whole_order_give_the_fee_with_the_last() -> None:
    order = an_order()
    cases = []
    for quantity in (2, 1):
        case = asked(order, quantity)
        grant(case, lines_of(case)[0])
        cases.append(case)
    assert "60,00" in letters(cases[0])[0]
    assert "35,90" in letters(cases[1])[0]
    assert due(cases[1]) == 3590


def test_a_lifted_refusal_is_told_of_the_pieces_that_were_refused_and_their_price() -> None:
    case = asked(an_order(paid=10_000))
    grant(case, lines_of(case)[0], quantity=1)
    line = lines_of(case)[0]
    appeal(actor=alice_at(case), case=case, line_id=line.pk, text="Les deux autres aussi.", at=AT)
    decide(actor=ines(case.shop_id), case=case, line_id=line.pk, verdict=LineMove.OVERTURN, text="Oui.", at=AT)
    about, told = [
        Mail.objects.get(case_id=case.pk, letter=letter.value).text
        for letter in (Letter.APPEAL_RECEIVED, Letter.APPEAL_GRANTED)
    ]
    assert "2 × Article 1" in about
    assert "2 × Article 1" in told
    assert "72,57" in told  # two thirds of the price, as the first third left them, and the whole fee


def test_an_order_that_never_came_gives_its_fee_back_with_the_last_of_it() -> None:
    order = an_order(delivered_on=None, days_ago=50, more=(("filament", 1, 2000),))
    wishes = tuple(Wish(line.pk, line.quantity, "late_delivery") for line in goods(order))
    case = ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="fr"), at=AT)
    for line, remedy in zip(lines_of(case), (RemedyType.REPLACEMENT, RemedyType.REFUND), strict=True):
        decide(actor=ines(case.shop_id), case=case, line_id=line.pk, verdict=LineMove.APPROVE, remedy=remedy, at=AT)
    assert "5,90" not in letters(case)[1]  # the rest is sent anew: its delivery is still needed
    rest = an_order(case.shop, number="1002", delivered_on=None, days_ago=50)
    case = asked(rest, claim="late_delivery")
    decide(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE,
        remedy=RemedyType.REFUND, at=AT,
    )  # fmt: skip
    assert "95,90" in letters(case)[0]
    assert due(case) == 9590


def test_what_went_back_elsewhere_is_not_promised_again() -> None:
    order = an_order()
    OrderLine.objects.filter(order=order, type="product").update(refunded_elsewhere_minor=2000)
    case = granted(order)
    assert "75,90" in letters(case)[0]
    assert due(case) == 7590
