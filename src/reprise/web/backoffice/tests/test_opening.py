"""A case opened for somebody who telephoned, wrote or came in: their order, their rights, then the case."""

from datetime import date

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.conversations.models import Message
from reprise.apps.notifications.models import Mail
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, goods

pytestmark = pytest.mark.django_db
DESK = "/fr/desk/atelier-lamelle/"


def answers(order: Order, **more: str) -> dict[str, str]:
    """Two pieces of the first article are faulty, said by telephone."""
    line = goods(order)[0].pk
    return {
        "channel": "phone", "language": "fr", "note": "Très aimable, rappellera lundi.", f"pieces_{line}": "2",
        f"claim_{line}": "defect", f"text_{line}": "Elle casse.", "client_id": "abc", **more,
    }  # fmt: skip


def looked(desk: Client, order: Order, **more: str) -> dict[str, str]:
    """The answers once their rights were on screen."""
    page = desk.post(f"{DESK}orders/{order.pk}/case/", {**answers(order, **more), "step": "look"})
    assert page.status_code == 200
    assert "à lire à voix haute" in page.content.decode()
    return {**answers(order, **more), "step": "open", "looked": str(page.context["form"]["looked"].value())}


def test_rights_are_seen_before_the_case_opens(desk: Client, order: Order) -> None:
    desk.post(f"{DESK}orders/{order.pk}/case/", {**answers(order), "step": "open"})
    assert not Case.objects.exists()
    sent = looked(desk, order)
    answer = desk.post(f"{DESK}orders/{order.pk}/case/", sent)
    case = Case.objects.get()
    assert answer["Location"].endswith(f"/cases/{case.reference}/")
    assert (case.channel, case.kind, case.lines.get().quantity) == ("phone", "complaint", 2)


def test_what_changed_since_the_rights_were_seen_shows_them_again(desk: Client, order: Order) -> None:
    sent = looked(desk, order)
    line = goods(order)[0].pk
    page = desk.post(f"{DESK}orders/{order.pk}/case/", {**sent, f"claim_{line}": "withdraw"})
    assert page.status_code == 200
    assert not Case.objects.exists()


def test_the_note_stays_inside_the_case_is_mine_and_the_link_is_mailed(desk: Client, order: Order) -> None:
    desk.post(f"{DESK}orders/{order.pk}/case/", {**looked(desk, order, mine="on"), "mine": "on"})
    case = Case.objects.get()
    note = Message.objects.get(conversation__case=case)
    assert (note.body, note.internal) == ("Très aimable, rappellera lundi.", True)
    assert str(case.assignee) == "Inès Marchetti"
    mail = Mail.objects.get()
    assert mail.to == "alice@example.com"
    assert f"/c/{case.reference}/" in mail.text


def test_the_rights_are_read_in_the_customer_s_language(desk: Client, order: Order) -> None:
    page = desk.post(f"{DESK}orders/{order.pk}/case/", {**answers(order, language="en"), "step": "look"})
    text = page.content.decode()
    assert '<div lang="en">' in text
    assert "What happens next" in text


def test_danger_said_by_telephone_comes_first(desk: Client, order: Order) -> None:
    desk.post(f"{DESK}orders/{order.pk}/case/", looked(desk, order, danger="on"))
    assert Case.objects.get().danger


def test_the_same_form_twice_is_one_case(desk: Client, order: Order) -> None:
    sent = looked(desk, order)
    for _ in range(2):
        assert desk.post(f"{DESK}orders/{order.pk}/case/", sent).status_code == 302
    assert Case.objects.count() == 1


def test_nothing_asked_and_nothing_claimed_are_told_at_the_field(desk: Client, order: Order) -> None:
    line = goods(order)[0].pk
    for wrong in ({f"pieces_{line}": "0"}, {f"claim_{line}": ""}, {f"pieces_{line}": "4"}, {"channel": "pigeon"}):
        page = desk.post(f"{DESK}orders/{order.pk}/case/", {**answers(order), **wrong, "step": "look"})
        assert page.status_code == 422
        assert "Elle casse." in page.content.decode()


