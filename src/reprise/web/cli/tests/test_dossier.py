"""`reprise dossier`: all of a case in one file, and whatever was changed in it is named."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reprise.apps.cases.models import Case
from reprise.web.cli.main import main
from reprise.workflows.add_evidence import add
from reprise.workflows.tests.builders import a_file, alice_at, an_order, authorised, ines
from reprise.workflows.write_message import note, write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """An authorised return in which something was said, and noted among the staff."""
    made = authorised(an_order())
    write(actor=alice_at(made), case=made, body="Voici la bobine.", at=AT)
    note(actor=ines(made.shop_id), case=made, body="Cliente difficile.", at=AT)
    add(actor=alice_at(made), case=made, file_id=a_file(alice_at(made)).pk, at=AT)
    return made


@pytest.fixture
def packed(case: Case, tmp_path: Path) -> Path:
    """The dossier of that case."""
    target = tmp_path / "dossier.zip"
    assert main(["dossier", "export", case.reference, "-o", str(target)]) == 0
    return target


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Another dossier with some of its files changed."""
    held = members(path)
    change(held)
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return other


def test_a_dossier_holds_the_case_and_is_whole(
    case: Case, packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert main(["dossier", "verify", str(packed), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    case.refresh_from_db()
    assert (told["case"], told["whole"], told["events"]) == (case.reference, True, case.timeline_sequence)
    assert told["head"] == case.timeline_hash
    held = members(packed)
    assert "Voici la bobine." in held["data/messages.json"].decode()
    assert len(json.loads(held["data/letters.json"])) > 1


def test_nothing_of_the_staff_s_own_and_no_key_is_in_it(packed: Path) -> None:
    everything = b"\n".join(members(packed).values()).decode()
    assert "difficile" not in everything
    assert "/s/atelier-lamelle/c/" not in everything
    assert "[link]" in everything


@pytest.mark.parametrize("name", ["data/refunds.json", "timeline.json", "read-me.txt"])
def test_a_file_that_was_changed_is_named(packed: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = changed(packed, lambda held: held.update({name: held[name].replace(b"e", b"a", 1) + b" "}))
    assert main(["dossier", "verify", str(other)]) in {1, 2}  # 2: it can no longer be read at all
    assert name in capsys.readouterr().out or name == "timeline.json"


def test_a_file_that_was_added_or_taken_out_is_named(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def swap(held: dict[str, bytes]) -> None:
        held["extra.txt"] = held.pop("data/goods.json")

    assert main(["dossier", "verify", str(changed(packed, swap))]) == 1
    told = capsys.readouterr().out
    assert "data/goods.json: not in the dossier" in told
    assert "extra.txt: was added" in told


def test_an_event_that_was_changed_is_found_though_the_digests_were_made_anew(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def forge(held: dict[str, bytes]) -> None:
        events = json.loads(held["timeline.json"])
        events[1]["body"]["actor"] = "staff:9"
        held["timeline.json"] = json.dumps(events).encode()

    assert main(["dossier", "verify", str(changed(packed, forge))]) == 1
    assert "timeline.json: event 2: content was changed" in capsys.readouterr().out


def test_what_is_no_dossier_or_no_case_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(b"PK\x03\x04 cut short")
    assert main(["dossier", "verify", str(cut)]) == 2
    assert "no dossier" in capsys.readouterr().err
    assert main(["dossier", "verify", str(tmp_path / "missing.zip")]) == 2
    assert main(["dossier", "export", "RP-XXXX-XX", "-o", str(tmp_path / "out.zip")]) == 2
    assert not (tmp_path / "out.zip").exists()
