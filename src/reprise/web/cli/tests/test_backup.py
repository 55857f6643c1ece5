"""What a backup, a restore and a release refuse, and what each says to do."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from pytest_django import Settings

from reprise.apps.payments.models import Refund
from reprise.platform.backup import databases, make
from reprise.platform.backup.refusals import Unusable
from reprise.platform.fence import fence, raise_fence
from reprise.web.cli.main import main
from reprise.workflows.tests.builders import an_order, authorised
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of the test's own."""
    data = tmp_path / "data"
    data.mkdir()
    settings.ENV = settings.ENV.model_copy(update={"data_dir": data})
    settings.MEDIA_ROOT = data / "files"
    return data


def test_a_disk_without_room_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "room_needed", lambda: 5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(9, 8, 1_000_000))
    assert main(["backup", str(tmp_path / "copies" / "monday")]) == 2
    assert "55 MB are needed, 1 MB are free" in capsys.readouterr().err
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Unusable, match=r"no_such_dump is not installed.*postgresql-client"):
        databases.program("no_such_dump")


def test_a_refund_that_may_have_been_paid_holds_the_release_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox", "release"]) == 0
    case = authorised(an_order())
    Refund.objects.create(
        shop=case.shop, case=case, remedy=case.remedies.get(), provider="sandbox_card", amount_minor=500,
        currency="EUR", key="k", decided_by="staff:1", decided_at=AT, changed_at=AT,
    )  # fmt: skip
    raise_fence(made_at=AT.isoformat(), whole=True)
    assert main(["outbox", "release"]) == 1
    assert f"{case.reference}: 500 EUR by sandbox_card, key k" in capsys.readouterr().out
    assert fence() is not None
    assert main(["outbox", "release", "--refunds-checked"]) == 0
    assert fence() is None


def test_a_restore_that_did_not_end_is_not_released(capsys: pytest.CaptureFixture[str]) -> None:
    raise_fence(made_at=AT.isoformat(), whole=False)
    assert main(["outbox", "release"]) == 2
    assert "run it again" in capsys.readouterr().err
    assert main(["check"]) == 1
    assert "A restore did not come to its end" in capsys.readouterr().out
