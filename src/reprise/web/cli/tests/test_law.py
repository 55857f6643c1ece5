"""`reprise law` from the outside: exit codes, JSON, messages on standard error, and no instance behind it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reprise.web.cli.main import main

FACTS: dict[str, object] = {
    "country": "FR", "buyer": "consumer", "channel": "distance", "seller": "shop", "item": "printer_new",
    "claim": "withdraw", "ordered": "2026-02-26", "delivered": "2026-03-02", "declared": "2026-03-09",
    "info": {"withdrawal": True, "return_cost": True},
    "prices": {"items": "329.00", "delivery_standard": "9.90"},
}  # fmt: skip
EXPECTED: dict[str, object] = {
    "decision": "accept", "basis": "withdrawal", "rights": ["withdrawal", "conformity"], "dates": {},
    "return_cost_by": "buyer", "refund": "338.90", "refund_due": None, "penalty": None,
}  # fmt: skip
GOOD = {"id": "G1", "title": "in time", "facts": FACTS, "expected": EXPECTED}
WRONG = GOOD | {"id": "G2", "expected": EXPECTED | {"decision": "refuse"}}
BROKEN = {"id": "G3", "facts": FACTS | {"buyer": "alien"}, "expected": EXPECTED}

Captured = pytest.CaptureFixture[str]


def written(folder: Path, content: object) -> str:
    path = folder / "file.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("content", "code", "passed"),
    [
        ([GOOD], 0, 1),
        ([GOOD, WRONG], 1, 1),
        ([GOOD, BROKEN], 2, 1),
        ([GOOD, WRONG, BROKEN], 2, 1),
        ([GOOD, GOOD], 2, 1),
        ([BROKEN], 2, 0),
        ([WRONG], 1, 0),
    ],
)
def test_check_exits_by_what_it_found(
    tmp_path: Path, capsys: Captured, content: list[object], code: int, passed: int
) -> None:
    assert main(["law", "check", written(tmp_path, content), "--json"]) == code
    report = json.loads(capsys.readouterr().out)
    assert (report["total"], report["passed"]) == (len(content), passed)
    assert all(set(failure) == {"id", "field", "expected", "got"} for failure in report["failures"])


def test_check_tells_the_line_and_field_of_what_fails(tmp_path: Path, capsys: Captured) -> None:
    path = written(tmp_path, [GOOD, WRONG, BROKEN])
    main(["law", "check", path])
    told = capsys.readouterr()
    assert told.out == "1 of 3 scenarios pass\n"
    assert f'{path}:1: G2: decision: expected "refuse", got "accept"' in told.err
    assert "G3: facts.buyer 'alien' is not known" in told.err


@pytest.mark.parametrize("content", ["", "{", "a: 1", "- id: [", "[]"])
def test_check_refuses_a_file_without_scenarios(tmp_path: Path, capsys: Captured, content: str) -> None:
    assert main(["law", "check", written(tmp_path, content)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("reprise: ")


@pytest.mark.parametrize("place", ["nowhere.yaml", "."])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, capsys: Captured, place: str) -> None:
    assert main(["law", "check", str(tmp_path / place)]) == 2
    assert "director" in capsys.readouterr().err


@pytest.mark.parametrize("wrapped", [FACTS, {"facts": FACTS}])
def test_explain_tells_the_conclusion_first(tmp_path: Path, capsys: Captured, wrapped: object) -> None:
    assert main(["law", "explain", written(tmp_path, wrapped), "--lang", "fr"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Vous pouvez renoncer à cet achat.\n")
    assert "Code de la consommation, art. L221-18 <https://www.legifrance.gouv.fr/" in told


def test_explain_gives_programs_the_answer_and_its_words(tmp_path: Path, capsys: Captured) -> None:
    assert main(["law", "explain", written(tmp_path, FACTS), "--lang", "en", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["decision"], told["refund"], told["dates"]["return_by"]) == ("accept", "338.90", "2026-03-23")
    assert told["explanation"]["conclusion"] == "You may withdraw from this purchase."


@pytest.mark.parametrize("content", ["", "[]", "{", '{"facts": 3}', '{"country": "FR"}', json.dumps(FACTS | {"x": 1})])
def test_explain_refuses_facts_it_cannot_read(tmp_path: Path, capsys: Captured, content: str) -> None:
    assert main(["law", "explain", written(tmp_path, content)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("reprise: ")


def test_a_folder_of_one_s_own_is_read_beside_the_law(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "countries").mkdir()
    nowhere = "{XX: {name: {fr: Nulle part, en: Nowhere}, union: true, zones: [Europe/Paris]}}"
    (tmp_path / "countries.yaml").write_text(nowhere, "utf-8")
    facts = written(tmp_path, FACTS | {"country": "XX"})
    assert main(["law", "explain", facts]) == 0
    assert capsys.readouterr().out.startswith("A person looks at your request.")
    (tmp_path / "countries" / "sources.yaml").write_text("A: 3", "utf-8")
    assert main(["law", "explain", facts, "--law", str(tmp_path)]) == 2
    assert "sources.yaml: A has to say label, url and status" in capsys.readouterr().err
    assert main(["law", "check", facts, "--law", str(tmp_path / "none")]) == 2
    assert "none is no folder" in capsys.readouterr().err


@pytest.mark.parametrize(("before", "line"), [("", 3), ("facts:\n", 4)])
def test_explain_names_the_line_of_each_problem(tmp_path: Path, capsys: Captured, before: str, line: int) -> None:
    rows = ["country: FR", "buyer: consumer", "channel: far", "seller: shop", "item: printer_new", "claim: withdraw"]
    indent = "  " if before else ""
    content = before + "".join(f"{indent}{row}\n" for row in rows)
    path = written(tmp_path, content)
    assert main(["law", "explain", path]) == 2
    assert capsys.readouterr().err.startswith(f"reprise: {path}:{line}: channel 'far' is not known")


def test_the_law_needs_no_instance_and_no_framework() -> None:
    code = (
        "import sys\nfrom reprise.web.cli.main import main\n"
        "code = main(['law', 'explain', '-', '--lang', 'en'])\n"
        "sys.exit(code or ('django' in sys.modules and 9))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(FACTS), capture_output=True, text=True, check=False, env={}
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("You may withdraw")
