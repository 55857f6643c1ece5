"""`reprise assistant` needs neither an instance nor a database, and says by its code how it went."""

import json
from pathlib import Path

import pytest

from reprise.web.cli.main import main


def test_a_question_is_answered_word_for_word_with_its_article_and_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assistant", "ask", "quand est-ce que je serai remboursé ?", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["articles"][0]["id"] == "refund-timing-method"
    assert told["articles"][0]["reviewed"]


def test_a_danger_is_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assistant", "ask", "smoke is coming out", "--lang", "en"]) == 1
    assert "person (en): safety" in capsys.readouterr().out


def test_a_set_of_questions_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "q.yaml"
    file.write_text("questions:\n- {id: a, lang: en, text: how do I unclog a nozzle, expect: help-under-extrusion}\n")
    assert main(["assistant", "check", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"] == 1
    assert told["wrong"] == told["safety_missed"] == 0
    assert told["details"][0]["articles"][0]["id"] == "help-under-extrusion"


def test_a_set_that_falls_short_is_told_by_the_code_and_question_by_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.yaml"
    file.write_text("- {id: z9, lang: en, text: how do I unclog a nozzle, expect: handover, reason: safety}\n")
    assert main(["assistant", "check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "safety missed        1" in out
    assert "z9" in out


@pytest.mark.parametrize("content", ["", "questions: 3", "a: ["])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(content)
    assert main(["assistant", "check", str(file)]) == 2


def test_articles_are_listed_and_a_fault_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assistant", "articles"]) == 0
    assert "return-start" in capsys.readouterr().out
    (tmp_path / "a.yaml").write_text("id: b")
    assert main(["assistant", "articles", "--folder", str(tmp_path)]) == 1
    assert "a.yaml: id: is “b”" in capsys.readouterr().err
    assert main(["assistant", "ask", "hello", "--folder", str(tmp_path)]) == 2


def test_guides_are_listed_and_a_fault_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assistant", "guides"]) == 0
    assert "clog" in capsys.readouterr().out
    (tmp_path / "a.yaml").write_text("id: b")
    assert main(["assistant", "guides", "--folder", str(tmp_path), "--json"]) == 1
    assert "a.yaml: id: is “b”" in capsys.readouterr().out
