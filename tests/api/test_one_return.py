"""One return over the API, from the rights to the refund confirmed by hand."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids
from tests.journeys.customers import a_photo

pytestmark = pytest.mark.django_db

#: The most statements a step may take, token check and the test's own savepoint included: hardly more than today.
MOST_QUERIES = {
    "create": 21, "approve and authorise": 37, "receive": 27, "inspect": 22, "refund and confirm": 41, "list": 4,
    "detail": 11,
}  # fmt: skip


def test_alice_is_repaid_once_her_spools_are_back() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    spools = {"order_line_id": line_ids(order)[0], "quantity": 2, "claim": "withdraw"}

    rights = answer(program.post(f"/orders/{order.pk}/rights", {"lines": [spools]}))
    assert (rights["verdict"], rights["total"]) == ("yes", {"minor": 4_000, "currency": "EUR"})
    assert "L221-18" in str(rights["lines"][0]["told"]["why"])

    opened = program.post("/cases", {"order_id": order.pk, "lines": [spools], "language": "fr"}, key="open-1")
    assert opened.status_code == 201, opened.content
    case = answer(opened)
    reference, line = case["reference"], case["lines"][0]
    assert (case["stage"], line["state"], line["proposal"]["verdict"]) == ("submitted", "pending", "yes")
    assert "decide" in [action["deed"] for action in case["actions"]]

    case = answer(program.post(f"/cases/{reference}/lines/{line['id']}/decisions", {"move": "approve"}, key="decide-1"))
    assert case["lines"][0]["state"] == "approved"
    authorisation = answer(program.post(f"/cases/{reference}/authorisations", {}, key="rma-1"))
    assert authorisation["number"].startswith("RMA-")
    slips = answer(program.get(f"/cases/{reference}/authorisations"))
    assert [(slip["number"], slip["voided_at"]) for slip in slips] == [(authorisation["number"], None)]
    (verdict,) = answer(program.get(f"/cases/{reference}/decisions"))
    assert (verdict["verdict"], verdict["quantity"], sorted(verdict["versions"])) == ("approved", 2, ["law", "policy"])
    assert answer(program.get(f"/cases/{reference}/lines"))[0]["approved_quantity"] == 2
    (item,) = case["items"]

    parcel = answer(
        program.post(
            f"/cases/{reference}/parcels",
            {"contents": [{"item_id": item["id"], "quantity": 2}], "tracking_number": "6A12345678901"},
            key="parcel-1",
        )
    )
    received = program.post(
        f"/cases/{reference}/receipts",
        {"found": [{"item_id": item["id"], "quantity": 2}], "parcel_id": parcel["id"]},
        key="receipt-1",
    )
    assert received.status_code == 201, received.content
    inspection = answer(
        program.post(
            f"/cases/{reference}/inspections", {"item_id": item["id"], "quantity": 2, "grade": "like_new"}, key="look-1"
        )
    )
    disposed = program.post(
        f"/cases/{reference}/dispositions",
        {"inspection_id": inspection["id"], "quantity": 2, "route": "restock"},
        key="shelf-1",
    )
    assert disposed.status_code == 201, disposed.content

    remedy = answer(program.get(f"/cases/{reference}"))["remedies"][0]
    preview = answer(program.get(f"/cases/{reference}/refunds/preview", remedy_id=remedy["id"]))
    assert preview["total_minor"] == 4_000
    decided = program.post(
        f"/cases/{reference}/refunds", {"remedy_id": remedy["id"], "expected_minor": 4_000}, key="pay-1"
    )
    assert decided.status_code == 201, decided.content
    refund = answer(decided)
    assert refund["credit_note"]
    settled = answer(program.post(f"/refunds/{refund['id']}/confirmations", {"reference": "VIR-1"}, key="confirm-1"))
    assert (settled["state"], settled["amount_minor"]) == ("settled", 4_000)
    case = answer(program.get(f"/cases/{reference}"))
    assert (case["stage"], case["axes"]) == (
        "resolved",
        {"decision": "done", "goods": "done", "remedy": "done", "money": "done"},
    )


def test_each_step_takes_few_queries_whatever_the_number_of_cases(settings: Any) -> None:
    settings.ENV = settings.ENV.model_copy(update={"api_calls_per_minute": 0})  # asked of once in a hundred calls
    shop = bruno_s_shop()
    program = a_program(shop)
    for number in range(3):
        taken = _queries_of_a_return(program, alice_s_order(shop, f"10{number}"))
        excess = {step: count for step, count in taken.items() if count > MOST_QUERIES[step]}
        assert not excess, taken


def test_what_a_customer_decides_and_a_parcel_meets_is_written_down_too() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    spools = {"order_line_id": line_ids(order)[0], "quantity": 1, "claim": "withdraw"}
    first = answer(program.post("/cases", {"order_id": order.pk, "lines": [spools]}))
    case = answer(program.post(f"/cases/{first['reference']}/cancellations"))
    assert (case["stage"], case["lines"][0]["state"]) == ("cancelled", "cancelled")

    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [spools]}))
    at, line = f"/cases/{case['reference']}", case["lines"][0]["id"]
    program.post(f"{at}/lines/{line}/decisions", {"move": "decline", "text": "Ouverte."})
    case = answer(program.post(f"{at}/lines/{line}/appeals", {"text": "Elle ne l’est pas."}))
    assert (case["stage"], case["next_action"]) == ("submitted", "review_appeal")
    case = answer(program.post(f"{at}/lines/{line}/decisions", {"move": "overturn", "text": "Oui.", "authorise": True}))

    contents = [{"item_id": case["items"][0]["id"], "quantity": 1}]
    parcel = answer(program.post(f"{at}/parcels", {"contents": contents, "tracking_number": "6A12345678901"}))
    today = timezone.localdate().isoformat()
    told = answer(program.post(f"{at}/parcels/{parcel['id']}/news", {"news": "scan", "on": today}))
    assert (told["state"], told["dispatched_on"]) == ("in_transit", today)
    receipt = answer(program.post(f"{at}/evidence", {"file": SimpleUploadedFile("recu.jpg", a_photo())}))
    proof = program.post(f"{at}/parcels/{parcel['id']}/proofs", {"evidence_id": receipt["id"]})
    assert proof.status_code == 201, proof.content
    case = answer(program.get(at))
    assert (case["remedies"][0]["state"], case["next_action"]) == (
        "armed",
        "refund",
    )  # it waits for the goods no longer


def test_a_return_whose_postage_is_owed_ends_once_it_is_said_to_be_repaid() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    printer = {"order_line_id": line_ids(order)[1], "quantity": 1, "claim": "defect"}
    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [printer]}))
    at, line = f"/cases/{case['reference']}", case["lines"][0]["id"]
    verdict = {"move": "approve", "remedy": "replacement", "authorise": True}
    case = answer(program.post(f"{at}/lines/{line}/decisions", verdict))
    item = {"item_id": case["items"][0]["id"], "quantity": 1}
    program.post(f"{at}/receipts", {"found": [item]})
    looked = answer(program.post(f"{at}/inspections", {**item, "grade": "like_new"}))
    program.post(f"{at}/dispositions", {"inspection_id": looked["id"], "quantity": 1, "route": "restock"})
    case = answer(program.post(f"{at}/remedies/{case['remedies'][0]['id']}/completions"))
    assert (case["next_action"], case["closed_at"]) == ("keep_date", None)
    date = next(action["deadline_id"] for action in case["actions"] if action["deed"] == "keep_date")
    assert date in [each["id"] for each in case["deadlines"] if each["name"] == "postage"]
    case = answer(program.post(f"{at}/deadlines/{date}/completions"))
    assert (case["turn"], case["closed_at"] is not None) == ("nobody", True)
    assert program.post(f"{at}/deadlines/{date}/completions").status_code == 404


def _queries_of_a_return(program, order) -> dict[str, int]:  # type: ignore[no-untyped-def]
    taken: dict[str, int] = {}

    def step(name: str, call):  # type: ignore[no-untyped-def]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = call()
        assert response.status_code in {200, 201}, response.content
        taken[name] = len(queries)
        return answer(response)

    spools = {"order_line_id": line_ids(order)[0], "quantity": 3, "claim": "withdraw"}
    case = step("create", lambda: program.post("/cases", {"order_id": order.pk, "lines": [spools]}, key=f"a{order.pk}"))
    at = f"/cases/{case['reference']}"
    line = case["lines"][0]["id"]
    verdict = {"move": "approve", "authorise": True}
    case = step(
        "approve and authorise", lambda: program.post(f"{at}/lines/{line}/decisions", verdict, key=f"b{order.pk}")
    )
    item = {"item_id": case["items"][0]["id"], "quantity": 3}
    step("receive", lambda: program.post(f"{at}/receipts", {"found": [item]}, key=f"c{order.pk}"))
    seen = {**item, "grade": "like_new"}
    step("inspect", lambda: program.post(f"{at}/inspections", seen, key=f"i{order.pk}"))
    asked = {"remedy_id": case["remedies"][0]["id"], "expected_minor": 6_000, "reference": f"VIR-{order.pk}"}
    step("refund and confirm", lambda: program.post(f"{at}/refunds", asked, key=f"d{order.pk}"))
    step("list", lambda: program.get("/cases"))
    step("detail", lambda: program.get(at))
    return taken
