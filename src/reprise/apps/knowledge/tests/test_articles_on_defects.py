"""Every defect that a claim may name has its article; the one on a danger brings a person."""

from datetime import date
from importlib.resources import files

import pytest
import yaml

from reprise.apps.knowledge.rules.answering import DANGERS, TWINS, Answer, answer
from reprise.apps.knowledge.rules.checking import check
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.rules.index import shipped_index
from reprise.apps.knowledge.rules.question_files import read_questions
from reprise.apps.knowledge.rules.reading import read_article
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.printing.defects import groups

NAMES = {article.id for article in shipped()}


def test_every_defect_has_its_article() -> None:
    codes = {defect.code for group in groups() for defect in group.defects}
    assert {code for code in codes if f"defect-{code}" not in NAMES} == set()


def test_what_stands_for_another_article_is_there() -> None:
    assert {*TWINS, *TWINS.values(), *DANGERS} <= NAMES
    assert not DANGERS & TWINS.keys()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("la fiche du cordon livré n'a pas de terre", "fr"),
        ("the delivered cord has no pin for earth", "en"),
    ],
)
def test_words_nearest_to_a_danger_are_for_a_person(question: str, language: str) -> None:
    outcome = answer(question, page_language=language, index=shipped_index())
    assert (outcome.kind, outcome.reason) == (Answer.PERSON, Reason.SAFETY)


def test_an_article_names_its_drawings() -> None:
    document = yaml.safe_load(files("reprise.apps.knowledge").joinpath("articles", "help-warping.yaml").read_bytes())
    assert isinstance(document["reviewed"], date)
    article, faults = read_article("help-warping.yaml", yaml.safe_dump(document, allow_unicode=True))
    assert faults == ()
    assert article is not None
    assert article.pictures[0] == "warped-corner"
    for wrong in (["no-such-drawing"], "warped-corner", [{"a": 1}]):
        _, faults = read_article("help-warping.yaml", yaml.safe_dump(document | {"pictures": wrong}))
        assert any("is the name of no drawing" in str(fault) for fault in faults)


def test_people_who_name_a_defect_in_their_words_find_its_article() -> None:
    asked = read_questions(files("reprise.apps.knowledge").joinpath("questions", "defects.yaml").read_bytes())
    score = check(asked, index=shipped_index())
    assert score.wrong == []
    assert score.passes, [one.as_json() for one in score.to_look_at]
    known = {one.casefold() for article in shipped() for text in article.texts.values() for one in text.phrasings}
    assert [question.text for question in asked if question.text.casefold() in known] == []
