"""Every awkward mail is read in a limited process, and reads as its writer meant it."""

from pathlib import Path

import pytest

from reprise.apps.conversations.rules.mail_nature import nature_of
from reprise.apps.conversations.rules.read_mail import ReadMail
from tests.mail.corpus import SAMPLES, Sample
from tests.mail.letters import DESK, READER


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_reads_as_it_was_meant(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "raw").write_bytes(sample.raw)
    folder = tmp_path / "folder"
    folder.mkdir()
    read = READER.read(tmp_path / "raw", folder)
    assert nature_of(read, own_addresses={DESK}) is sample.nature
    for what, expected in sample.expect.items():
        if what.endswith("_has"):
            assert expected in str(_said(read, what[:-4]))
        else:
            assert _said(read, what) == expected
    written = {path.name for path in folder.iterdir()}
    assert written == {"mail.json", *(file.path for file in read.files)}


def _said(read: ReadMail, what: str) -> object:
    found: dict[str, object] = {
        "files": [file.name for file in read.files], "content_ids": [file.content_id for file in read.files],
        "left_out": [one["name"] for one in read.left_out], "left_out_count": len(read.left_out),
        "event": read.events[0]["what"] if read.events else "",
        "undelivered": [(one.address, one.status, one.is_permanent) for one in read.undelivered],
    }  # fmt: skip
    return found[what] if what in found else getattr(read, what)


def test_there_are_many() -> None:
    assert len(SAMPLES) >= 60
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES)
