"""Scenarios are compared as the head of their file says; a broken one fails alone, with its line."""

import pytest
import yaml

from reprise.law.checking import Failure, Report, check
from reprise.law.scenario_files import UnreadableFile, read_document, read_scenarios

GOOD = """
- id: G1
  title: In time
  facts:
    country: FR
    seller_country: FR
    buyer: consumer
    channel: distance
    seller: shop
    item: printer_new
    claim: withdraw
    ordered: "2026-02-26"
    delivered: "2026-03-02"
    declared: "2026-03-09"
    sent_back: "2026-03-10"
    refunded: "2026-04-02"
    info: {withdrawal: true, return_cost: true}
    prices: {items: "329.00", delivery_standard: "9.90", delivery_express_supplement: "0.00"}
  expected:
    decision: accept
    basis: withdrawal
    rights: [conformity, withdrawal]
    dates: {withdrawal_last_day: "2026-03-16"}
    return_cost_by: buyer
    refund: "338.90"
    refund_due: "2026-03-23"
    penalty: {basis: L242-4, days_late: 10, amount: "0.62", rate: anything, band: anything}
    cite: never compared
    why: never compared
"""

#: Nine lines that stand for a thousand million words.
BOMB = "- &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 9)
)


def run(text: str) -> Report:
    return check(read_scenarios(text.encode()))


def only(text: str) -> Failure:
    report = run(text)
    assert report.passed == report.total - 1
    assert len(report.failures) == 1
    return report.failures[0]


def test_a_scenario_that_agrees_passes() -> None:
    assert run(GOOD) == Report(1, 1, ())


@pytest.mark.parametrize(
    ("old", "new", "field", "expected", "got"),
    [
        ("decision: accept", "decision: refuse", "decision", "refuse", "accept"),
        ("basis: withdrawal\n", "basis: none\n", "basis", "none", "withdrawal"),
        ("[conformity, withdrawal]", "[withdrawal]", "rights", ["withdrawal"], ["conformity", "withdrawal"]),
        ("2026-03-16", "2026-03-17", "dates.withdrawal_last_day", "2026-03-17", "2026-03-16"),
        ("return_cost_by: buyer", "return_cost_by: none", "return_cost_by", "none", "buyer"),
        ('refund: "338.90"', "refund: null", "refund", None, "338.90"),
        ('refund_due: "2026-03-23"', "refund_due: null", "refund_due", None, "2026-03-23"),
        ("days_late: 10", "days_late: 9", "penalty.days_late", 9, 10),
        ('amount: "0.62"', 'amount: "0.63"', "penalty.amount", "0.63", "0.62"),
        ("band: anything", "capped_at_product_price: true", "penalty.capped_at_product_price", True, False),
    ],
)
def test_each_field_that_differs_is_told(old: str, new: str, field: str, expected: object, got: object) -> None:
    failure = only(GOOD.replace(old, new))
    assert (failure.id, failure.field, failure.expected, failure.got) == ("G1", field, expected, got)


def test_no_penalty_where_one_is_due_is_a_difference() -> None:
    without = "\n".join("    penalty: null" if "penalty" in row else row for row in GOOD.splitlines())
    assert only(without).field == "penalty"


def test_a_date_expected_that_does_not_apply_is_a_difference() -> None:
    failure = only(GOOD.replace("withdrawal_last_day", "repair_by"))
    assert (failure.field, failure.got) == ("dates.repair_by", None)


def test_money_is_compared_as_numbers() -> None:
    assert run(GOOD.replace('refund: "338.90"', 'refund: "338.9"')).passed == 1
    assert run(GOOD.replace('refund: "338.90"', "refund: 338.90")).passed == 1


def test_the_lines_expected_are_compared_as_a_set() -> None:
    named = GOOD + "    lines: [{item: printer_new, decision: refuse}]\n"
    failure = only(named)
    assert failure.field == "lines"
    assert failure.got == [{"item": "printer_new", "decision": "accept"}]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("buyer: consumer", "buyer: alien", "facts.buyer"),
        ("buyer: consumer", "buyr: consumer", "facts.buyr"),
        ('delivered: "2026-03-02"', "delivered: 3", "facts.delivered"),
        ("decision: accept", "decision: maybe", "expected.decision"),
        ("decision: accept", "colour: red", "expected.colour"),
        ("withdrawal_last_day", "last_day", "expected.dates.last_day"),
        ('refund: "338.90"', "refund: .nan", "expected.refund"),
        ('amount: "0.62"', "amount: lots", "expected.penalty.amount"),
        ("basis: L242-4", "basis: L1", "expected.penalty.basis"),
        ("title: In time", "titel: In time", "titel"),
        ("id: G1", "id: [12]", "id"),
        ("claim: withdraw", "claim: withdraw\n    claim: withdraw", "facts.claim"),
    ],
)
def test_a_malformed_scenario_fails_alone_and_names_the_field(old: str, new: str, field: str) -> None:
    second = GOOD if old == "id: G1" else GOOD.replace("id: G1", "id: G2")
    report = run(GOOD + second.replace(old, new))
    assert (report.total, report.passed) == (2, 1)
    assert field in [failure.field for failure in report.failures]
    assert all(failure.malformed and failure.number == 2 and failure.line > 30 for failure in report.failures)


