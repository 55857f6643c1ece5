"""An article file is read whole, and every fault is named by file and field."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from reprise.apps.knowledge.rules.article import Deed, Kind
from reprise.apps.knowledge.rules.reading import read_article
from reprise.apps.knowledge.rules.shelf import read_folder, shipped, shipped_folder


def text(word: str) -> dict[str, Any]:
    return {
        "title": word, "answer": f"{word}\nand more.", "body": f"{word} " * 150,
        "phrasings": [f"{word} {n}" for n in range(20)], "near": [],
    }  # fmt: skip


def written(**changes: Any) -> dict[str, Any]:
    article = {
        "id": "lost-spool", "kind": "faq", "reviewed": date(2026, 11, 25), "fr": text("bobine"), "en": text("spool"),
        "sources": [{"label": "Us", "url": "https://example.com"}], "actions": [{"do": "contact"}],
    }  # fmt: skip
    return article | changes


def faults(document: object) -> list[str]:
    return [str(fault) for fault in read_article("lost-spool.yaml", yaml.safe_dump(document))[1]]


def test_an_article_is_read() -> None:
    article, found = read_article("lost-spool.yaml", yaml.safe_dump(written()))
    assert found == ()
    assert article is not None
    assert (article.kind, article.actions) == (Kind.FAQ, (Deed.CONTACT,))
    assert article.in_("fr").answer == "bobine and more."
    assert article.in_("de").title == "spool"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "other"}, "lost-spool.yaml: id: is “other”, and the file is named otherwise"),
        ({"kind": "news"}, "lost-spool.yaml: kind: is none of faq, help"),
        ({"reviewed": "soon"}, "lost-spool.yaml: reviewed: is not a day written 2026-11-25"),
        ({"en": None}, "lost-spool.yaml: en: is missing: an article is in both languages"),
        ({"colour": "red"}, "lost-spool.yaml: colour: is not a field of an article"),
        ({"sources": []}, "lost-spool.yaml: sources: is missing: say where it can be read again"),
        (
            {"sources": [{"label": "A", "url": "http://a"}]},
            "sources[0]: has no label, or an address that is not https://",
        ),
        ({"actions": [{"do": "dance"}]}, "actions[0]: is not “do:”"),
        ({"en": text("a") | {"phrasings": ["one"]}}, "en.phrasings: has 1; at least 20"),
        ({"en": text("a") | {"phrasings": ["a", "A "] * 20}}, "en.phrasings[1]: is written already, at [0]"),
        ({"en": text("a") | {"phrasings": [404] * 20}}, "en.phrasings[0]: is not text (404): put it in quotes"),
        ({"en": text("a") | {"body": "short"}}, "en.body: has 1 words"),
        ({"en": text("a") | {"body": "<b>a</b> " * 150}}, "en.body: holds HTML"),
        ({"en": text("a") | {"body": "a " * 150 + "[x](http://x)"}}, "en.body: links to “http://x”"),
        ({"en": text("a") | {"title": "a" * 91}}, "en.title: has 91 characters; at most 90"),
        ({"fr": text("a") | {"answer": "Vraiment ?"}}, "fr.answer: has a breaking space at “Vraiment ?”"),
        ({"fr": text("a") | {"answer": "Vraiment?"}}, "fr.answer: needs a no-break space (U+00A0) at “Vraiment?”"),
        ({"fr": text("a") | {"answer": "l'avoir"}}, "fr.answer: needs the apostrophe ’ at “l'avoir”"),
    ],
)
def test_a_fault_is_named_by_file_and_field(change: dict[str, Any], fault: str) -> None:
    assert any(fault in one for one in faults(written(**change))), faults(written(**change))


@pytest.mark.parametrize("content", ["", "- a", "a: [", "\x00", "id: &a [*a]"])
def test_a_file_that_is_no_article_is_told_and_does_not_stop_the_reading(content: str) -> None:
    article, found = read_article("lost-spool.yaml", content)
    assert article is None
    assert found


def test_faults_between_two_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "lost-spool.yaml").write_text(yaml.safe_dump(written()), "utf-8")
    other = written(id="other", fr=text("bobine") | {"near": ["nowhere"]})
    (tmp_path / "other.yaml").write_text(yaml.safe_dump(other), "utf-8")
    told = [str(fault) for fault in read_folder(tmp_path)[1]]
    assert "other.yaml: fr.near: no article is named “nowhere” yet" in told
    assert any("other.yaml: en.phrasings: “spool 0” is a phrasing of lost-spool already" in one for one in told)


def test_the_articles_we_ship_have_no_fault() -> None:
    assert read_folder(shipped_folder())[1] == []
    assert len(shipped()) >= 28
