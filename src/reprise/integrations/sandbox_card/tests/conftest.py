from collections.abc import Iterator

import pytest

from tests.support.sandbox_card import SandboxCard


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxCard]:
    """One provider process for these tests."""
    provider = SandboxCard(tmp_path_factory.mktemp("sandbox-card"))
    yield provider
    provider.stop()


@pytest.fixture
def sandbox(running: SandboxCard) -> SandboxCard:
    """The provider, behaving well at first."""
    running.behave("ok")
    return running
