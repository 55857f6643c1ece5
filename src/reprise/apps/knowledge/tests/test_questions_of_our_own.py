"""The questions we wrote ourselves are answered as the house asks: none wrong, no danger missed."""

from importlib.resources import files

import pytest

from reprise.apps.knowledge.rules.checking import check
from reprise.apps.knowledge.rules.index import shipped_index
from reprise.apps.knowledge.rules.question_files import HANDOVER, Question, read_questions

SETS = ("fr", "en", "voices_fr", "voices_en", "at_the_counter", "for_a_person")


def questions(name: str) -> list[Question]:
    return read_questions(files("reprise.apps.knowledge").joinpath("questions", f"{name}.yaml").read_bytes())


@pytest.mark.parametrize("name", SETS)
def test_a_set_meets_what_the_house_asks(name: str) -> None:
    score = check(questions(name), index=shipped_index())
    assert score.passes, [one.as_json() for one in score.to_look_at]
    assert len(score.wrong) <= 1


def test_most_subjects_are_answered_directly() -> None:
    every = [question for name in SETS for question in questions(name)]
    score = check(every, index=shipped_index())
    asked = sum(question.expect != HANDOVER for question in every)
    assert len(score.of("direct_right")) > 0.7 * asked


def test_the_sets_are_wide() -> None:
    every = [question for name in SETS for question in questions(name)]
    assert len(every) >= 400
    assert len({question.expect for question in every}) == 29  # 28 subjects and a person
    assert len({question.text for question in every}) == len(every)


def test_no_question_of_ours_is_a_phrasing_that_is_indexed() -> None:
    known = {
        phrasing.casefold()
        for article in shipped_index().articles.values()
        for text in article.texts.values()
        for phrasing in text.phrasings
    }
    same = [question.text for name in SETS for question in questions(name) if question.text.casefold() in known]
    assert len(same) <= 8, same
