"""Whoever reads the logs can follow no link in them."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from reprise.config.logs import without_secrets
from tests.api.programs import bruno_s_shop

SECRET = "0f3a9c47be21d85e6a7740c1b2d39e58"
AT = f"/fr/s/atelier-lamelle/c/RP-7F3K-Q2M4/{SECRET}/"


def lines(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, as it is written."""
    formatters = [
        handler.formatter for handler in logging.getLogger().handlers if "Processor" in repr(handler.formatter)
    ]
    assert formatters[0] is not None
    return "\n".join(formatters[0].format(record) for record in caplog.records)


def test_a_forged_form_is_logged_without_the_secret_of_its_address(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"{AT}message/", {"text": "Bonjour"})
    assert answer.status_code == 403
    assert "/fr/s/atelier-lamelle/c/RP-7F3K-Q2M4/…/message/" in lines(caplog)
    assert SECRET not in lines(caplog)


@pytest.mark.django_db(transaction=True)
def test_a_page_that_met_a_fault_is_logged_without_it_too(caplog: pytest.LogCaptureFixture) -> None:
    def ask(*_: object) -> None:
        raise OperationalError("gone")

    bruno_s_shop()
    with connection.execute_wrapper(ask):
        assert Client().get(AT).status_code == 503
    assert "RP-7F3K-Q2M4/…/" in lines(caplog)
    assert SECRET not in lines(caplog)


def test_another_host_is_one_line_and_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    assert Client(headers={"Host": "evil.example:1"}).get("/fr/").status_code == 400
    assert "evil.example" in lines(caplog)
    assert "Traceback" not in lines(caplog)
    assert {record.levelname for record in caplog.records} == {"WARNING"}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/fr/s/shop/order/tK3_-9sdf8ASDF0asdkl23/", "/fr/s/shop/order/…/"),
        ("/fr/account/join/AbCdEfGhIjKlMnOpQrSt", "/fr/account/join/…"),
        ("/calendar/7-0f3a9c47be21d85e6a7740c1b2d39e58/dates.ics", "/calendar/…/dates.ics"),
        ("/api/v1/refunds/3f2504e0-4f89-41d3-9a0c-0305e82c3301/voids", None),
        ("/api/v1/cases/RP-7F3K-Q2M4/lines/12345678/decisions", None),
        ("/fr/s/imprimerie-des-alpes-maritimes/help/", None),
    ],
)
def test_what_opens_something_is_left_out_and_nothing_else(path: str, kept: str | None) -> None:
    told = without_secrets(None, "", {"event": f"Forbidden: {path}", "path": path})
    assert told == {"event": f"Forbidden: {kept or path}", "path": kept or path}
