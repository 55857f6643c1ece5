"""What is nobody’s fault who asks: a lock, a database away, a full disk. It is told so, and nothing was done."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.tests.builders import a_member
from reprise.platform.files import accept, gate
from reprise.platform.files.models import StoredFile
from reprise.platform.files.tests.making import jpeg
from reprise.platform.passing import passes
from tests.api.programs import a_program, alice_s_order, bruno_s_shop, line_ids
from tests.api.programs import answer as told

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
    said: Any = answer.json()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5" if over else "600")
    assert (said["code"], bool(said["request_id"])) == ("busy" if over else "closed", True)


@pytest.mark.parametrize(("fault", "said"), [(DEADLOCK, "quelques secondes"), (GONE, "Nous revenons bientôt")])
def test_what_was_typed_comes_back_from_a_page_that_met_it(fault: Exception, said: str, client: Client) -> None:
    bruno_s_shop()
    with failing(fault):
        answer = client.post("/fr/s/atelier-lamelle/find/", {"number": TYPED})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5" if said == "quelques secondes" else "600")
    assert said in page
    assert TYPED in page
    assert "en sécurité" not in page


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_no_file_and_blames_none(monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_program(shop := bruno_s_shop())
    order = alice_s_order(shop)
    wish = {"order_line_id": line_ids(order)[0], "quantity": 1, "claim": "defect", "description": "Cassé."}
    at = f"/cases/{told(program.post('/cases', {'order_id': order.pk, 'lines': [wish]}))['reference']}/evidence"
    picture, damaged = jpeg(), b"\xff\xd8\xff\xe0 no picture"
    with monkeypatch.context() as full:
        full.setattr(accept, "keep", no_room)
        answers = [program.post(at, {"file": SimpleUploadedFile("a.jpg", picture)})]
    with monkeypatch.context() as full:
        full.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=gate.ROOM - 1))
        answers.append(program.post(at, {"file": SimpleUploadedFile("a.jpg", damaged)}))
    assert [(one.status_code, told(one)["code"], one["Retry-After"]) for one in answers] == [(503, "closed", "600")] * 2
    assert not StoredFile.objects.exists()
    assert program.post(at, {"file": SimpleUploadedFile("a.jpg", damaged)}).status_code == 422
    assert program.post(at, {"file": SimpleUploadedFile("a.jpg", picture)}).status_code == 201


@pytest.mark.parametrize("fault", [DEADLOCK, GONE])
@pytest.mark.parametrize(
    "at", ["/fr/desk/", "/fr/desk/atelier-lamelle/", "/fr/account/login/", "/fr/outbox/", "/", "/fr/tour/"]
)
def test_no_page_calls_it_a_fault_of_its_own(at: str, fault: Exception, client: Client) -> None:
    """Whoever is signed in is looked up before the page's own code begins."""
    shop = bruno_s_shop()
    client.force_login(a_member(shop, role=Role.OWNER).person)
    client.raise_request_exception = False
    with failing(fault):
        assert 500 not in {client.get(at).status_code, client.post(at, {"text": TYPED}).status_code}
        assert "desk" not in at or client.get(at)["Retry-After"] == ("5" if fault is DEADLOCK else "600")
