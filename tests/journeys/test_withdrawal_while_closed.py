"""The statutory withdrawal function at any moment: in maintenance, and with a database that is locked or away."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from reprise.apps.accounts.faces import Face, keep_face
from reprise.apps.cases.models import Case, Statement, StatementStep
from reprise.apps.catalogue.models import Order
from reprise.apps.notifications.queries import outbox_newest
from reprise.platform.jobs.worker import work_off
from reprise.platform.maintenance import begin_maintenance, end_maintenance
from reprise.workflows.withdrawal_statement.ingest import ingest, keep_faces
from tests.journeys.customers import ALICE, now
from tests.journeys.withdrawing import AT, SAID, checked, declare, folder, order, sealed_in, shop, waiting

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["folder", "order", "shop"]  # the fixtures


def test_in_maintenance_every_page_is_closed_kindly_and_the_function_goes_on(
    client: Client, order: Order, folder: Path
) -> None:
    keep_faces()
    begin_maintenance(reason="Nouvelle version", at=now())
    for at in ("/fr/s/lamelle/", "/en/desk/", "/", "/fr/s/lamelle/find/"):
        answer = client.get(at)
        page = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "600"), at
        assert "Nous revenons bientôt" in page
        assert "We are back shortly" in page
        assert 'href="/fr/s/lamelle/withdraw/"' in page
        assert 'href="/en/s/lamelle/withdraw/"' in page
    assert client.get("/healthz/live").status_code == 200
    assert client.get("/api/v1/cases")["Content-Type"] == "application/problem+json"
    assert client.get(declare(client)).status_code == 200
    assert Statement.objects.count() == 1
    assert end_maintenance()
    assert client.get("/fr/s/lamelle/").status_code == 200


def test_while_the_database_is_locked_a_statement_is_safe_on_the_disk(
    client: Client, order: Order, folder: Path
) -> None:
    seal = sealed_in(checked(client, SAID))
    with held_by_another():
        answer = client.post(f"{AT}confirm/", {"seal": seal})
        again = client.post(f"{AT}confirm/", {"seal": seal})
    place = answer["Location"]
    assert again["Location"] == place
    (kept,) = waiting(folder)
    assert kept.stat().st_mode & 0o077 == 0
    assert not Statement.objects.exists()
    page = client.get(place).content.decode()
    assert "conservée en sécurité" in page
    assert client.get(f"{place}acknowledgement.pdf").content.startswith(b"%PDF")
    assert (ingest(at=now()), ingest(at=now())) == (1, 0)
    work_off(at=now())
    assert waiting(folder) == []
    assert Case.objects.get().opened_at == Statement.objects.get(reference=kept.stem).received_at
    assert "conservée en sécurité" not in client.get(place).content.decode()


def test_on_a_disk_that_takes_nothing_the_database_keeps_the_statement(
    client: Client, order: Order, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    seal = sealed_in(checked(client, SAID))
    monkeypatch.setattr("os.fsync", full)
    answer = client.post(f"{AT}confirm/", {"seal": seal})
    assert (answer.status_code, waiting(folder)) == (302, [])
    assert Statement.objects.get().reference in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
    seal = sealed_in(checked(client, SAID | {"number": "AL-20419"}))
    with held_by_another():
        answer = client.post(f"{AT}confirm/", {"seal": seal})
    assert answer.status_code == 503  # neither takes it: what counts as well is told
    assert "Envoyez-la maintenant par e-mail à" in answer.content.decode()
    assert Statement.objects.count() == 1


@contextmanager
def held_by_another() -> Iterator[None]:
    """Another connection that lets nobody write statements."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE" if other.vendor == "sqlite" else "BEGIN")
        if other.vendor != "sqlite":
            cursor.execute("LOCK TABLE cases_statement IN EXCLUSIVE MODE")
        yield
        cursor.execute("ROLLBACK")
    other.close()


DOWN = """
import json, re, django
django.setup()
from django.test import Client
client = Client(headers={"Host": "localhost"})
said = {"name": "Alice Martin", "number": "AL-20418", "email": "alice@example.com", "what": "whole"}
statuses = [client.get("/fr/s/lamelle/withdraw/").status_code]
page = client.post("/fr/s/lamelle/withdraw/", said, follow=True)
seal = re.search(r'name="seal" value="([^"]+)"', page.content.decode())[1]
answer = client.post("/fr/s/lamelle/withdraw/confirm/", {"seal": seal})
shown = client.get(answer["Location"])
paper = client.get(answer["Location"] + "acknowledgement.pdf")
other = client.get("/fr/s/lamelle/conditions/")
statuses += [page.status_code, answer.status_code, shown.status_code, paper.status_code, other.status_code]
print(json.dumps([statuses, paper.content[:4].decode(), "/fr/s/lamelle/withdraw/" in other.content.decode()]))
"""


def test_with_no_database_at_all_the_function_works_and_each_statement_comes_in_once(
    order: Order, folder: Path
) -> None:
    keep_face(folder / "shops", Face.of(order.shop))
    env = os.environ | {
        "REPRISE_DATA_DIR": str(folder), "REPRISE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "reprise.config.settings", "REPRISE_LOG_LEVEL": "ERROR", "REPRISE_LOG_FORMAT": "json",
    }  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", DOWN], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert json.loads(ran.stdout.splitlines()[-1]) == [[200, 200, 302, 200, 200, 503], "%PDF", True]
    (kept,) = waiting(folder)
    assert (ingest(at=now()), ingest(at=now())) == (1, 0)
    work_off(at=now())
    assert Statement.objects.get().reference == kept.stem
    assert StatementStep.objects.get().case == Case.objects.get()
    (letter,) = outbox_newest()
    assert letter.to == ALICE
