"""The law answers first and the shop's own rules can only add: each meeting of both, and what is kept of it."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import Between, Cell, OneOf, Policy, Row, TableName
from reprise.readmodels.assessment import AssessedLine, AssessedRequest, assess_request, sale_of
from reprise.readmodels.proposal import proposal_json, proposal_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import rights_card

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order

pytestmark = pytest.mark.django_db

ORDERED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DELIVERED = date(2026, 11, 6)
SOON, LATE, LATER = (DELIVERED + timedelta(days=days) for days in (5, 25, 60))


def row(row_id: str, when: dict[str, Cell] | None = None, *, note: str = "", **then: Any) -> Row:
    return Row(row_id, when or {}, then, note_fr=note, note_en=note)


def bruno_s(**tables: tuple[Row, ...]) -> "Shop":
    """A shop whose policy is in force, whatever its check would say of it."""
    shop = create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    content = to_json(Policy(tables={TableName(name): rows for name, rows in tables.items()}))
    PolicyVersion.objects.create(
        shop=shop,
        number=8,
        content=content,
        in_force_from=date(2026, 1, 1),
        published_at=ORDERED,
        published_by="staff:1",
    )
    return shop


def bought(shop: "Shop", kind: str = "printer", **fields: Any) -> "Order":
    fields = {"delivered_on": DELIVERED, "delivery_origin": "carrier", **fields}
    order = an_order(shop, ordered_at=ORDERED, **fields)
    a_line(order, position=1, quantity=1, paid_minor=10_000, kind=kind, name="Lamelle One")
    a_payment(order, captured_minor=10_000)
    return order


def answer(order: "Order", claim: str, today: date, **more: Any) -> AssessedRequest:
    sale, number = sale_of(order.shop, order)
    wish = Wish(order.lines.get().pk, 1, claim, **more)
    return assess_request(
        sale=sale, policy_number=number, request=Request((wish,), danger=False, language="fr"), today=today
    )


def only(asked: AssessedRequest) -> AssessedLine:
    return asked.lines[0]


ACCEPT = row("a1", verdict="accept", note="Nous reprenons quand même.")
REFUSE = row("a1", verdict="refuse", note="Pas les machines.")
PERSON = row("a1", verdict="person", question_fr="Est-elle complète ?", question_en="Is it complete?")
WINDOW = row("w1", days=30, return_cost_by="buyer")


@pytest.mark.parametrize(("rule", "today", "verdict", "basis"), [
    (REFUSE, SOON, "yes", "withdrawal"),  # what the law gives, no row takes away
    (PERSON, SOON, "yes", "withdrawal"),  # the customer is told what the law gives
    (ACCEPT, SOON, "yes", "withdrawal"),
    (ACCEPT, LATER, "yes", "commercial"),  # a promise beyond the law
    (PERSON, LATER, "person", "none"),
    (REFUSE, LATER, "no", "none"),
])  # fmt: skip
def test_a_row_only_adds_to_the_law(rule: Row, today: date, verdict: str, basis: str) -> None:
    line = only(answer(bought(bruno_s(answer=(rule,))), "withdraw", today))
    assert line.assessment is not None
    assert (line.verdict, line.assessment.basis.value) == (verdict, basis)


def test_a_person_is_asked_the_question_of_the_row_and_the_customer_is_not() -> None:
    asked = answer(bought(bruno_s(answer=(PERSON,))), "withdraw", SOON)
    kept = proposal_of(proposal_json(asked, only(asked)))
    assert kept is not None
    assert kept.policy is not None
    assert [question.fr for question in kept.policy.questions] == ["Est-elle complète ?"]
    assert kept.calls_a_person
    assert "complète" not in str(kept.told)


def test_a_promise_beyond_the_law_says_its_rule_and_what_it_brings() -> None:
    card = rights_card(answer(bought(bruno_s(answer=(ACCEPT,))), "withdraw", LATER), "fr")
    [line] = card.lines
    assert (line.verdict, line.until_basis, line.rule, card.policy_number) == ("yes", "policy", "a1", 8)
    assert line.amount is not None
    assert line.amount.minor == 10_000
    assert line.told.headline == "Vous êtes remboursé"
    [why] = [why for why in line.told.why if why.is_shop]
    assert (why.text, why.label) == ("Nous reprenons quand même.", "Notre politique, règle a1, version 8")


def test_a_window_of_the_shop_ends_where_a_row_refuses_and_the_law_does_not_give() -> None:
    order = bought(bruno_s(window=(WINDOW,), answer=(REFUSE,)))
    refused = only(answer(order, "withdraw", LATE))
    assert refused.verdict == "no"
    card = rights_card(answer(order, "withdraw", LATE), "fr")
    assert "Pas les machines." in [why.text for why in card.lines[0].told.why]


def test_what_the_law_leaves_to_a_person_a_row_may_accept_and_never_refuse() -> None:
    shop = bruno_s(answer=(row("a1", {"claim": OneOf(frozenset({"withdraw"}))}, verdict="accept"),
                           row("a2", verdict="refuse")))  # fmt: skip
    opened = bought(shop, kind="resin")
    assert only(answer(opened, "withdraw", SOON, opened=True)).verdict == "yes"
    professional = bought(shop, kind="printer", external_id="2", number="2", buyer_kind="professional")
    assert only(answer(professional, "defect", SOON)).verdict == "person"


def test_days_that_cannot_be_true_stay_with_a_person_whatever_a_row_accepts() -> None:
    order = bought(bruno_s(answer=(ACCEPT,)), delivered_on=date(2026, 10, 20))
    asked = answer(order, "withdraw", LATER)
    assert only(asked).verdict == "person"
    kept = proposal_of(proposal_json(asked, only(asked)))
    assert kept is not None
    assert kept.contradictions == ("delivered before ordered",)
    assert any("contredisent" in why.text for why in kept.told["fr"].why)


def test_an_order_without_a_country_waits_for_it() -> None:
    asked = answer(bought(bruno_s(), country=""), "withdraw", SOON)
    assert only(asked).verdict == "person"
    assert rights_card(asked, "en").lines[0].missing == ("the country of delivery",)


def test_the_trace_says_of_each_row_why_it_did_not_match() -> None:
    dear = row("a0", {"value_minor": Between(20_000, None)}, verdict="person", question_en="Why so dear?")
    photos = row("a2", {"days_since_delivery": Between(None, 3)}, verdict="person", question_en="So soon?")
    asked = answer(bought(bruno_s(answer=(dear, photos, ACCEPT), window=(WINDOW,))), "withdraw", SOON)
    kept = proposal_of(proposal_json(asked, only(asked)))
    assert kept is not None
    assert kept.policy is not None
    table = next(one for one in kept.policy.trace if one.table == "answer")
    assert [(step.row, step.matched, step.column, step.got) for step in table.steps] == [
        ("a0", False, "value_minor", 10_000), ("a2", False, "days_since_delivery", 5), ("a1", True, "", None),
    ]  # fmt: skip
    assert kept.policy.rows == {"answer": "a1", "window": "w1"}
    assert (kept.policy.law, kept.policy.basis) == ("accept", "withdrawal")
    assert kept.policy.facts is not None
    assert kept.policy.facts["kind"] == "printer"


def test_of_many_rows_the_last_are_kept_and_the_others_counted() -> None:
    rows = tuple(row(f"r{n}", {"value_minor": Between(20_000 + n, None)}, verdict="accept") for n in range(100))
    asked = answer(bought(bruno_s(answer=(*rows, ACCEPT))), "withdraw", SOON)
    [table] = proposal_json(asked, only(asked))["policy"]["trace"]  # type: ignore[index]
    assert (len(table["steps"]), table["before"], table["row"]) == (40, 61, "a1")


def test_a_policy_without_rows_keeps_nothing_of_its_own() -> None:
    asked = answer(bought(bruno_s()), "withdraw", SOON)
    assert "policy" not in proposal_json(asked, only(asked))


CONTRACT = row("c1", {"company": OneOf(frozenset({"Atelier Ferrand"}))}, warranty_months=24, report_within_days=30,
               tolerance_class="f", return_days=30)  # fmt: skip
FERRAND: dict[str, Any] = {"billing": {"company": "ATELIER  FERRAND", "vat_number": "FR00000000000"}}


def test_a_company_has_its_own_contract_beside_the_law() -> None:
    order = bought(bruno_s(contract=(CONTRACT,)), buyer_kind="professional", **FERRAND)
    asked = answer(order, "defect", LATE)
    assert (only(asked).verdict, only(asked).ground) == ("yes", "commercial")
    [line] = rights_card(asked, "en").lines
    assert line.return_cost_by == "seller"
    assert {why.label for why in line.told.why if why.is_shop} == {"Your contract, rule c1, version 8"}
    said = " ".join(why.text for why in line.told.why)
    assert "24 months of warranty" in said
    assert "ISO 2768-f" in said
    assert "hidden defects" in " ".join(line.told.remains)
    assert only(answer(order, "withdraw", LATE)).verdict == "yes"  # returns within thirty days were agreed


@pytest.mark.parametrize(("today", "said"), [
    (DELIVERED + timedelta(days=31), "what the law gives stays open"),
    (DELIVERED + timedelta(days=800), "It ended on"),
])  # fmt: skip
def test_after_the_contract_what_the_law_leaves_stays_open(today: date, said: str) -> None:
    order = bought(bruno_s(contract=(CONTRACT,)), buyer_kind="professional", **FERRAND)
    asked = answer(order, "defect", today)
    assert only(asked).verdict == "person"
    assert said in " ".join(why.text for why in rights_card(asked, "en").lines[0].told.why)


def test_a_consumer_never_has_a_contract_instead_of_the_law() -> None:
    everybody = row("c1", warranty_months=1, report_within_days=1)
    asked = answer(bought(bruno_s(contract=(everybody,))), "defect", LATER)
    assert (only(asked).verdict, only(asked).ground) == ("yes", "conformity")
    assert not [why for why in rights_card(asked, "en").lines[0].told.why if why.is_shop]
