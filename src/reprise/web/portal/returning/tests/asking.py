"""Alice asks for a return in a chat; her order is of one accessory and two spools."""

import re
from typing import Any

from django.test import Client

from reprise.apps.catalogue.models import Order
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.worker import work_off
from reprise.workflows.tests.builders import an_order, goods
from tests.support.builders import AT

CHAT = "/fr/s/atelier-lamelle/chat/"
RETURN = f"{CHAT}return/"
OPEN = {"X-Chat": "1"}


def bought(**more: Any) -> Order:
    """What Alice bought: an article of one piece, and another of two."""
    return an_order(**{"kind": "accessory", "quantity": 1, "more": (("filament", 2, 3980),), **more})


def mailed_code() -> str:
    """The code of the last letter."""
    work_off(at=AT)
    found = re.search(r"^(\d{4} \d{4})$", Mail.objects.order_by("-id")[0].text, re.MULTILINE)
    assert found
    return found[1]


def post(browser: Client, path: str, **answer: Any) -> str:
    """Answer a page without scripts; where it leads."""
    response = browser.post(path, answer)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def proved(browser: Client, number: str = "1001") -> str:
    """Find the order and type the code; the first question."""
    post(browser, RETURN, number=number, email="alice@example.com")
    rights = post(browser, f"{RETURN}code/", code=mailed_code())
    return str(browser.get(rights).headers["Location"])


def key_in(path: str) -> str:
    """The key of the request in an address of it."""
    return path.split("/return/" if "/return/" in path else "/request/")[1].split("/")[0]


def to_the_rights(browser: Client, items: str, order: Order) -> str:
    """Say what is wrong with the first article; the page that shows the rights."""
    first = goods(order)[0].pk
    path = post(browser, items, line=str(first))
    path = post(browser, path, reason="other", description="Le couvercle est fendu.")
    path = post(browser, path, danger="no")
    path = post(browser, path, wish="")
    return post(browser, path, do="next")
