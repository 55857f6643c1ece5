"""`reprise persons`: a person's data is handed out and erased from the command line."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from reprise.apps.accounts.models import Erasure
from reprise.apps.cases.models import Case
from reprise.web.cli.main import main
from reprise.workflows.cancel_request import cancel
from reprise.workflows.tests.builders import alice_at, an_order, asked
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

ERASE = ["persons", "erase", "alice@example.com", "--shop", "atelier-lamelle"]


@pytest.fixture
def case() -> Case:
    """A request that Alice took back."""
    asked_for = asked(an_order())
    cancel(actor=alice_at(asked_for), case=asked_for, at=AT)
    return asked_for


def test_a_preview_changes_nothing_and_an_erasure_is_told_once(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert main([*ERASE, "--preview", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["erased"], told["goes"]["cases"], told["stays"]["orders"]) == (False, 1, 1)
    assert not Erasure.objects.exists()
    assert main([*ERASE, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["erased"], told["record"]) == (True, str(Erasure.objects.get().pk))
    assert Case.objects.get(pk=case.pk).contact_email == ""
    assert main(ERASE) == 0
    assert "erased: nothing" in capsys.readouterr().out
    assert main(["audit", "verify"]) == 0


def test_what_stands_in_the_way_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    case = asked(an_order())
    assert main(ERASE) == 1
    assert f"in the way: Case {case.reference} is still open" in capsys.readouterr().out
    assert not Erasure.objects.exists()


def test_a_pack_is_written_whole_and_for_its_owner_only(case: Case, tmp_path: Path) -> None:
    target = tmp_path / "alice.zip"
    words = ["persons", "export", "alice@example.com", "--shop", "atelier-lamelle", "-o", str(target)]
    assert main(words) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(target) as pack:
        assert json.loads(pack.read("data/cases.json"))[0]["reference"] == case.reference
    assert list(tmp_path.iterdir()) == [target]


def test_bad_words_are_bad_input(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["persons", "erase", "alice", "--shop", case.shop.slug]) == 2
    assert main(["persons", "erase", "alice@example.com", "--shop", "nowhere"]) == 2
    assert "Check the shop, the case or the address you typed." in capsys.readouterr().err
    nobody = ["persons", "export", "nobody@example.com", "--shop", case.shop.slug, "-o", str(tmp_path / "x.zip")]
    assert main(nobody) == 2
    assert list(tmp_path.iterdir()) == []
