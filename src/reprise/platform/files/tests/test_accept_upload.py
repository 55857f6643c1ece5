import io
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from reprise.platform.files.accept import accept_upload
from reprise.platform.files.erase import erase_files
from reprise.platform.files.models import StoredFile
from reprise.platform.files.rejections import (
    REJECTIONS,
    ActiveDocument,
    EmptyFile,
    FileRejected,
    FileTooLarge,
    NotThisKind,
)
from reprise.platform.files.store import FileGone, keep, open_file, open_preview, path_of
from reprise.platform.files.sweeping import sweep
from reprise.platform.files.tests import making as a
from reprise.platform.files.verdict import KINDS
from reprise.platform.jobs.worker import work_off

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Alice:
    """A customer of a shop, as far as files go."""

    shop_id: int
    key: str = "customer:1"


@pytest.fixture
def alice() -> Alice:
    shops: Any = StoredFile._meta.get_field("shop").related_model  # the platform stands below the apps
    return Alice(shops._base_manager.create(slug="atelier", name="Atelier Lamelle", country="FR").pk)


def upload(alice: Alice, content: bytes, name: str = "IMG 1.HEIC", allowed: frozenset[str] = KINDS) -> StoredFile:
    return accept_upload(actor=alice, name=name, content=io.BytesIO(content), at=AT, allowed=allowed)


def left_over() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_photo_is_kept_under_a_generated_key_readable_by_nobody_else(alice: Alice) -> None:
    file = upload(alice, a.jpeg(exif=a.exif()), "Cassée \u202egpj.exe")
    assert (file.kind, file.media_type, file.width, file.height) == ("photo", "image/jpeg", 800, 600)
    assert (file.name, file.uploaded_by, file.created_at) == ("Cassée gpj.jpg", "customer:1", AT)
    for key in (file.key, file.preview_key):
        assert stat.S_IMODE(path_of(key).stat().st_mode) == 0o600
        assert stat.S_IMODE(path_of(key).parent.stat().st_mode) == 0o700
        assert "Cass" not in key
    with open_file(file) as content, Image.open(content) as drawn:
        assert drawn.size == (800, 600)
    with open_preview(file) as content, Image.open(content) as drawn:
        assert drawn.size == (480, 360)


def test_a_document_is_kept_byte_for_byte(alice: Alice) -> None:
    file = upload(alice, a.pdf(), "facture.pdf.exe")
    with open_file(file) as content:
        assert content.read() == a.pdf()
    assert (file.name, file.size, file.facts["pages"]) == ("facture.pdf.pdf", len(a.pdf()), 1)
    with pytest.raises(FileGone):
        open_preview(file)


def test_a_video_keeps_its_film_and_loses_its_place(alice: Alice) -> None:
    film = a.mp4(place=b"+48.1083-001.6700/")
    file = upload(alice, film, "film.mov")
    with open_file(file) as content:
        stored = content.read()
    assert b"48.1083" not in stored
    assert len(stored) == len(film)
    assert stored[:200] == film[:200]
    assert stored.count(b"free") == 1
    assert (file.name, file.facts["seconds"]) == ("film.mp4", 12)


@pytest.mark.parametrize(("handler", "entry"), [(b"meta", b"gpmd"), (b"camm", b"camm"), (b"meta", b"mebx")])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_track_that_says_where_the_camera_went_is_emptied(
    alice: Alice, handler: bytes, entry: bytes, count: int
) -> None:
    film = a.film_with_track([b"GPS5 +48.10%d3-001.6700" % n for n in range(count)], handler, entry)
    with open_file(upload(alice, film, "film.mp4")) as content:
        stored = content.read()
    assert b"48.1" not in stored
    assert (len(stored), stored.count(b"picture")) == (len(film), film.count(b"picture"))


@pytest.mark.parametrize(("handler", "entry"), [(b"vide", b"avc1"), (b"soun", b"mp4a")])
def test_what_is_seen_and_heard_stays(alice: Alice, handler: bytes, entry: bytes) -> None:
    film = a.film_with_track([b"a frame of the film"] * 3, handler, entry)
    with open_file(upload(alice, film, "film.mp4")) as content:
        assert content.read() == film


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", EmptyFile), (b"<svg/>", ActiveDocument), (a.jpeg()[:900], REJECTIONS["file_damaged"]), (a.OBJ, NotThisKind)],
)
def test_what_is_refused_leaves_nothing_behind(alice: Alice, content: bytes, reason: type[FileRejected]) -> None:
    before = left_over()
    with pytest.raises(reason) as refusal:
        upload(alice, content, allowed=frozenset({"photo", "pdf"}))
    assert refusal.value.field == "file"
    assert left_over() == before
    assert not StoredFile.objects.exists()


def test_more_bytes_than_any_kind_may_have_are_not_even_received(alice: Alice) -> None:
    class Endless(io.RawIOBase):
        sent = 0

        def read(self, size: int = -1) -> bytes:
            self.sent += size
            return bytes(size)

    flood = Endless()
    with pytest.raises(FileTooLarge) as refusal:
        accept_upload(actor=alice, name="x", content=flood, at=AT)  # type: ignore[arg-type]  # enough of a file
    assert refusal.value.params == {"limit": 25}
    assert flood.sent < 30 * 2**20


def test_an_erased_file_is_gone_from_the_disk_too(alice: Alice) -> None:
    file = upload(alice, a.jpeg())
    erase_files(file_ids=[file.pk], at=AT)
    erase_files(file_ids=[file.pk], at=AT)
    work_off(at=AT)
    file.refresh_from_db()
    assert (file.name, file.facts, file.erased_at) == ("", {}, AT)
    assert not path_of(file.key).exists()
    assert not path_of(file.preview_key).exists()
    with pytest.raises(FileGone):
        open_file(file)


def test_what_nobody_sent_in_is_erased_after_two_weeks(alice: Alice) -> None:
    file = upload(alice, a.jpeg())
    sweep({}, at=AT + timedelta(days=13))
    file.refresh_from_db()
    assert file.erased_at is None
    sweep({}, at=AT + timedelta(days=15))
    file.refresh_from_db()
    assert file.erased_at is not None


def test_bytes_without_a_row_are_removed_after_a_day_and_others_stay(alice: Alice) -> None:
    file = upload(alice, a.jpeg())
    (Path(settings.MEDIA_ROOT) / "lost").write_bytes(b"x")
    lost = keep(Path(settings.MEDIA_ROOT) / "lost")
    now = datetime.fromtimestamp(path_of(lost).stat().st_mtime, UTC)
    StoredFile.objects.update(created_at=now)
    sweep({}, at=now + timedelta(hours=23))
    assert path_of(lost).exists()
    sweep({}, at=now + timedelta(hours=25))
    assert not path_of(lost).exists()
    assert path_of(file.key).exists()
    assert path_of(file.preview_key).exists()


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "ab/../../x", "ab/" + "g" * 32, "/etc/passwd"])
def test_a_key_we_did_not_make_leads_nowhere(key: str) -> None:
    with pytest.raises(FileGone):
        path_of(key)
