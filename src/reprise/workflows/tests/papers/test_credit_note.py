"""The credit note: its number, the sale it takes back, its sums rate by rate, and its mentions."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of, remedies_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.kinds import BY_HAND
from reprise.apps.payments.models import CreditNote, Refund
from reprise.readmodels.papers.note_sums import Sum, per_rate
from reprise.workflows.decide import decide
from reprise.workflows.refund_customer import TakenOff, confirm_by_hand, preview_refund, refund, void
from reprise.workflows.tests.builders import an_order, asked, ines, now
from reprise.workflows.tests.papers.builders import a_known_shop, names, text_of
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
NOTE = "note-AV-2026-00001"


def repaid(shop: Shop, *, order: Order | None = None, deduct: Mapping[str, int] | None = None) -> Case:
    """Alice's case, decided to be repaid with nothing to send back."""
    case, inès = asked(order or an_order(shop)), ines(shop.pk, Role.OWNER)
    line = lines_of(case)[0]
    decide(actor=inès, case=case, line_id=line.pk, verdict=LineMove.APPROVE, keep_goods=True, at=AT)
    case = now(case)
    remedy = remedies_of(case)[0]
    cut = [TakenOff(line.pk, minor, reason) for reason, minor in (deduct or {}).items()]
    shown = preview_refund(actor=inès, case=case, remedy_id=remedy.pk, deductions=cut, at=AT)
    refund(
        actor=inès, case=case, remedy_id=remedy.pk, expected_minor=shown.total.minor, deductions=cut,
        provider=BY_HAND, at=AT,
    )  # fmt: skip
    return now(case)


def test_a_consumer_reads_the_number_the_sale_each_line_with_its_tax_and_the_total() -> None:
    shop = a_known_shop()
    order = an_order(shop)
    OrderLine.objects.filter(type="product").update(tax_rate_bp=2000)
    order.billing = {"name": "Ελένη Παπαδοπούλου", "lines": ["12, rue des Tanneurs"], "postcode": "35000",
                     "city": "Rennes", "country": "FR"}  # fmt: skip
    order.save()
    text = text_of(repaid(shop, order=order, deduct={"Bobine entamée": 1250}), NOTE)
    for said in (
        "Avoir AV-2026-00001", "83,40 € en votre faveur", "Lamelle SARL", "8 allée des Forges", "FR12823456789",
        "Ελένη Παπαδοπούλου", "35000 Rennes", "Commande #1001", "mardi 10 novembre 2026", "3 20 % 15,00 € 90,00 €",
        "Déduction : Article 1", "Bobine entamée", "−12,50 €", "Colissimo", "Total", "TVA par taux",
    ):  # fmt: skip
        assert said in text, said
    assert "293 B" not in text


def test_a_professional_reads_the_sum_without_tax_first() -> None:
    shop = a_known_shop()
    OrderLine.objects.filter(order=(order := an_order(shop))).update(tax_rate_bp=2000)
    order.buyer_kind = "professional"
    order.save()
    case = repaid(shop, order=order)
    Case.objects.update(buyer_kind="professional")
    text = text_of(now(case), NOTE)
    assert text.index("Total HT 79,92 €") < text.index("TVA 15,98 €") < text.index("Total TTC 95,90 €")
    assert "CGI, art. 272" in text


@pytest.mark.parametrize(
    ("number", "country", "mentioned"), [("", "FR", True), ("FR1", "FR", False), ("", "BE", False)]
)
def test_a_seller_under_the_exemption_shows_no_tax_and_says_by_which_article(
    number: str, country: str, mentioned: bool
) -> None:
    shop = a_known_shop()
    shop.vat_number, shop.country = number, country
    shop.save()
    note = CreditNote.objects.get(refund__case=repaid(shop, order=_untaxed(shop)))
    text = text_of(now(note.refund.case), f"note-{note.number}")
    assert ("TVA non applicable, article 293 B du CGI" in text) is mentioned
    assert "TVA par taux" not in text
    assert "dont TVA" not in text


