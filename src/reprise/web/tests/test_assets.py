"""Built files carry their fingerprint; a page renders before any build as well."""

import json
from pathlib import Path

from reprise.web.templatetags.reprise_assets import asset, built


def test_a_built_file_is_found_under_its_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"frontend/style.css": {"file": "assets/style-Ab12.css"}}))
    assert built(tmp_path) == {"frontend/style.css": "assets/style-Ab12.css"}


def test_nothing_is_built_yet(tmp_path: Path) -> None:
    assert built(tmp_path) == {}


def test_a_manifest_that_is_being_written_is_like_none(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"frontend/')
    assert built(tmp_path) == {}


def test_an_unknown_source_keeps_its_name() -> None:
    assert asset("frontend/none.css") == "/static/build/frontend/none.css"
