"""`reprise maintenance`: closing needs no database, opening brings in what came meanwhile."""

import json
import secrets
from pathlib import Path

import pytest
from pytest_django import Settings

from reprise.apps.cases.models import Statement
from reprise.apps.cases.spool import Filed, lay_down
from reprise.apps.cases.stated import fingerprint, key_of, reference_of, stated
from reprise.platform.maintenance import maintenance
from reprise.web.cli.main import main
from reprise.workflows.withdrawal_statement.receive import spool_folder
from tests.support.builders import AT, a_shop


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})
    return tmp_path


def laid_down(shop: str) -> Filed:
    said = stated(name="Alice", email="alice@example.com", order_number="1001")
    seen = fingerprint("secret", shop, said)
    key = key_of(seen, AT.date())
    filed = Filed(
        shop=shop, reference=reference_of("secret", key), key=key, fingerprint=seen, received_at=AT, channel="portal",
        language="fr", content=said.content(), salt=secrets.token_hex(16),
    )  # fmt: skip
    return lay_down(spool_folder(), filed)


@pytest.mark.django_db
def test_it_closes_with_a_reason_and_opens_again_bringing_in_each_statement_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    filed = laid_down(a_shop().slug)
    assert main(["maintenance", "on", "--reason", "Nouvelle version"]) == 0
    told = maintenance()
    assert told is not None
    assert told.reason == "Nouvelle version"
    capsys.readouterr()
    assert main(["maintenance", "status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["closed"], status["statements_waiting"]) == (True, 1)
    assert main(["maintenance", "off"]) == 0
    assert maintenance() is None
    assert Statement.objects.get().reference == filed.reference
    assert main(["maintenance", "ingest"]) == 0
    assert Statement.objects.count() == 1


@pytest.mark.django_db
def test_a_statement_of_a_shop_that_is_not_here_stays_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    filed = laid_down("nobody")
    assert main(["maintenance", "ingest"]) == 1
    assert "1 statements still wait" in capsys.readouterr().err
    assert (spool_folder() / f"{filed.reference}.json").exists()


@pytest.mark.django_db
def test_the_environment_closes_too(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.ENV = settings.ENV.model_copy(update={"maintenance": True})
    assert maintenance() is not None
    assert main(["maintenance", "off"]) == 0
    assert "REPRISE_MAINTENANCE" in capsys.readouterr().err
