"""What a table answers is what reading it row by row says, for any rows and any facts."""

import pickle
from typing import Any

from hypothesis import given, settings

from reprise.apps.policies.rules import (
    Between,
    Cell,
    Days,
    Is,
    OneOf,
    Policy,
    PolicyFacts,
    Row,
    Said,
    TableName,
    Verdict,
    answer,
    ask,
    deduction,
    reasons_in,
    second_person,
)
from reprise.apps.policies.rules.columns import CONDITIONS
from reprise.apps.policies.tests.chance import facts, policies


def _holds(name: str, cell: Cell, value: Any) -> bool:
    """Read a cell as its definition says, without any of the engine."""
    if value is None:
        return False
    if isinstance(cell, Is):
        return bool(value == cell.value)
    if isinstance(cell, Between | Days):
        low, high = (cell.least, cell.most) if isinstance(cell, Between) else (cell.first, cell.last)
        return bool((low is None or value >= low) and (high is None or value <= high))
    assert isinstance(cell, OneOf)
    values = {value} if isinstance(value, str) else set(value)
    words = set(cell.values)
    if name in {"company", "tags"}:
        values, words = {" ".join(one.lower().split()) for one in values}, {one.lower() for one in words}
    if name == "reason":
        words = {code for word in words for code in reasons_in(word)}
    return bool(values & words) is not cell.but


def _first(rows: tuple[Row, ...], known: PolicyFacts) -> str | None:
    for row in rows:
        if all(_holds(name, cell, getattr(known, name)) for name, cell in row.when.items()):
            return row.id
    return None


@settings(max_examples=60)
@given(policies(), facts())
def test_the_first_row_whose_cells_all_hold_answers(policy: Policy, known: PolicyFacts) -> None:
    for table in TableName:
        hit = ask(policy, table, known)
        assert (hit.row.id if hit.row else None) == _first(policy.rows(table), known)
        assert [step.row_id for step in hit.steps] == [row.id for row in policy.rows(table)][: len(hit.steps)]
        assert [step.matched for step in hit.steps].count(True) == (hit.row is not None)


@settings(max_examples=60)
@given(policies(), facts())
def test_the_trace_names_a_cell_that_does_not_hold_and_the_fact_it_saw(policy: Policy, known: PolicyFacts) -> None:
    for table in TableName:
        for step, row in zip(ask(policy, table, known).steps, policy.rows(table), strict=False):
            if step.matched:
                continue
            got = getattr(known, step.column)
            assert not _holds(step.column, row.when[step.column], got)
            assert step.got == got
            assert step.unknown == (got is None)


@settings(max_examples=60)
@given(policies(), facts())
def test_the_trace_tells_what_each_row_says_when_it_is_read_cell_by_cell(policy: Policy, known: PolicyFacts) -> None:
    for table in TableName:
        hit = ask(policy, table, known)
        for step, row in zip(hit.steps, policy.rows(table), strict=False):
            cells = [(name, cell, getattr(known, name)) for name in _columns(table) if (cell := row.when.get(name))]
            against = [name for name, cell, fact in cells if fact is not None and not _holds(name, cell, fact)]
            unknown = tuple(name for name, _, fact in cells if fact is None) if not against else ()
            decided = next(iter((*against, *unknown)), "")
            assert (step.matched, step.column, step.open_to) == (not decided, decided, unknown)
        for most in (0, 1, 3):
            assert hit.last_steps(most) == (hit.steps[-most:] if most else ())


def _columns(table: TableName) -> list[str]:
    return [column.name for column in CONDITIONS[table]]


def one(*words: str) -> OneOf:
    return OneOf(frozenset(words))


YES: dict[str, Said] = {"verdict": "accept", "automatic": True, "remedy": "reprint", "goods": "keep"}


def test_nothing_is_accepted_at_once_while_an_unknown_fact_could_have_stopped_it() -> None:
    policy = Policy(
        tables={
            TableName.ANSWER: (
                Row("a1", {"danger": Is(value=True)}, {"verdict": "person"}),
                Row("a2", {"claim": one("defect")}, YES),
            )
        }
    )
    doubtful = answer(policy, PolicyFacts(claim="defect"))
    assert (doubtful.verdict, doubtful.automatic, doubtful.missing) == (Verdict.ACCEPT, False, ("danger",))
    safe = answer(policy, PolicyFacts(claim="defect", danger=False))
    assert (safe.automatic, safe.missing, safe.row_id, safe.remedy, safe.goods) == (True, (), "a2", "reprint", "keep")


def test_a_group_of_reasons_stands_for_all_its_codes() -> None:
    policy = Policy(tables={TableName.ANSWER: (Row("a1", {"reason": one("filament")}, {"verdict": "accept"}),)})
    assert answer(policy, PolicyFacts(reason="filament_tangled")).verdict is Verdict.ACCEPT
    assert answer(policy, PolicyFacts(reason="fdm_warping")).verdict is None


def test_every_signal_speaks_and_the_priority_is_known_to_the_other_tables() -> None:
    policy = Policy(
        tables={
            TableName.SIGNAL: (
                Row("s1", {"swapped_before": Is(value=True)}, {"question_fr": "Série ?", "question_en": "Serial?"}),
                Row("s2", {"refused_12m": Between(3)}, {"question_fr": "Pourquoi ?", "question_en": "Why?"}),
            ),
            TableName.PRIORITY: (Row("u1", {"tags": one("Fablab")}, {"level": "high"}),),
            TableName.WINDOW: (Row("w1", {"priority": one("high")}, {"days": 60, "return_cost_by": "seller"}),),
        }
    )
    told = answer(policy, PolicyFacts(swapped_before=True, refused_12m=4, tags=frozenset({" FABLAB"})))
    assert [signal.question_en for signal in told.signals] == ["Serial?", "Why?"]
    assert told.priority == "high"
    assert told.window is not None
    assert (told.window.days, told.window.return_cost_by) == (60, "seller")
    assert answer(policy, PolicyFacts(tags=frozenset())).window is None


def test_a_policy_without_rows_says_nothing() -> None:
    told = answer(Policy(), PolicyFacts(claim="defect"))
    assert (told.verdict, told.window, told.contract, told.signals, told.trace) == (None, None, None, (), ())


def test_after_the_inspection_the_scale_and_the_limit_speak() -> None:
    worn: dict[str, Cell] = {"grade": one("worn"), "used_beyond_test": Is(value=True)}
    policy = Policy(
        tables={
            TableName.DEDUCTION: (Row("d1", worn, {"percent": 40}),),
            TableName.APPROVAL: (Row("p1", {"amount_minor": Between(50_000)}, {"second_person": True}),),
        }
    )
    assert deduction(policy, PolicyFacts(grade="worn", used_beyond_test=True))[0] == 40
    assert deduction(policy, PolicyFacts(grade="worn", used_beyond_test=False))[0] == 0
    assert second_person(policy, PolicyFacts(amount_minor=50_000))[0] is True
    assert second_person(policy, PolicyFacts(amount_minor=49_999))[0] is None


def test_a_policy_goes_to_another_process_after_it_was_asked() -> None:
    policy = Policy().with_rows(TableName.WINDOW, (Row("w1", {"opened": Is(value=False)}, {"days": 30}),))
    assert answer(policy, PolicyFacts(opened=False)).window is not None
    there = pickle.loads(pickle.dumps(policy))  # noqa: S301  # our own bytes
    assert there == policy
    assert answer(there, PolicyFacts(opened=True)).window is None
