"""`reprise policy`: one JSON document on stdout, findings and progress on stderr, an exit code that tells the rest."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyDraft, PolicyVersion
from reprise.apps.policies.policy_files import read_policy
from reprise.demo.synthetic.shop import synthetic_shop
from reprise.demo.synthetic.writing import write_history
from reprise.web.cli.main import main
from reprise.workflows.tests.builders import a_shop
from reprise.workflows.tests.policies import policy, row

pytestmark = pytest.mark.django_db
Captured = pytest.CaptureFixture[str]

GOOD = """terms: {decision_days: 3}
tables:
  answer:
    - id: k1
      when: {claim: [defect], value_minor: {most: 2000}}
      then: {verdict: accept, goods: keep}
"""
TAKES_AWAY = """tables:
  answer:
    - id: r1
      when: {claim: [withdraw]}
      then: {verdict: refuse}
      note_fr: Non.
      note_en: No.
"""


@pytest.fixture
def shop() -> Shop:
    made = synthetic_shop(timezone.now())
    for _ in write_history(shop=made, cases=25, seed=4, start=0, at=timezone.now()):
        pass
    return made


def written(folder: Path, text: str, name: str = "policy.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def simulated(draft: str, *more: str, since: str = "2020-01-01", slug: str = "synthetic") -> int:
    return main(["policy", "simulate", draft, "--shop", slug, "--since", since, *more])


def test_the_document_is_on_stdout_and_all_else_on_stderr(shop: Shop, tmp_path: Path, capsys: Captured) -> None:
    assert simulated(written(tmp_path, GOOD), "--json") == 0
    told = capsys.readouterr()
    document: dict[str, Any] = json.loads(told.out)
    assert {"shop", "in_force", "since", "until", "lines", "changed", "matrix", "cost", "less_than_law", "changes",
            "not_replayed", "findings", "version"} <= set(document)  # fmt: skip
    assert (document["shop"], document["lines"] > 20) == ("synthetic", True)
    assert f"{document['lines']} of {document['lines']} lines" in told.err


def test_people_get_a_few_lines(shop: Shop, tmp_path: Path, capsys: Captured) -> None:
    assert simulated(written(tmp_path, GOOD)) == 0
    told = capsys.readouterr().out
    assert "answers change" in told
    assert "less than the law: 0" in told


def test_the_open_draft_is_meant_by_its_name(shop: Shop, capsys: Captured) -> None:
    assert simulated("draft") == 2
    assert "no open draft" in capsys.readouterr().err
    in_force = PolicyVersion.objects.filter(shop=shop).latest("number")
    PolicyDraft.objects.create(
        shop=shop, based_on=in_force, content=in_force.content, changed_by="system", changed_at=timezone.now()
    )
    assert simulated("draft", "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"] == 0


def test_a_draft_that_takes_rights_away_is_replayed_and_named_with_its_article(
    shop: Shop, tmp_path: Path, capsys: Captured
) -> None:
    assert simulated(written(tmp_path, TAKES_AWAY), "--json") == 1
    told = capsys.readouterr()
    found = json.loads(told.out)["findings"]
    errors = [each for each in found if each["severity"] == "error"]
    assert errors
    assert all((each["row"], each["line"]) == ("r1", 3) for each in errors)
    assert any(each["sources"] for each in errors)
    assert "policy.yaml:3: answer, row r1: error" in told.err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--since", (timezone.now() + timedelta(days=3)).date().isoformat()], "not after today"),
        (["--since", "2026-01-02", "--until", "2026-01-01"], "not before the first one"),
        (["--since", "1900-01-01"], "thirty years"),
    ],
)
def test_days_that_make_no_sense_are_two(
    shop: Shop, tmp_path: Path, capsys: Captured, more: list[str], told: str
) -> None:
    assert main(["policy", "simulate", written(tmp_path, GOOD), "--shop", "synthetic", *more]) == 2
    assert told in capsys.readouterr().err


def test_a_shop_that_is_not_there_and_words_that_are_no_day_are_two(tmp_path: Path, capsys: Captured) -> None:
    assert simulated(written(tmp_path, GOOD), slug="nowhere") == 2
    with pytest.raises(SystemExit) as stop:
        simulated("draft", since="yesterday")
    assert stop.value.code == 2
    assert "like 2026-08-25" in capsys.readouterr().err


def test_a_malformed_file_is_two_and_names_line_and_field(shop: Shop, tmp_path: Path, capsys: Captured) -> None:
    broken = written(tmp_path, GOOD.replace("verdict: accept", "verdict: perhaps"))
    assert simulated(broken, "--json") == 2
    told = capsys.readouterr()
    (problem,) = json.loads(told.out)["problems"]
    assert problem["line"] == 6
    assert "verdict" in problem["field"]
    assert f"{broken}:6:" in told.err
    assert main(["policy", "check", str(tmp_path / "missing.yaml")]) == 2


def test_a_shop_without_a_past_is_told_so(tmp_path: Path, capsys: Captured) -> None:
    a_shop("neuf")
    assert simulated(written(tmp_path, GOOD), "--json", slug="neuf") == 0
    assert json.loads(capsys.readouterr().out)["lines"] == 0


def test_check_tells_what_keeps_a_policy_from_being_published(tmp_path: Path, capsys: Captured) -> None:
    assert main(["policy", "check", written(tmp_path, GOOD), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert main(["policy", "check", written(tmp_path, TAKES_AWAY)]) == 1
    assert "row r1" in capsys.readouterr().err
    assert main(["policy", "check", written(tmp_path, GOOD), "--country", "XX"]) == 2


@pytest.mark.parametrize("as_json", [True, False])
def test_what_is_exported_can_be_read_again(tmp_path: Path, capsys: Captured, as_json: bool) -> None:
    shop = a_shop()
    kept = policy(answer=(row("k1", {}, verdict="accept", goods="keep"),))
    PolicyVersion.objects.filter(shop=shop).update(content=to_json(kept))
    more = ["--json"] if as_json else []
    assert main(["policy", "export", "--shop", shop.slug, *more]) == 0
    name = "again.json" if as_json else "again.yaml"
    assert read_policy(Path(written(tmp_path, capsys.readouterr().out, name))) == kept
    assert main(["policy", "export", "--shop", shop.slug, "--version", "9"]) == 2
    assert "it has 1" in capsys.readouterr().err
