"""Rows that never count and rows at odds: found exactly, with the rows that are in the way."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reprise.apps.policies.rules import (
    Between,
    Finding,
    Is,
    OneOf,
    Policy,
    PolicyFacts,
    Row,
    TableName,
    ask,
    check_policy,
)
from reprise.apps.policies.rules.checking.layout import Layout
from reprise.apps.policies.rules.checking.reach import contradictory, unreachable
from reprise.apps.policies.tests.chance import facts, rows

AT = date(2026, 12, 1)
PERSON = {"verdict": "person", "question_fr": "Quoi ?", "question_en": "What?"}
YES = {"verdict": "accept"}


def one(*words: str) -> OneOf:
    return OneOf(frozenset(words))


def but(*words: str) -> OneOf:
    return OneOf(frozenset(words), but=True)


def dead(*answers: Row) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = unreachable(Layout(TableName.ANSWER, answers))
    return {finding.row_id: (finding.code, finding.params["rows"]) for finding in found}


def at_odds(*answers: Row) -> dict[str, Finding]:
    return {finding.row_id: finding for finding in contradictory(Layout(TableName.ANSWER, answers))}


@settings(max_examples=50)
@given(rows(TableName.ANSWER), st.lists(facts(known=True), min_size=8, max_size=8))
def test_no_request_reaches_a_row_that_is_said_to_be_dead(answers: tuple[Row, ...], asked: list[PolicyFacts]) -> None:
    policy, never = Policy(tables={TableName.ANSWER: answers}), dead(*answers)
    for known in asked:
        hit = ask(policy, TableName.ANSWER, known)
        assert hit.row is None or hit.row.id not in never


@settings(max_examples=80)
@given(st.sampled_from(TableName).flatmap(lambda table: st.tuples(st.just(table), rows(table, 10))))
def test_every_other_row_is_reached_by_facts_made_for_it(drawn: tuple[TableName, tuple[Row, ...]]) -> None:
    table, found = drawn
    layout, policy = Layout(table, found), Policy(tables={table: found})
    never = {finding.row_id for finding in unreachable(layout)}
    for number, row in enumerate(found):
        witness = layout.witness(number)
        assert (witness is None) == (row.id in never or not layout.boxes[number])
        if witness is not None:
            hit = ask(policy, table, witness)
            assert hit.row is not None
            assert hit.row.id == row.id


def test_one_row_above_may_take_everything() -> None:
    above = Row("a1", {"claim": one("defect")}, YES)
    below = Row("a2", {"claim": one("defect"), "kind": one("printer")}, PERSON)
    assert dead(above, below) == {"a2": ("unreachable", ("a1",))}


def test_several_rows_together_may_leave_nothing() -> None:
    cheap = Row("a1", {"value_minor": Between(None, 5_000)}, YES)
    apart = Row("a2", {"claim": one("recall")}, PERSON)
    dear = Row("a3", {"value_minor": Between(5_001)}, PERSON)
    last = Row("a4", {"kind": one("printer")}, YES)
    assert dead(cheap, apart, dear, last) == {"a4": ("unreachable", ("a1", "a3"))}
    gap = Row("a3", {"value_minor": Between(5_002)}, PERSON)
    assert dead(cheap, apart, gap, last) == {}


def test_words_and_all_other_words_leave_nothing_but_what_nobody_knows() -> None:
    printers, others = (
        Row("a1", {"buyer": one("consumer")}, YES),
        Row("a2", {"buyer": OneOf(frozenset({"consumer"}), but=True)}, YES),
    )
    assert dead(printers, others, Row("a3", {}, PERSON)) == {"a3": ("unreachable", ("a1", "a2"))}
    sorted_ones = (
        Row("a1", {"kind": one("resin")}, YES),
        Row("a2", {"kind": OneOf(frozenset({"resin"}), but=True)}, YES),
    )
    assert dead(*sorted_ones, Row("a3", {}, PERSON)) == {}  # an article that nobody has sorted yet


def test_tags_that_are_there_and_not_there_leave_nothing() -> None:
    fablab = Row("a1", {"tags": one("fablab", "école")}, YES)
    without = Row("a2", {"tags": but("Fablab")}, YES)
    assert dead(fablab, without, Row("a3", {"danger": Is(value=True)}, PERSON)) == {"a3": ("unreachable", ("a1", "a2"))}


def test_the_same_conditions_twice_are_told_apart_by_what_they_answer() -> None:
    recalled = {"claim": one("recall")}
    first, same, other = Row("a1", recalled, YES), Row("a2", recalled, YES), Row("a3", recalled, PERSON)
    assert dead(first, same, other) == {"a2": ("doubled_row", ("a1",)), "a3": ("same_conditions", ("a1",))}


def test_rows_that_cross_and_answer_otherwise_are_shown_with_a_request_that_both_take() -> None:
    kept = Row("a1", {"value_minor": Between(None, 8_000)}, {"verdict": "accept", "goods": "keep"})
    back = Row("a2", {"value_minor": Between(5_000)}, {"verdict": "accept", "goods": "return"})
    found = at_odds(kept, back)["a2"]
    assert found.params["rows"] == ("a1",)
    assert 5_000 <= found.params["facts"]["value_minor"] <= 8_000


def test_an_exception_above_its_rule_is_no_contradiction() -> None:
    rule = Row("a2", {"claim": one("defect")}, {"verdict": "accept", "goods": "return"})
    exception = Row(
        "a1", {"claim": one("defect"), "value_minor": Between(None, 1_500)}, {"verdict": "accept", "goods": "keep"}
    )
    person = Row("a1", {"danger": Is(value=True)}, PERSON)
    assert at_odds(exception, rule) == at_odds(person, rule) == {}


def test_every_signal_speaks_so_that_none_hides_another() -> None:
    asks = {"question_fr": "Quoi ?", "question_en": "What?"}
    policy = Policy(tables={TableName.SIGNAL: (Row("s1", {}, asks), Row("s2", {"refused_12m": Between(3)}, asks))})
    assert check_policy(policy, "FR", AT) == ()


def test_a_hundred_rows_that_cover_each_other_by_halves_end_soon() -> None:
    answers = []
    for n in range(100):
        when = {
            "value_minor": Between(n * 10, n * 10 + 500), "quantity": Between(n % 7), "photos": Between(None, n % 5)
        }  # fmt: skip
        answers.append(Row(f"a{n}", when, YES))
    layout = Layout(TableName.ANSWER, answers)
    assert len(list(unreachable(layout))) < len(answers)
