import pytest

from reprise.apps.cases.models import Case
from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db


def test_the_same_call_again_is_answered_alike_and_does_nothing() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    body = {"order_id": order.pk, "lines": [{"order_line_id": line_ids(order)[0], "claim": "withdraw"}]}
    first = program.post("/cases", body, key="k1")
    again = program.post("/cases", body, key="k1")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again["Idempotent-Replayed"] == "true"
    assert Case.objects.count() == 1
    other = program.post("/cases", body | {"danger": True}, key="k1")
    assert (other.status_code, answer(other)["code"]) == (409, "idempotency_key_reused")


def test_a_refused_call_may_come_again_with_the_same_key() -> None:
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    body = {"order_id": order.pk, "lines": [{"order_line_id": line_ids(order)[0], "quantity": 9, "claim": "withdraw"}]}
    refused = program.post("/cases", body, key="k1")
    assert refused.status_code in {409, 422}, refused.content
    assert not Case.objects.exists()
    body["lines"][0]["quantity"] = 3  # type: ignore[index]
    assert program.post("/cases", body, key="k1").status_code == 201


def test_a_key_of_one_token_says_nothing_to_another() -> None:
    shop, neighbour = bruno_s_shop(), bruno_s_shop("voisin")
    order, theirs = alice_s_order(shop), alice_s_order(neighbour)
    for where, what in ((shop, order), (neighbour, theirs)):
        body = {"order_id": what.pk, "lines": [{"order_line_id": line_ids(what)[0], "claim": "withdraw"}]}
        assert a_program(where).post("/cases", body, key="k1").status_code == 201
    assert Case.objects.count() == 2


def test_an_import_sent_again_is_answered_alike() -> None:
    program = a_program(bruno_s_shop())
    again = [program.call("POST", "/orders/imports", b"", key="i1", query={"format": "csv"}) for _ in range(2)]
    assert [one.status_code for one in again] == [422, 422]
