"""What staff may do at the desk about a refund that was decided and is not settled."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order, Payment
from reprise.apps.notifications.queries import outbox_newest
from reprise.apps.payments import ports
from reprise.apps.payments.models import Refund
from reprise.apps.payments.ports import Outcome
from reprise.apps.payments.tests.builders import PretendCard, wire
from reprise.platform.jobs.worker import work_off
from reprise.web.backoffice.tests.forms import address, form_at, received, send
from reprise.web.backoffice.tests.people import at_the_desk, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def card() -> Iterator[PretendCard]:
    """A pretend card provider, by which Alice had paid."""
    before = dict(ports._gateways)
    yield wire(PretendCard())
    ports.provide_gateways(before)


@pytest.fixture
def case(desk: Client, order: Order) -> Case:
    """A case whose refund was decided and leaves by card."""
    Payment.objects.filter(order=order).update(provider="sandbox_card")
    case = received(desk, order)
    send(desk, address(case, "refund/"))
    return case


def work(card: PretendCard, *answers: Outcome) -> None:
    card.said = list(answers)
    work_off(at=timezone.now())


def test_what_the_card_refused_is_paid_by_hand(desk: Client, card: PretendCard, case: Case) -> None:
    work(card, Outcome.FAILED)
    page = desk.get(address(case)).content.decode()
    assert "Refusé par le prestataire\u00a0: 95,90\u00a0€" in page
    assert "La somme reste due au client" in page
    page = send(desk, address(case, "refund/by-hand/"))
    assert "À payer à la main\u00a0: 95,90\u00a0€" in page
    assert "Total (payé à la main)" in desk.get(address(case, "refund/confirm/")).content.decode()
    send(desk, address(case, "refund/confirm/"), reference="VIR-2026-12")
    assert "votre compte ou votre carte, sous la référence VIR-2026-12" in outbox_newest(1)[0].text
    assert (Refund.objects.get().state, Refund.objects.get().provider, card.paid) == ("settled", "by_hand", {})


def test_a_refund_is_given_up_with_a_reason_and_decided_anew(desk: Client, card: PretendCard, case: Case) -> None:
    url = address(case, "refund/void/")
    empty = desk.post(url, {**form_at(desk, url), "reason": "  "})
    assert empty.status_code == 422
    assert "Dites pourquoi il est abandonné" in empty.content.decode()
    page = send(desk, url, reason="Une bobine manquait.")
    assert "Abandonné\u00a0: 95,90\u00a0€" in page
    assert "Une bobine manquait." in page
    work(card)
    assert (Refund.objects.get().state, card.asked) == ("void", [])
    assert "Rembourser 95,90\u00a0€" in desk.get(address(case, "refund/")).content.decode()


def test_a_refund_that_left_is_not_given_up(desk: Client, card: PretendCard, case: Case) -> None:
    url = address(case, "refund/void/")
    form = form_at(desk, url)
    work(card, Outcome.PENDING)
    late = desk.post(f"{url}?refund={Refund.objects.get().pk}", {**form, "reason": "Erreur."})
    assert late.status_code == 409
    assert "Erreur." in late.content.decode()
    assert Refund.objects.get().state == "pending"


@pytest.mark.parametrize("answers", [[], [Outcome.PENDING], [Outcome.UNKNOWN]])
def test_the_provider_can_be_asked_until_its_last_word(
    desk: Client, card: PretendCard, case: Case, answers: list[Outcome]
) -> None:
    if answers:
        work(card, *answers)
    send(desk, address(case, "refund/resolve/"))
    work(card, Outcome.SETTLED)
    assert Refund.objects.get().state == "settled"
    assert desk.get(address(case, "refund/resolve/")).status_code == 409


def test_what_nobody_can_say_is_confirmed_once_somebody_found_it_paid(
    desk: Client, card: PretendCard, case: Case
) -> None:
    work(card, Outcome.UNKNOWN)
    assert "Issue inconnue\u00a0: 95,90\u00a0€" in desk.get(address(case)).content.decode()
    send(desk, address(case, "refund/confirm/"), reference="re_found")
    assert Refund.objects.get().state == "settled"


def test_while_the_provider_pays_nothing_is_asked_of_us(desk: Client, case: Case) -> None:
    page = desk.get(address(case)).content.decode()
    assert "Le prestataire paie" in page
    assert "refund/resolve/" in page
    assert "refund/void/" in page


def test_an_inspector_moves_no_money(shop: Shop, case: Case) -> None:
    bench = at_the_desk(somebody(shop, Role.INSPECTOR))
    assert "refund/void/" not in bench.get(address(case)).content.decode()
    for deed in ("void", "by-hand", "resolve"):
        assert bench.post(address(case, f"refund/{deed}/"), {"reason": "Non."}).status_code == 403
