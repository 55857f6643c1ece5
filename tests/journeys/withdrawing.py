"""Somebody who withdraws by the pages of the function, and the folder where statements wait."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from reprise.apps.accounts.models import Shop
from reprise.apps.catalogue.models import Order
from tests.journeys.customers import ALICE, a_shop, an_order

SAID = {"name": "Alice Martin", "number": "AL-20418", "email": ALICE, "what": "whole"}
AT = "/fr/s/lamelle/withdraw/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of this test's own."""
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})
    return tmp_path


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def order(shop: Shop) -> Order:
    return an_order(shop)


def checked(client: Client, said: dict[str, Any], at: str = AT) -> str:
    """The page to check that follows the form."""
    answer = client.post(at, said, follow=True)
    assert answer.status_code == 200, re.findall(r"rp-errors.*?</ul>", answer.content.decode(), re.DOTALL)
    return str(answer.content.decode())


def sealed_in(page: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def declare(client: Client, said: dict[str, Any] | None = None, at: str = AT) -> str:
    """Go through the three pages; the address of the acknowledgement."""
    seal = sealed_in(checked(client, said or SAID, at))
    answer = client.post(f"{at.split('?')[0]}confirm/", {"seal": seal})
    assert answer.status_code == 302
    return str(answer["Location"])


def waiting(folder: Path) -> list[Path]:
    return sorted((folder / "statements").glob("RT-*.json"))
