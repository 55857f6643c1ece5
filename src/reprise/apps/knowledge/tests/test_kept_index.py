"""The index kept at set-up says what one made now says, and is not used once it is older than what it was made from."""

import subprocess
import sys
from pathlib import Path

import pytest

from reprise.apps.knowledge.rules import kept_index
from reprise.apps.knowledge.rules.answering import answer
from reprise.apps.knowledge.rules.index import Index
from reprise.apps.knowledge.rules.shelf import shipped

ASK = """
from reprise.apps.knowledge.rules import index, kept_index
from reprise.apps.knowledge.rules.answering import answer
from pathlib import Path
kept_index.kept_in = lambda: Path({file!r})
index.Index.of = None  # whoever makes one now fails
found = answer("qui paie le retour ?", page_language="fr", index=index.shipped_index()).articles
print(*(f"{{hit.article.id}} {{hit.score:.9f}}" for hit in found))
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of knowledge of the test's own, with everything the fingerprint looks at."""
    package = kept_index.kept_in().parent
    for part in ("articles", "words", "rules"):
        (tmp_path / part).symlink_to(package / part)
    monkeypatch.setattr(kept_index, "kept_in", lambda: tmp_path / kept_index.FILE)
    return tmp_path


def test_another_process_answers_from_the_file_as_one_that_reads_the_articles(place: Path) -> None:
    make = f"""
from reprise.apps.knowledge.rules import index, kept_index
from pathlib import Path
kept_index.kept_in = lambda: Path({str(place / kept_index.FILE)!r})
index.keep_shipped_index()
"""
    subprocess.run([sys.executable, "-c", make], check=True)
    ask = ASK.format(file=str(place / kept_index.FILE))
    said = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True).stdout
    now = answer("qui paie le retour ?", page_language="fr", index=Index.of(shipped())).articles
    assert said.split() == [word for hit in now for word in (hit.article.id, f"{hit.score:.9f}")]


def test_a_file_that_is_missing_cut_or_older_is_not_used(place: Path) -> None:
    assert kept_index.kept() is None
    kept_index.keep({"index": 1, "numbers": {}})
    assert kept_index.kept() == {"index": 1, "numbers": {}}
    (place / "words").unlink()
    (place / "words").mkdir()
    assert kept_index.kept() is None
    (place / kept_index.FILE).write_bytes(b"")
    assert kept_index.kept() is None
