"""What is written without a look at its schema is word for word what the schema would write."""

from typing import Any

import pytest
from ninja import Schema

from reprise.web.api.cases import CaseInFull, CaseOut
from reprise.web.api.goods import ParcelOut, ReceiptOut
from reprise.web.api.inspections import DispositionOut, InspectionOut
from reprise.web.api.refunds import RefundInFull
from reprise.web.api.schemas import Page
from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db


def as_its_schema_says(response: Any, schema: type[Schema]) -> Any:
    """What a call was answered, once each answer was compared with what its schema makes of it."""
    told = answer(response)
    rows = told if isinstance(told, list) else [told]
    written = [schema.model_validate(row).model_dump_json() for row in rows]
    assert response.content.decode() == (f"[{','.join(written)}]" if isinstance(told, list) else written[0])
    return told


def test_each_answer_of_a_return_is_what_its_schema_writes() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    spools = {"order_line_id": line_ids(order)[0], "quantity": 2, "claim": "withdraw"}
    case = as_its_schema_says(program.post("/cases", {"order_id": order.pk, "lines": [spools]}), CaseInFull)
    at, verdict = f"/cases/{case['reference']}", {"move": "approve", "authorise": True}
    case = as_its_schema_says(program.post(f"{at}/lines/{case['lines'][0]['id']}/decisions", verdict), CaseInFull)
    (item,), (remedy,) = case["items"], case["remedies"]
    pieces = {"item_id": item["id"], "quantity": 2}
    as_its_schema_says(program.post(f"{at}/parcels", {"contents": [pieces]}), ParcelOut)
    as_its_schema_says(program.post(f"{at}/receipts", {"found": [pieces | {"note": "vu « tel quel »"}]}), ReceiptOut)
    ticked = {"grade": "like_new", "checklist": [{"item": "spool", "present": True}]}
    seen = as_its_schema_says(program.post(f"{at}/inspections", pieces | ticked), InspectionOut)
    going = {"inspection_id": seen["id"], "quantity": 2, "route": "restock"}
    as_its_schema_says(program.post(f"{at}/dispositions", going), DispositionOut)
    due = {"remedy_id": remedy["id"], "expected_minor": 4_000, "provider": "by_hand", "reference": "VIR 7"}
    as_its_schema_says(program.post(f"{at}/refunds", due), RefundInFull)
    as_its_schema_says(program.get("/cases", limit=1), Page[CaseOut])
    as_its_schema_says(program.get(at), CaseInFull)
