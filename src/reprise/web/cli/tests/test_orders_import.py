"""`reprise orders import`: one JSON document on stdout, and an exit code that tells how it went."""

import json
from pathlib import Path

import pytest

from reprise.apps.accounts.services.create_shop import create_shop
from reprise.web.cli.main import main

pytestmark = pytest.mark.django_db

HEAD = "order_number,ordered_at,product,quantity,price,country\n"


@pytest.fixture(autouse=True)
def _shop() -> None:
    create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")


def run(path: Path, *options: str, format_: str = "csv", shop: str = "atelier-lamelle") -> int:
    return main(["orders", "import", str(path), "--format", format_, "--shop", shop, *options])


def a_file(folder: Path, *rows: str) -> Path:
    path = folder / "orders.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_all_well_is_zero_and_the_document_has_its_five_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, "1,2026-06-02,Spool,1,19.90,FR", "2,2026-06-02,Spool,1,19.90,FR")
    assert run(path, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": 2, "created": 2, "updated": 0, "unchanged": 0, "refused": [],
    }  # fmt: skip
    assert run(path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 2


def test_a_refused_row_is_one_and_says_where_what_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_file(tmp_path, "1,2026-06-02,Spool,1,19.90,FR", "2,2026-06-02,Spool,none,19.90,FR")
    assert run(path, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["read"], report["created"]) == (2, 1)
    assert report["refused"] == [
        {"line": 3, "order": "2", "field": "quantity", "reason": "“none” is not a whole number of pieces."}
    ]


def test_without_json_people_read_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(a_file(tmp_path, "1,2026-06-02,Spool,1,19.90,", "2,,Spool,1,1.00,FR")) == 1
    said = capsys.readouterr().out
    assert "2 orders read: 1 created" in said
    assert "line 3, order 2, ordered_at" in said
    assert "country" in said


@pytest.mark.parametrize(
    ("content", "options"),
    [(b"", {}), (b"<html>", {}), (b"a,b\n1,2\n", {}), (b"x", {"shop": "nowhere"}), (b"[]", {}), (None, {})],
)
def test_a_file_or_shop_that_cannot_be_used_is_two_with_a_sentence_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, options: dict[str, str]
) -> None:
    path = tmp_path / "orders.csv"
    if content is not None:
        path.write_bytes(content)
    assert run(path, "--json", **options) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("reprise: ")


def test_an_unknown_format_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(tmp_path / "x", format_="amazon")
    assert caught.value.code == 2
    assert "amazon" in capsys.readouterr().err
