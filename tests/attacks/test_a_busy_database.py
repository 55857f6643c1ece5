"""A lock somebody else holds is over in seconds: it is told so, what was typed comes back, and nothing was done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from reprise.platform.passing import passes
from tests.api.programs import a_program, bruno_s_shop

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "Ma bobine est arrivée ouverte, et humide."


def caused_by(cause: type[Exception]) -> OperationalError:
    fault = OperationalError("told by the server")
    fault.__cause__ = cause()
    return fault


LOCKED = OperationalError("database is locked")
DEADLOCK = caused_by(psycopg.errors.DeadlockDetected)
WAITED = caused_by(psycopg.errors.LockNotAvailable)
GONE = caused_by(psycopg.errors.AdminShutdown)


@contextmanager
def failing(fault: Exception) -> Iterator[None]:
    """Whatever is asked of the database meets this fault."""

    def ask(*_: object) -> None:
        raise fault

    with connection.execute_wrapper(ask):
        yield


@pytest.mark.parametrize(("fault", "over"), [(LOCKED, True), (DEADLOCK, True), (WAITED, True), (GONE, False)])
def test_a_program_is_told_to_come_back_in_seconds_or_in_minutes(fault: Exception, over: bool) -> None:
    assert passes(fault) is over
    program = {"Authorization": f"Bearer {a_program(bruno_s_shop()).token}", "Accept-Language": "en"}
    with failing(fault):
        answer = Client().get("/api/v1/cases", headers=program)
    told: Any = answer.json()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5" if over else "600")
    assert (told["code"], bool(told["request_id"])) == ("busy" if over else "closed", True)


@pytest.mark.parametrize(("fault", "said"), [(DEADLOCK, "quelques secondes"), (GONE, "Nous revenons bientôt")])
def test_what_was_typed_comes_back_from_a_page_that_met_it(fault: Exception, said: str, client: Client) -> None:
    bruno_s_shop()
    with failing(fault):
        answer = client.post("/fr/s/atelier-lamelle/find/", {"number": TYPED})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5" if said == "quelques secondes" else "600")
    assert said in page
    assert TYPED in page
