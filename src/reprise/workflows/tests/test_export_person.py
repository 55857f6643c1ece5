"""Whoever asks what is kept about them gets all of it, and nothing that opens a door."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings

from reprise.apps.cases.models import Case
from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import keep
from reprise.readmodels.persons.export import export
from reprise.readmodels.persons.holdings import holdings
from reprise.readmodels.persons.sections import SECTIONS
from reprise.workflows.erase_person import erase_person
from reprise.workflows.tests.test_erase_person import ALICE, LATER, manager, told_everywhere

pytestmark = pytest.mark.django_db


def the_pack(case: Case) -> zipfile.ZipFile:
    """What Alice gets, put together from its parts."""
    held = holdings(manager(case.shop_id), ALICE)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export(held, shop_name="Atelier Lamelle", at=LATER))))
    assert archive.testzip() is None
    return archive


def test_all_that_is_kept_is_in_the_pack(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    case = told_everywhere()
    (tmp_path / "photo").write_bytes(b"lumiere" * 30_000)
    first = StoredFile.objects.order_by("pk")[0]
    StoredFile.objects.filter(pk=first.pk).update(key=keep(tmp_path / "photo"), name="../../ma photo.jpg")
    pack = the_pack(case)
    told = {name: json.loads(pack.read(f"data/{name}.json")) for name in SECTIONS}
    assert told["customer"][0]["phone"] == "0612345678"
    assert told["orders"][0]["shipping"] == {"name": "Alice Martin"}
    assert {row["body"] for row in told["messages"]} >= {"Canari : je suis Alice", "Alice Martin a téléphoné"}
    assert told["withdrawal_statements"][0]["private__content"]["name"] == "Alice Martin"
    assert told["notes_about_customer"][0]["note"] == "canari fragile"
    assert told["drafts"]
    assert all("Alice Martin" in letter["text"] for letter in told["letters"])
    assert not [name for letter in told["letters"] for name in letter if name == "said" or name.startswith("kept")]
    assert pack.read(f"files/{first.pk}-_.._ma photo.jpg") == b"lumiere" * 30_000
    assert ALICE in pack.read(pack.namelist()[0]).decode()


def test_no_key_leaves_with_it() -> None:
    case = told_everywhere()
    pack = the_pack(case)
    everything = b"".join(pack.read(name) for name in pack.namelist()).decode()
    assert case.link_key not in everything
    assert '"secrets"' not in everything


def test_after_the_erasure_the_pack_is_empty() -> None:
    case = told_everywhere()
    erase_person(actor=manager(case.shop_id), email=ALICE, at=LATER)
    pack = the_pack(case)
    assert all(json.loads(pack.read(f"data/{name}.json")) == [] for name in SECTIONS)
