"""A history nobody lived: the same for the same seed, whole like any other, and kept away from real orders."""

from datetime import timedelta

import pytest
from django.db.models import F

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.catalogue.models import OrderLine, Payment
from reprise.apps.payments.models import CreditNote, Refund
from reprise.demo.synthetic.shop import real_orders, room_in, synthetic_shop
from reprise.demo.synthetic.writing import write_history
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.cli.main import main
from reprise.workflows.tests.builders import a_shop, an_order
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def written(shop: Shop, cases: int, seed: int = 7) -> list[tuple[str, str, int]]:
    """A history in a shop, and what tells it from another."""
    for _ in write_history(shop=shop, cases=cases, seed=seed, start=room_in(shop), at=AT):
        pass
    lines = CaseLine.objects.filter(case__shop=shop).order_by("case__opened_at", "position")
    return list(lines.values_list("case__contact_name", "state", "quantity"))


def test_the_same_seed_tells_the_same_story_and_another_one_does_not() -> None:
    first, second, third = (a_shop(slug) for slug in ("un", "deux", "trois"))
    assert written(first, 30) == written(second, 30)
    assert written(third, 30, seed=8) != written(second, 0)


def test_what_was_written_is_whole() -> None:
    shop = a_shop()
    written(shop, 60)
    for case in Case.objects.filter(shop=shop):
        assert verify_timeline(case=case) is None
        shown = project(picture_of(case))
        assert (case.stage, case.turn, case.axes) == (shown.stage.value, shown.turn.value, shown.axes), case
        assert (case.closed_at is not None) == (shown.turn == "nobody"), case
    repaid = Refund.objects.filter(shop=shop)
    assert repaid.exists()
    assert CreditNote.objects.filter(shop=shop).count() == repaid.count()
    held = sum(Payment.objects.filter(order__shop=shop).values_list("reserved_minor", flat=True))
    assert held == sum(repaid.values_list("amount_minor", flat=True))
    assert not OrderLine.objects.filter(order__shop=shop, claimed_quantity__gt=F("quantity")).exists()


def test_the_queue_and_the_home_page_work_on_it() -> None:
    shop = a_shop()
    written(shop, 40)
    browser = at_the_desk(somebody(shop, Role.OWNER))
    newest = Case.objects.filter(shop=shop).order_by("-opened_at")[0]
    for page in ("", "queue/", "queue/?view=all", f"cases/{newest.reference}/"):
        assert browser.get(f"/fr/desk/{shop.slug}/{page}").status_code == 200, page


def test_it_is_believable() -> None:
    shop = synthetic_shop(AT)
    written(shop, 110)
    lines = CaseLine.objects.filter(case__shop=shop)
    claims = {
        claim: lines.filter(claim=claim).count() for claim in ("withdraw", "defect", "wrong_item", "not_received")
    }
    assert claims["defect"] > claims["wrong_item"] > 0
    assert claims["withdraw"] > claims["not_received"] > 0
    states = set(lines.values_list("state", flat=True))
    assert {"approved", "declined", "cancelled"} <= states
    assert {line.proposal["verdict"] for line in lines} >= {"yes", "no", "part", "person"}
    opened = Case.objects.filter(shop=shop).values_list("opened_at", flat=True)
    assert max(opened) < AT
    assert max(opened) - min(opened) > timedelta(days=500)


def test_a_shop_with_real_orders_is_left_alone_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    shop = a_shop()
    an_order(shop)
    assert main(["generate", "--cases", "3", "--shop", shop.slug]) == 2
    assert "--beside-real-orders" in capsys.readouterr().err
    assert not Case.objects.exists()
    assert main(["generate", "--cases", "3", "--shop", shop.slug, "--beside-real-orders"]) == 0
    assert Case.objects.count() == 3
    assert real_orders(shop) == 1


@pytest.mark.parametrize("number", ["0", "-1", "many", "99999999"])
def test_a_number_of_cases_that_makes_no_sense_is_refused(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["generate", "--cases", number])
    assert stop.value.code == 2
    assert "number of cases" in capsys.readouterr().err


def test_without_a_shop_one_is_made_and_taken_again() -> None:
    assert main(["generate", "--cases", "2"]) == 0
    assert main(["generate", "--cases", "2"]) == 0
    assert Case.objects.filter(shop__slug="synthetic").count() == 4
