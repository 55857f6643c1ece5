import pytest
import structlog

from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db


def test_what_is_logged_during_a_call_names_the_request_the_shop_the_token_and_the_case() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    body = {"order_id": order.pk, "lines": [{"order_line_id": line_ids(order)[0], "claim": "withdraw"}]}
    reference = answer(program.post("/cases", body))["reference"]
    response = program.get(f"/cases/{reference.lower()}")
    bound = structlog.contextvars.get_contextvars()
    assert bound["request"] == response["X-Request-Id"]
    assert (bound["shop"], bound["case"]) == (shop.pk, reference)
    assert bound["actor"].startswith("token:")
    program.get("/orders")
    assert "case" not in structlog.contextvars.get_contextvars()
