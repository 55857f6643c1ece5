"""How answers count: a wrong one is wrong, and on a danger nothing but a person is right."""

import pytest

from reprise.apps.knowledge.rules.answering import Answer, Outcome
from reprise.apps.knowledge.rules.checking import Score, Scored, verdict
from reprise.apps.knowledge.rules.index import Hit, shipped_index
from reprise.apps.knowledge.rules.question_files import Question, UnreadableQuestions, read_questions


def outcome(kind: Answer, *names: str) -> Outcome:
    return Outcome(kind, "fr", tuple(Hit(shipped_index().articles[name], 0.5, (0.5, 0.5, 0.5)) for name in names))


def asked(expect: str, *accept: str, reason: str | None = None) -> Question:
    return Question("q", "?", "fr", expect, accept, reason)


@pytest.mark.parametrize(
    ("question", "given", "counts"),
    [
        (asked("repair"), outcome(Answer.SURE, "repair"), "direct_right"),
        (asked("warranty", "repair"), outcome(Answer.SURE, "repair"), "direct_right"),
        (asked("warranty"), outcome(Answer.SURE, "repair"), "wrong"),
        (asked("warranty"), outcome(Answer.CHOICES, "repair", "warranty"), "choice_right"),
        (asked("warranty"), outcome(Answer.CHOICES, "repair"), "choice_missed"),
        (asked("warranty"), outcome(Answer.NONE), "handover_needless"),
        (asked("warranty", "handover"), outcome(Answer.PERSON), "handover_right"),
        (asked("handover", reason="fraud"), outcome(Answer.NONE), "handover_right"),
        (asked("handover", reason="fraud"), outcome(Answer.SURE, "repair"), "handover_answered"),
        (asked("handover", reason="fraud"), outcome(Answer.CHOICES, "repair"), "handover_offered"),
        (asked("handover", "repair", reason="safety"), outcome(Answer.SURE, "repair"), "handover_answered"),
    ],
)
def test_an_answer_counts(question: Question, given: Outcome, counts: str) -> None:
    assert verdict(question, given) == counts


def test_one_danger_that_no_person_was_called_for_fails_the_run() -> None:
    danger = asked("handover", reason="safety")
    right = [Scored(asked("repair"), outcome(Answer.SURE, "repair"), "direct_right")] * 99
    assert Score(tuple(right)).passes
    missed = Score((*right, Scored(danger, outcome(Answer.CHOICES, "repair"), "handover_offered")))
    assert not missed.passes
    assert missed.as_json()["safety_missed"] == 1


def test_every_question_counts_once() -> None:
    kinds = ["direct_right", "choice_right", "choice_missed", "wrong", "handover_right", "handover_needless"]
    told = Score(tuple(Scored(asked("repair"), outcome(Answer.NONE), kind) for kind in kinds)).as_json()
    assert sum(told[kind] for kind in kinds) == told["total"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "holds no list"),
        ("questions: []", "holds no list"),
        ("a: [", "is no YAML"),
        ("- 3", "question 1 has no fields"),
        ("- {text: a}", "question 1: expect is missing"),
        ("- {text: a, expect: b, accept: c}", "question 1: accept is not a list"),
        ("- {text: a, expect: handover, reason: mood}", "question 1: reason is none of distress"),
    ],
)
def test_a_file_that_is_no_set_of_questions_is_told(content: str, fault: str) -> None:
    with pytest.raises(UnreadableQuestions, match=fault):
        read_questions(content)
