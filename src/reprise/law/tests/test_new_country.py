"""A new country, and an amendment of a known one, are data and examples: no line of code."""

from datetime import date
from pathlib import Path

import pytest

from reprise.law.assess import assess
from reprise.law.checking import check
from reprise.law.explain import explain
from reprise.law.jurisdictions import known_countries, law_of, read_everything
from reprise.law.library import BadLaw, together_with
from reprise.law.scenario_files import read_scenarios
from reprise.law.tests.people import alice, defect
from reprise.law.vocabulary import Decision

COUNTRIES = """
IS: {name: {fr: Islande, en: Iceland}, union: false, zones: [Atlantic/Reykjavik]}
"""
ICELAND = """
withdrawal.days: [{from: 2016-04-01, value: 14, sources: [IS-2016-16]}]
withdrawal.extension_months: [{from: 2016-04-01, value: 12, sources: [IS-2016-16]}]
withdrawal.return_days: [{from: 2016-04-01, value: 14, sources: [IS-2016-16]}]
withdrawal.refund_days: [{from: 2016-04-01, value: 14, sources: [IS-2016-16]}]
guarantee.months: [{from: 2003-06-01, value: 24, sources: [IS-2003-48]}]
guarantee.presumption_months:
  - {from: 2003-06-01, value: 6, sources: [IS-2003-48]}
  - {from: 2026-01-01, value: 12, sources: [IS-2003-48]}
guarantee.notify_months: [{from: 2003-06-01, value: 2, sources: [IS-2003-48]}]
"""
SOURCES = """
IS-2016-16: {label: {fr: "Loi islandaise 16/2016", en: "Icelandic Act 16/2016"}, url: "https://althingi.is", status: S}
IS-2003-48: {label: {fr: "Loi islandaise 48/2003", en: "Icelandic Act 48/2003"}, url: "https://althingi.is", status: S}
"""
EXAMPLES = """
- id: IS1
  title: Day 14 is the national day of Iceland
  facts:
    country: IS
    seller_country: FR
    buyer: consumer
    channel: distance
    seller: shop
    item: printer_new
    claim: withdraw
    ordered: "2026-05-29"
    delivered: "2026-06-03"
    declared: "2026-06-18"
    info: {withdrawal: true, return_cost: true}
    prices: {items: "329.00", delivery_standard: "9.90"}
  expected:
    decision: accept
    basis: withdrawal
    rights: [withdrawal, conformity]
    dates: {withdrawal_last_day: "2026-06-18", guarantee_until: "2028-06-03", presumption_until: "2027-06-03"}
    return_cost_by: buyer
    refund: "338.90"
    refund_due: null
    penalty: null
    cite: "Icelandic Act 16/2016"
    why: "17 June is a holiday there, so the period ends on the 18th."
- id: IS2
  title: Defect told three months after noticing
  facts:
    country: IS
    seller_country: FR
    buyer: consumer
    channel: distance
    seller: shop
    item: printer_new
    claim: defect
    ordered: "2026-01-05"
    delivered: "2026-01-09"
    noticed: "2026-03-02"
    declared: "2026-06-02"
    prices: {items: "329.00"}
  expected:
    decision: human_review
    basis: conformity
    rights: [conformity, withdrawal]
    dates: {notify_by: "2026-05-02", presumption_until: "2027-01-09"}
    return_cost_by: seller
    refund: null
    refund_due: null
    penalty: null
    cite: "Icelandic Act 48/2003"
    why: "Two months to tell the seller; what being late changes, a person says. Nobody told of the right to withdraw."
"""
AMENDMENT = """
guarantee.repair_extension_months: [{from: 2027-01-01, value: 12, sources: [FR-2027]}]
"""
AMENDING = """
FR-2027: {label: {fr: "Loi du 15 décembre 2026", en: "Act of 15 December 2026"}, url: "https://example.org", status: S}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "countries").mkdir()
    (tmp_path / "fr").mkdir()
    (tmp_path / "countries.yaml").write_text(COUNTRIES, "utf-8")
    (tmp_path / "countries" / "is.yaml").write_text(ICELAND, "utf-8")
    (tmp_path / "countries" / "sources.yaml").write_text(SOURCES, "utf-8")
    (tmp_path / "fr" / "guarantee.yaml").write_text(AMENDMENT, "utf-8")
    (tmp_path / "fr" / "sources.yaml").write_text(AMENDING, "utf-8")
    return tmp_path


def test_a_country_of_four_files_is_answered_and_told_and_its_examples_pass(folder: Path) -> None:
    assert assess(alice(country="IS")).decision is Decision.HUMAN_REVIEW
    with together_with(folder):
        report = check(read_scenarios(EXAMPLES.encode()))
        assert (report.failures, report.passed) == ((), 2)
        told = explain(assess(alice(country="IS", declared=date(2026, 6, 1))), "fr")
        assert "Loi islandaise 16/2016" in [source.label for reason in told.reasons for source in reason.sources]
        assert "IS" in known_countries()
    assert law_of("IS") is None


def test_an_amendment_holds_for_contracts_from_its_first_day(folder: Path) -> None:
    def until(ordered: date) -> date | None:
        facts = defect(
            ordered=ordered, delivered=ordered, noticed=date(2027, 3, 1), declared=date(2027, 3, 1),
            repaired_returned=date(2027, 3, 1),
        )  # fmt: skip
        return assess(facts).day("guarantee_until")

    assert until(date(2027, 1, 1)) == date(2029, 7, 1)
    with together_with(folder):
        assert until(date(2026, 12, 31)) == date(2029, 6, 30)
        assert until(date(2027, 1, 1)) == date(2030, 1, 1)
    assert until(date(2027, 1, 1)) == date(2029, 7, 1)


@pytest.mark.parametrize(
    ("place", "content", "told"),
    [
        ("countries.yaml", "IS: {name: {fr: Islande, en: Iceland}}", "countries.yaml: IS has to say name, union"),
        ("countries.yaml", "- IS", "countries.yaml holds no names"),
        ("countries/is.yaml", "withdrawal.days: 14", "is: withdrawal.days is no list"),
        ("countries/is.yaml", "withdrawal.days: [{value: 14, sources: [IS-2016-16]}]", "without a day or a value"),
        ("countries/is.yaml", "withdrawal.days: [{from: 2016-04-01, value: 14, sources: [NONE]}]", "cites NONE"),
        ("countries/is.yaml", "withdrawal.days: [{from: 2016-04-01, value: 14}]", "cites no text"),
        ("countries/is.yaml", "withdrawal.days:\n  - {from: [", "is.yaml, line 3"),
        ("countries/sources.yaml", "IS-2016-16: {url: x}", "sources.yaml: IS-2016-16 has to say label"),
        ("countries/sources.yaml", "IS-2016-16: {url: x, label: {fr: y}, status: S}", "lacks a language"),
        ("countries/sources.yaml", "IS-2016-16: {url: x, label: y, status: T}", "write P, S or U"),
        ("countries.yaml", "IS: {name: Islande, union: false, zones: [Moon/Crater]}", "no clock we know"),
        ("countries/is.yaml", "withdrawal.days: !!bool x", "is.yaml"),
        ("countries.yaml", "IS: {name: Islande, union: false, zones: [UTC], law_of: DK2}", "under the law of DK2"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_law_names_its_file_and_its_rule(folder: Path, place: str, content: str, told: str) -> None:
    (folder / place).write_text(content, "utf-8")
    with together_with(folder), pytest.raises(BadLaw, match=told):
        read_everything()


def test_a_value_that_is_no_number_is_named_when_it_is_asked_for(folder: Path) -> None:
    (folder / "countries" / "is.yaml").write_text(ICELAND.replace("value: 14", "value: fourteen"), "utf-8")
    with together_with(folder), pytest.raises(BadLaw, match=r"'fourteen' \(IS-2016-16\) is no whole number"):
        assess(alice(country="IS"))
