"""What keeps an article off the shelf, and what would only make it better."""

from typing import Any

import pytest

from reprise.apps.knowledge.rules.fitness import findings_of
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import article_of, content_of, tidied
from reprise.apps.knowledge.tests.builders import written


def found(content: dict[str, Any], *, blocks: bool) -> set[str]:
    return {one.field for one in findings_of("a-b", tidied(content)) if one.blocks is blocks}


def test_our_own_articles_are_fit_and_come_back_as_they_were() -> None:
    for article in shipped():
        content = tidied(content_of(article))
        assert findings_of(article.id, content, named=frozenset(one.id for one in shipped())) == []
        assert article_of(article.id, content, reviewed=article.reviewed) == article


def test_a_short_article_with_few_phrasings_is_kept_with_advice() -> None:
    assert found(written(), blocks=True) == set()
    assert found(written(), blocks=False) == {"en.title", "fr.body", "fr.phrasings"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "t" * 91}, "fr.title"),
        ({"answer": " \n "}, "fr.answer"),
        ({"body": "# Trop grand"}, "fr.body"),
        ({"body": "![](https://x.example/a.png)"}, "fr.body"),
        ({"body": "[ici](javascript:alert(1))"}, "fr.body"),
        ({"body": "x" * 12_001}, "fr.body"),
        ({"phrasings": ["p" * 301]}, "fr.phrasings"),
        ({"phrasings": [f"question {n}" for n in range(201)]}, "fr.phrasings"),
        ({"near": [f"article-{n}" for n in range(21)]}, "fr.near"),
    ],
)
def test_what_cannot_be_shown_or_kept_blocks(more: dict[str, Any], field: str) -> None:
    assert found(written(**more), blocks=True) == {field}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "Pourquoi?"}, "fr.title"),
        ({"near": ["nobody"]}, "fr.near"),
        ({"body": "Voir [ici](help:nobody)."}, "fr.body"),
    ],
)
def test_what_reads_badly_is_advice(more: dict[str, Any], field: str) -> None:
    said = findings_of("a-b", tidied(written(**more)), named=frozenset({"a-b"}))
    assert field in {one.field for one in said if not one.blocks}
    assert not any(one.blocks for one in said)


@pytest.mark.parametrize(
    "source", [{"label": "", "url": "https://x.example"}, {"label": "l" * 201, "url": "https://x.example"},
               {"label": "x", "url": "javascript:alert(1)"}, {"label": "x", "url": "https://" + "x" * 500}],
)  # fmt: skip
def test_a_source_nobody_could_follow_blocks(source: dict[str, str]) -> None:
    assert found(written() | {"sources": [source]}, blocks=True) == {"sources"}


@pytest.mark.parametrize("slug", ["", "É", "a b", "../x", "a" * 81, "-a", "A"])
def test_a_name_that_is_no_address_blocks(slug: str) -> None:
    assert "slug" in {one.field for one in findings_of(slug, tidied(written())) if one.blocks}


def test_what_is_typed_is_tidied() -> None:
    kept = tidied(written(phrasings=["  un ", "", "UN", "deux\u202e"], answer="Une\nréponse  en\tdeux"))
    assert kept["fr"]["phrasings"] == ["un", "deux"]
    assert kept["fr"]["answer"] == "Une réponse en deux"
    assert "en" not in tidied(written() | {"en": {"title": "", "phrasings": []}})


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"fr": "x"},
        {"fr": {"title": 7, "phrasings": "x", "near": None}, "sources": "x", "actions": [7], "pictures": [{"a": 1}]},
    ],
)
def test_anything_is_answered_with_findings(content: dict[str, Any]) -> None:
    assert any(one.blocks for one in findings_of("a", tidied(content)))