@pytest.mark.parametrize("odd", ["- 3\n", "- [a, b]\n", "- null\n", "- {}\n", "- {id: X, facts: 3, expected: no}\n"])
def test_something_that_is_no_scenario_fails_alone(odd: str) -> None:
    report = run(GOOD + odd)
    assert (report.total, report.passed) == (2, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("# nothing\n", "no list"),
        ("[]", "empty"),
        ("a: b", "no list"),
        ("just words", "no list"),
        ("- id: [", "line "),
        ("- id: a\n b: c", "line 2"),
        ("- id: !!python/object:os.system x\n", "constructor"),
        ("- &a [*a]\n", "repeat too much"),
        (BOMB, "repeat too much"),
        ("[" * 5000, "line|deeply"),
        ("- \x00", "YAML"),
        ("- {id: !!bool x}", "without “!!”"),
        ("- {id: !!int x}", "YAML"),
    ],
)
def test_a_file_that_holds_no_scenarios_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told):
        read_scenarios(text.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_scenarios("- id: é".encode("latin-1"))


def test_a_byte_order_mark_and_json_are_read() -> None:
    as_json = yaml.safe_load(GOOD)
    assert check(read_scenarios(b"\xef\xbb\xbf" + GOOD.encode())).passed == 1
    assert check(read_scenarios(yaml.safe_dump(as_json, default_flow_style=True).encode())).passed == 1


def test_an_alias_stands_for_the_values_it_names() -> None:
    named = GOOD.replace("  facts:\n", "  facts: &alice\n")
    assert run(named + '- id: G2\n  facts:\n    <<: *alice\n    declared: "2026-03-10"\n  expected: {}\n').passed == 1
    again = named + GOOD[GOOD.index("  expected") :].join(("- id: G2\n  facts:\n    <<: *alice\n", ""))
    assert run(again).passed == 2


def test_a_day_out_of_the_calendar_fails_its_own_scenario_only() -> None:
    failure = only(GOOD + GOOD.replace('"2026-03-02"', "2026-02-30").replace("G1", "G2"))
    assert (failure.field, failure.got) == ("facts.delivered", "2026-02-30")


def test_a_key_written_twice_in_facts_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="stands twice"):
        read_document(b'{"claim": "withdraw", "claim": "defect"}')


def test_the_report_has_the_promised_shape() -> None:
    report = run(GOOD.replace("decision: accept", "decision: refuse")).as_json()
    assert report == {
        "total": 1,
        "passed": 0,
        "failures": [{"id": "G1", "field": "decision", "expected": "refuse", "got": "accept"}],
    }


def test_a_problem_is_told_with_the_line_of_its_own_field() -> None:
    broken = GOOD.replace("buyer: consumer", "buyer: alien")
    row = next(number for number, line in enumerate(broken.splitlines(), 1) if "alien" in line)
    assert only(broken).line == row
    without = GOOD.replace("    buyer: consumer\n", "")
    facts = next(number for number, line in enumerate(without.splitlines(), 1) if line.strip() == "facts:")
    assert only(without).line == facts
    wrong = GOOD.replace("decision: accept", "decision: refuse")
    told = next(number for number, line in enumerate(wrong.splitlines(), 1) if "refuse" in line)
    assert only(wrong).line == told


def test_a_name_given_twice_is_told() -> None:
    failure = only(GOOD + GOOD)
    assert (failure.field, failure.number, failure.malformed) == ("id", 2, True)
    assert failure.expected == "names the scenario of line 2 already; write another"


def test_norway_without_quotes_is_a_no_that_we_explain() -> None:
    assert only(GOOD.replace("country: FR", "country: NO", 1)).expected == 'NO without quotes means false; write "NO"'


def test_a_tag_of_dates_on_something_else_fails_its_own_field() -> None:
    assert only(GOOD.replace('delivered: "2026-03-02"', "delivered: !!timestamp soon")).field == "facts.delivered"
