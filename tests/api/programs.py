"""A shop with an order, and a program that calls its API."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.tokens import create_token
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.workflows.new_shop import new_shop

ALL: Final = tuple(Right)


@dataclass
class Program:
    """Calls the API with one token; answers are Django's test responses."""

    token: str

    def get(self, path: str, **query: object) -> Any:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: object = None, *, key: str = "", **query: object) -> Any:
        return self.call("POST", path, body, key=key, query=query)

    def call(
        self, method: str, path: str, body: object = None, *, key: str = "", query: dict[str, object] | None = None
    ) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        if key:
            headers["Idempotency-Key"] = key
        data, kind = _written(body)
        more: dict[str, Any] = {} if method == "GET" else {"data": data, "content_type": kind}
        with transaction.atomic():  # a refused deed undoes its own transaction, and nothing of the test's
            answer = Client().generic(method, f"/api/v1{path}", headers=headers, query_params=query or None, **more)
        assert answer.status_code != 500, answer.content
        return answer


def files_in(body: dict[str, Any]) -> "list[UploadedFile[Any]]":
    """The files among the values of a form."""
    values = [one for value in body.values() for one in (value if isinstance(value, list) else [value])]
    return [value for value in values if isinstance(value, UploadedFile)]


def _written(body: object) -> tuple[bytes | str, str]:
    """A body and its media type: JSON, bytes as they are, or a form where a file is among its values."""
    if isinstance(body, bytes):
        return body, "application/json"
    if isinstance(body, dict) and files_in(body):
        for file in files_in(body):
            file.seek(0)
        return encode_multipart(BOUNDARY, body), MULTIPART_CONTENT
    return json.dumps({} if body is None else body), "application/json"


def a_program(shop: Shop, scopes: Iterable[Right] = ALL) -> Program:
    """A program with a token of the shop."""
    return Program(create_token(actor=system(shop.pk), name="till", scopes=[right.value for right in scopes]))


def bruno_s_shop(slug: str = "atelier-lamelle") -> Shop:
    """A French shop with its first policy."""
    return new_shop(slug=slug, name="Atelier Lamelle", country="FR", at=timezone.now())


def alice_s_order(shop: Shop, number: str = "1001") -> Order:
    """Three spools and a printer, delivered two days ago, paid by card, delivery 6.90."""
    now = timezone.now()
    order = an_order(
        shop, number, ordered_at=now - timedelta(days=5), delivered_on=(now - timedelta(days=2)).date(),
        delivery_origin="carrier", total_minor=56_580,
    )  # fmt: skip
    a_line(order, position=1, quantity=3, paid_minor=6_000)
    a_line(order, position=2, quantity=1, paid_minor=49_890, name="Lamelle One", sku="PRN-ONE", kind="printer")
    a_line(order, position=3, quantity=1, paid_minor=690, name="Colissimo", sku="", kind="", type="shipping")
    a_payment(order, captured_minor=56_580)
    return order


def line_ids(order: Order) -> list[int]:
    """The ids of an order's lines, in order."""
    return list(order.lines.order_by("position").values_list("pk", flat=True))


def answer(response: Any) -> Any:
    """What a response says."""
    return json.loads(response.content)
