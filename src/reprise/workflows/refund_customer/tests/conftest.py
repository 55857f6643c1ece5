from collections.abc import Iterator

import pytest

from reprise.apps.payments import ports
from reprise.apps.payments.tests.builders import PretendCard, wire


@pytest.fixture
def card() -> Iterator[PretendCard]:
    """A pretend card provider and a person's hand; afterwards the instance's own gateways are back."""
    before = dict(ports._gateways)
    yield wire(PretendCard())
    ports.provide_gateways(before)
