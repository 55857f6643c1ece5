"""Links in mails lead to where the server listens, unless somebody said where they lead."""

import pytest
from pytest_django import Settings

from reprise.web.cli.serve import lead_links_here


@pytest.mark.parametrize(
    ("host", "port", "base"),
    [
        ("127.0.0.1", 8353, "http://127.0.0.1:8353"), ("0.0.0.0", 80, "http://127.0.0.1:80"),  # noqa: S104
        ("::1", 8000, "http://[::1]:8000"), ("shop.local", 8001, "http://shop.local:8001"),
    ],
)  # fmt: skip
def test_links_lead_to_the_address_of_the_server(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, host: str, port: int, base: str
) -> None:
    monkeypatch.delenv("REPRISE_BASE_URL", raising=False)
    settings.ENV = type(settings.ENV)()
    lead_links_here(host, port)
    assert settings.ENV.base_url == base


def test_what_somebody_said_stands(settings: Settings) -> None:
    settings.ENV = type(settings.ENV)(base_url="https://retours.example")
    lead_links_here("127.0.0.1", 8353)
    assert settings.ENV.base_url == "https://retours.example"