def test_an_order_whose_pieces_are_all_in_cases_says_so(desk: Client, order: Order) -> None:
    OrderLine.objects.filter(order=order, type="product").update(claimed_quantity=3)
    assert "déjà dans un dossier" in desk.get(f"{DESK}orders/{order.pk}/case/").content.decode()


def test_the_order_is_looked_up_or_picked_from_the_newest(desk: Client, order: Order) -> None:
    assert f"/orders/{order.pk}/case/" in desk.get(f"{DESK}cases/new/").content.decode()
    assert f"/orders/{order.pk}/case/" in desk.get(f"{DESK}cases/new/", {"q": "#1001"}).content.decode()
    assert "Aucune commande ne correspond" in desk.get(f"{DESK}cases/new/", {"q": "Zoé"}).content.decode()


TYPED = {
    "number": "F-2026-77", "ordered_on": "2026-11-10", "delivered_on": "2026-11-14", "name": "Zoé Le Gall",
    "email": "Zoe@Example.com", "phone": "06 11 22 33 44", "language": "fr", "country": "FR", "buyer_kind": "consumer",
    "name_1": "Bobine PLA", "quantity_1": "2", "paid_1": "39,80", "kind_1": "filament", "shipping": "4,90",
    "client_id": "form-1",
}  # fmt: skip


def test_an_order_that_was_never_imported_is_written_down(desk: Client, shop: Shop) -> None:
    answer = desk.post(f"{DESK}orders/new/", TYPED)
    order = Order.objects.get()
    assert answer["Location"].endswith(f"/orders/{order.pk}/case/")
    assert (order.number, order.email, order.total_minor, order.platform) == (
        "F-2026-77",
        "zoe@example.com",
        4470,
        "typed",
    )
    assert order.delivered_on == date(2026, 11, 14)
    assert Payment.objects.get(order=order).captured_minor == 4470
    assert OrderLine.objects.get(order=order, type="product").kind == "filament"


def test_the_form_of_an_order_sent_twice_writes_one(desk: Client, shop: Shop) -> None:
    for _ in range(2):
        desk.post(f"{DESK}orders/new/", TYPED)
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"number": ""}, {"name_1": ""}, {"paid_1": ""}, {"paid_1": "-4"}, {"country": "F1"}, {"email": "zoe@"},
     {"delivered_on": "2026-11-01"}, {"quantity_1": "0"}, {"buyer_kind": "king"}],
)  # fmt: skip
def test_what_cannot_be_an_order_is_told_and_nothing_typed_is_lost(
    desk: Client, shop: Shop, wrong: dict[str, str]
) -> None:
    page = desk.post(f"{DESK}orders/new/", {**TYPED, **wrong})
    assert page.status_code == 422
    assert "Zoé Le Gall" in page.content.decode()
    assert not Order.objects.exists()


@pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction
def test_an_order_that_is_here_already_or_of_tomorrow_is_refused(desk: Client, order: Order) -> None:
    for wrong in ({"number": order.number}, {"ordered_on": "2026-12-24", "delivered_on": ""}):
        assert desk.post(f"{DESK}orders/new/", {**TYPED, **wrong}).status_code == 422
    assert Order.objects.count() == 1


def test_a_sixty_letter_surname_and_greek_are_kept(desk: Client, shop: Shop) -> None:
    name = "Παπαδόπουλος " + "W" * 60
    desk.post(f"{DESK}orders/new/", {**TYPED, "name": name})
    assert Order.objects.get().shipping["name"] == name


def test_somebody_who_may_only_look_opens_nothing(shop: Shop, order: Order) -> None:
    browser = at_the_desk(somebody(shop, Role.VIEWER))
    for path in ("cases/new/", "orders/new/", f"orders/{order.pk}/case/"):
        assert browser.get(DESK + path).status_code == 403


def test_the_neighbour_s_order_is_nobody_s(desk: Client, order: Order) -> None:
    theirs = an_order(a_shop("voisin"))
    assert desk.get(f"{DESK}orders/{theirs.pk}/case/").status_code == 404
