from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from reprise.apps.accounts.models import Shop
from reprise.apps.catalogue.models import Order
from reprise.apps.knowledge.rules import guide_shelf
from reprise.apps.knowledge.tests.guide_builders import a_document, yaml_of
from reprise.workflows.tests.builders import a_shop, an_order
from tests.support.builders import LATER


@pytest.fixture
def an_hour_later() -> Iterator[None]:
    """It is an hour after the requests were made."""
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def shop() -> Shop:
    """A French shop."""
    return a_shop()


@pytest.fixture
def order(shop: Shop) -> Order:
    """Alice's order of three articles."""
    return an_order(shop)


@pytest.fixture
def one_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The guide of the tests alone: what ships may be rewritten without them."""
    (tmp_path / "axis.yaml").write_text(yaml_of(a_document()))
    monkeypatch.setattr(guide_shelf, "guide_folder", lambda: tmp_path)
    guide_shelf.shipped_guides.cache_clear()
    yield
    guide_shelf.shipped_guides.cache_clear()
