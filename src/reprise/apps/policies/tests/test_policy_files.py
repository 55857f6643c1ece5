"""Files people write: read back as written, and every fault told with its line, its field and what is allowed."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reprise.apps.policies.policy_files import (
    PolicyFileRefused,
    parse_policy,
    policy_as_text,
    read_policy,
)
from reprise.apps.policies.rules import Between, OneOf, Policy, Row, Severity, TableName, check_policy
from reprise.apps.policies.tests.chance import policies

EXAMPLE = Path(__file__).parents[5] / "docs/policies/example.yaml"


@settings(max_examples=40)
@given(policies(), st.booleans())
def test_what_is_written_is_read_back(policy: Policy, as_json: bool) -> None:
    assert parse_policy(policy_as_text(policy, as_json=as_json).encode(), "policy") == policy


@pytest.mark.parametrize("name", ["policy.yaml", "policy.json"])
def test_a_file_on_the_disk_is_read_back(tmp_path: Path, name: str) -> None:
    text = policy_as_text(read_policy(EXAMPLE), as_json=name.endswith(".json"))
    (tmp_path / name).write_text(text, "utf-8")
    assert read_policy(tmp_path / name) == read_policy(EXAMPLE)


def refused(text: str | bytes) -> PolicyFileRefused:
    with override("en"), pytest.raises(PolicyFileRefused) as refusal:
        parse_policy(text if isinstance(text, bytes) else text.encode(), "mine.yaml")
    return refusal.value


def a_row(rest: str, table: str = "answer") -> str:
    return f"tables:\n  {table}:\n  - id: r1\n{rest}"


@pytest.mark.parametrize(
    ("text", "line", "field", "says"),
    [
        ("terms: {decision_days: 30}", 1, "terms.decision_days", "L221-24"),
        ("terms: {return_by_days: 7}", 1, "terms.return_by_days", "L221-23"),
        ("terms: {decison_days: 2}", 1, "terms.decison_days", "Allowed: decision_days, return_by_days, notices."),
        ("terms: {decision_days: soon}", 1, "terms.decision_days", "a whole number"),
        ("terms:\n  notices: {digital: 3}", 2, "terms.notices.digital", "yes or no"),
        ("tables: {answers: []}", 1, "tables.answers", "Allowed: answer, window,"),
        ("tables: {answer: {id: r1}}", 1, "tables.answer", "a dash and its id"),
        ("format: other/9\nterms: {}", 1, "format", "reprise-policy/1"),
        (a_row("    when: {kind: [filamnt]}"), 4, "tables.answer.1.when.kind", "printer, filament, resin"),
        (a_row("    when: {knd: [resin]}"), 4, "tables.answer.1.when.knd", "Allowed:"),
        (a_row("    when:\n      opened: maybe"), 5, "tables.answer.1.when.opened", "yes or no"),
        (a_row("    when:\n      ordered: 2026-02-30"), 5, "tables.answer.1.when.ordered", "2026-12-31"),
        (a_row("    when: {value_minor: {most: -3}}"), 4, "tables.answer.1.when.value_minor", "-3 is out of bounds"),
        (a_row("    when: {photos: {least: 3, most: 1}}"), 4, "tables.answer.1.when.photos", "below the lower"),
        (a_row("    when: {photos: {min: 3}}"), 4, "tables.answer.1.when.photos", "least, most"),
        (a_row("    when: {kind: []}"), 4, "tables.answer.1.when.kind", "Nothing is chosen"),
        (a_row("    then: {verdict: yes}"), 4, "tables.answer.1.then.verdict", "one word"),
        (a_row("    then: {percent: 140}", "deduction"), 4, "tables.deduction.1.then.percent", "from 0 to 100"),
        (a_row("    then: {shots: [overview, moon]}", "evidence"), 4, "tables.evidence.1.then.shots", "moon"),
        (a_row("    note_fr: [a]\n    then: {verdict: accept}"), 4, "tables.answer.1.note_fr", "a text"),
        (a_row("    then: {}"), 3, "tables.answer.1.then.verdict", "says nothing"),
        ("tables:\n  answer:\n  - then: {verdict: accept}", 3, "tables.answer.1.id", "for example a1"),
        (
            a_row("    then: {verdict: accept}\n  - id: r1\n    then: {verdict: accept}"),
            5,
            "tables.answer.2.id",
            "line 3",
        ),
        (a_row("    id: r2\n    then: {verdict: accept}"), 4, "tables.answer.1.id", "written twice"),
    ],
)
def test_a_fault_is_told_with_its_line_its_field_and_what_is_allowed(
    text: str, line: int, field: str, says: str
) -> None:
    told = [problem.why for problem in refused(text).problems if (problem.line, problem.field) == (line, field)]
    assert any(says in why for why in told)


def test_all_faults_of_a_file_are_told_in_the_order_of_its_lines() -> None:
    told = refused(a_row("    when: {kind: [x], opened: 3}\n    then: {verdict: y}")).problems
    assert [problem.line for problem in told] == [4, 4, 5]
    assert str(refused("terms: {decision_days: 99}")).startswith("mine.yaml, line 1, terms.decision_days: 99 is out")


@pytest.mark.parametrize(
    "hostile",
    [
        b"", b"   \n", b"\xff\xfe\x00", b"- 1", b"a: b: c", b"[" * 100_000, b"{" * 5_000, b"x" * 10_000_000, b"null",
        b"a: &a [x]\nb: *a", b"a: &a\n  - *a", b"!!python/object/apply:os.system [ls]",
        b"terms: !!python/name:os.system", b"---\nterms: {}\n---\nterms: {}", b'terms: "\x07"', b"? [a]\n: b",
        b"terms: {decision_days: 999999999999999999999}", b"tables: {answer: [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}",
        b"tables: {answer: [null, 3, x, {id: [1]}]}", b"%YAML 9.9\n---\na", b"terms: {<<: {decision_days: 3}}",
        b"tables: {answer: [{id: a1, when: {kind: {but: {but: [x]}}}}]}",
    ],
)  # fmt: skip
def test_hostile_files_are_refused_politely(hostile: bytes) -> None:
    refusal = refused(hostile)
    assert all(problem.why for problem in refusal.problems)
    assert len(str(refusal)) < 600


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert "not read" in refused(bomb).problems[0].why


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text("{}[]:-,&*!|>'\"\n abcdeinrtw1", max_size=120).map(str.encode))
def test_whatever_is_in_a_file_is_a_policy_or_a_polite_refusal(content: bytes) -> None:
    with suppress(PolicyFileRefused):
        parse_policy(content, "any.yaml")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with override("en"), pytest.raises(PolicyFileRefused, match="cannot be read"):
        read_policy(tmp_path / "none.yaml")


@pytest.mark.parametrize("as_json", [True, False])
def test_odd_words_and_unseen_characters_survive_a_file(as_json: bool) -> None:
    words = frozenset({"yEs", "yes", "NULL", "12", "2026-01-01", "a\u2028b", "- x", "😀", "x: y", "a\x85b"})
    row = Row("a1", {"company": OneOf(words)}, {"verdict": "accept"}, "«\u00a0Œ\u2029»", "line\nbreak\t#")
    policy = Policy(tables={TableName.ANSWER: (row,)})
    assert parse_policy(policy_as_text(policy, as_json=as_json).encode(), "odd") == policy


def test_a_table_whose_rows_were_all_deleted_is_empty() -> None:
    assert parse_policy(b"terms: {decision_days: 2}\ntables:\n  answer:\n  window: []\n", "policy.yaml") == Policy()


def test_short_forms_are_understood() -> None:
    text = a_row("    when: {kind: filament, photos: 2, ordered: 2026-03-01}\n    then: {verdict: accept}")
    row = parse_policy(text.encode(), "mine.yaml").rows(TableName.ANSWER)[0]
    assert row.when["kind"] == OneOf(frozenset({"filament"}))
    assert row.when["photos"] == Between(2, 2)


def test_the_example_of_the_documentation_may_be_published() -> None:
    policy = read_policy(EXAMPLE)
    assert set(policy.tables) == set(TableName)
    assert [one for one in check_policy(policy, "FR", date(2026, 12, 1)) if one.severity is Severity.ERROR] == []