def _untaxed(shop: Shop) -> Order:
    order = an_order(shop)
    OrderLine.objects.filter(order=order).update(tax_minor=0)
    return order


def test_a_refund_given_up_leaves_its_note_and_a_correction_that_points_to_it() -> None:
    case = repaid(a_known_shop())
    inès = ines(case.shop_id, Role.OWNER)
    void(actor=inès, refund_id=Refund.objects.get().pk, reason="Le client garde tout.", at=AT + timedelta(hours=1))
    assert names(now(case)) == ["acknowledgement", "decision-1", NOTE, "note-AV-2026-00002"]
    text = text_of(now(case), "note-AV-2026-00002")
    for said in ("Rectificatif AV-2026-00002", "Il annule l’avoir AV-2026-00001", "−95,90 €"):
        assert said in text, said


def test_a_note_keeps_the_seller_of_its_day_when_the_shop_moves_and_changes_its_name() -> None:
    case = repaid(a_known_shop())
    Shop.objects.update(legal_name="Nouvelle SA", vat_number="FR99", address={"lines": ["1 quai"], "city": "Lyon"})
    text = text_of(now(case), NOTE)
    for said in ("Lamelle SARL", "8 allée des Forges", "FR12823456789"):
        assert said in text.replace("\u00a0", " "), said
    assert "Nouvelle SA" not in text


def test_a_customer_sees_a_note_only_once_nobody_has_to_approve_it_and_the_desk_at_once() -> None:
    shop = a_known_shop()
    Shop.objects.update(second_person_above_minor=5000)
    case = repaid(shop)
    assert names(case) == ["acknowledgement", "decision-1"]
    assert names(case, for_staff=True) == ["acknowledgement", "decision-1", NOTE]
    assert "AV-2026-00001" in text_of(case, NOTE, for_staff=True)


def test_the_statement_tells_what_was_paid_what_was_kept_back_why_and_what_is_to_come() -> None:
    case = repaid(a_known_shop(), deduct={"Bobine entamée": 1250})
    before = text_of(case, "refunds")
    assert "83,40 € restent à venir" in before
    assert "Bobine entamée" in before
    confirm_by_hand(actor=ines(case.shop_id, Role.OWNER), refund_id=Refund.objects.get().pk, reference="VIR 77", at=AT)
    after = text_of(now(case), "refunds")
    for said in ("83,40 € vous ont été remboursés", "VIR 77", "AV-2026-00001"):
        assert said in after, said


def test_the_sums_of_each_rate_add_up_to_the_note_whatever_the_rates() -> None:
    sums = [Sum(1200, 200, 2000), Sum(-600, -100, 2000), Sum(1055, 55, 550), Sum(300, 0, None)]
    by_rate = per_rate(sums)
    assert [(each.rate_bp, each.gross, each.tax) for each in by_rate] == [
        (2000, 600, 100), (550, 1055, 55), (None, 300, 0)
    ]  # fmt: skip
    reduced, unknown = by_rate[1:]
    assert (reduced.rate_text("fr"), reduced.rate_text("en"), unknown.rate_text("fr")) == ("5,5\u00a0%", "5.5%", "–")
    assert sum(each.gross for each in by_rate) == sum(each.gross for each in sums)


def test_each_sum_taken_off_is_a_line_of_the_note_with_its_reason_and_of_the_letter() -> None:
    shop = a_known_shop()
    case = repaid(shop, deduct={"Bobine entamée": 1250, "Reprise: 15 % du prix (règle w1)": 501})
    text = text_of(case, NOTE)
    for said in ("Bobine entamée", "−12,50", "règle w1", "−5,01"):
        assert said in text, said
    [made] = Refund.objects.all()
    confirm_by_hand(actor=ines(shop.pk, Role.OWNER), refund_id=made.pk, reference="VIR-1", at=AT)
    letter = Mail.objects.get(letter=Letter.REFUND_SENT)
    told = letter.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "12,50 € : Bobine entamée / 5,01 € : Reprise: 15 % du prix (règle w1)" in told
