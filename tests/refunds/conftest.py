from collections.abc import Iterator

import httpx
import pytest

from reprise.apps.payments import ports
from reprise.apps.payments.kinds import BY_HAND, SANDBOX_CARD
from reprise.integrations.by_hand.gateway import ByHandGateway
from reprise.integrations.sandbox_card.gateway import SandboxCardGateway
from tests.support.sandbox_card import SandboxCard


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxCard]:
    """One sandbox provider process for these tests."""
    provider = SandboxCard(tmp_path_factory.mktemp("sandbox-card"))
    yield provider
    provider.stop()


@pytest.fixture
def sandbox(running: SandboxCard) -> Iterator[SandboxCard]:
    """The real provider process, wired and behaving well at first; afterwards the instance's gateways are back."""
    before = dict(ports._gateways)
    running.behave("ok")
    gateway = SandboxCardGateway(running.url, timeout=httpx.Timeout(1.0))
    ports.provide_gateways({BY_HAND: ByHandGateway(), SANDBOX_CARD: gateway})
    yield running
    ports.provide_gateways(before)
