"""A row that takes a right away is refused, and told with the article it goes against."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.policies.rules import (
    Between,
    Cell,
    Finding,
    Is,
    Notices,
    OneOf,
    Policy,
    PolicyFacts,
    Row,
    Said,
    Severity,
    TableName,
    Terms,
    Verdict,
    answer,
    check_policy,
)
from reprise.apps.policies.rules.checking.law_says import Imagined, law_says
from reprise.apps.policies.telling.findings import finding_in_words
from reprise.apps.policies.tests.chance import policies, rows
from reprise.law.vocabulary import Claim

AT = date(2026, 12, 1)


def one(*words: str) -> OneOf:
    return OneOf(frozenset(words))


def found(
    table: TableName, when: Mapping[str, Cell], then: Mapping[str, Said], terms: Terms | None = None
) -> list[Finding]:
    """What the check says of a policy of one row."""
    row = Row("r1", when, then, "Parce que.", "Because.")
    return [
        finding
        for finding in check_policy(Policy(terms or Terms(), {table: (row,)}), "FR", AT)
        if "country" in finding.params
    ]


def cited(finding: Finding) -> str:
    return " ".join(source.short_labels["en"] for source in finding.sources)


REFUSED: dict[str, Said] = {"verdict": "refuse"}


@pytest.mark.parametrize(
    ("when", "article"),
    [
        ({"claim": one("withdraw")}, "L221-18"),
        ({"claim": one("withdraw"), "opened": Is(value=True), "kind": one("filament")}, "L221-28"),
        ({"claim": one("withdraw"), "days_since_delivery": Between(14)}, "L221-18"),
        ({"claim": one("defect"), "kind": one("custom_print")}, "L217-3"),
        ({"claim": one("defect"), "days_since_delivery": Between(700)}, "L217-3"),
        ({"claim": one("defect"), "asked_remedy": one("refund")}, "L217-"),
        ({"claim": one("defect"), "second_hand": Is(value=True)}, "L217-3"),
        ({"claim": one("late_delivery")}, "L216-"),
        ({"claim": one("recall")}, "2023/988"),
        ({"claim": one("defect"), "buyer": one("non_professional")}, "L217-32"),
        ({"kind": one("digital_file"), "claim": one("withdraw")}, "L221-18"),
    ],
)
def test_a_refusal_of_what_the_law_gives_names_its_article(when: Mapping[str, Cell], article: str) -> None:
    finding = found(TableName.ANSWER, when, REFUSED)[0]
    assert (finding.code, finding.severity) == ("refuses_right", Severity.ERROR)
    assert article in cited(finding)


@pytest.mark.parametrize(
    "when",
    [
        {"claim": one("withdraw"), "law": one("refuse")},
        {"claim": one("withdraw"), "kind": one("custom_print", "personalised_print"), "buyer": one("consumer")},
        {"claim": one("withdraw"), "days_since_delivery": Between(40), "buyer": one("consumer")},
        {"claim": one("withdraw"), "buyer": one("professional"), "country": one("FR")},
    ],
)
def test_a_refusal_of_what_the_law_refuses_too_is_fine(when: Mapping[str, Cell]) -> None:
    assert found(TableName.ANSWER, when, REFUSED) == []


def test_the_fifteenth_day_may_still_be_in_time_where_the_last_one_is_a_saturday() -> None:
    when: dict[str, Cell] = {"claim": one("withdraw"), "days_since_delivery": Between(15), "country": one("FR")}
    finding = found(TableName.ANSWER, when, REFUSED)[0]
    delivered = finding.params["delivered"]
    assert (finding.params["days"], (delivered + timedelta(days=14)).weekday()) == (15, 5)


def test_a_guarantee_that_is_longer_abroad_is_found_abroad() -> None:
    when: dict[str, Cell] = {"claim": one("defect"), "days_since_delivery": Between(913), "buyer": one("consumer")}
    abroad = found(TableName.ANSWER, {**when, "country": one("ES")}, REFUSED)[0]
    assert (abroad.severity, abroad.params["country"], abroad.params["days"]) == (Severity.ERROR, "ES", 913)
    at_home = found(TableName.ANSWER, {**when, "country": one("FR")}, REFUSED)[0]
    assert (at_home.severity, at_home.params["basis"]) == (Severity.WARNING, "hidden_defect")


def test_buyers_who_were_not_told_may_withdraw_for_a_year_more() -> None:
    when: dict[str, Cell] = {"claim": one("withdraw"), "days_since_delivery": Between(40), "buyer": one("consumer")}
    assert found(TableName.ANSWER, when, REFUSED, Terms(notices=Notices(withdrawal=False)))


def test_an_earlier_row_that_leaves_it_to_the_law_clears_the_refusal() -> None:
    granted = Row("a1", {"law": one("accept", "part", "person")}, {"verdict": "accept"})
    refused = Row("a2", {"claim": one("defect")}, REFUSED, "Parce que.", "Because.")
    assert check_policy(Policy(tables={TableName.ANSWER: (granted, refused)}), "FR", AT) == ()
    assert check_policy(Policy(tables={TableName.ANSWER: (refused, granted)}), "FR", AT)[0].row_id == "a2"


CREDIT = {"verdict": "accept", "remedy": "store_credit"}
TAKES = [
    (TableName.ANSWER, {"claim": one("withdraw")}, CREDIT, "remedy_less_than_law"),
    (TableName.ANSWER, {"claim": one("defect")}, CREDIT, "remedy_less_than_law"),
    (TableName.WINDOW, {}, {"days": 7}, "window_too_short"),
    (TableName.WINDOW, {}, {"days": 14, "restocking_percent": 15}, "restocking_on_withdrawal"),
    (TableName.EVIDENCE, {}, {"photos": 1}, "evidence_of_withdrawal"),
    (TableName.EVIDENCE, {"claim": one("withdraw", "defect")}, {"files": True}, "evidence_of_withdrawal"),
    (TableName.DEDUCTION, {"grade": one("worn")}, {"percent": 10}, "deduction_from_right"),
    (TableName.DEDUCTION, {"basis": one("withdrawal")}, {"percent": 10}, "deduction_from_right"),
    (TableName.DEDUCTION, {"claim": one("defect"), "used_beyond_test": Is(value=True)}, {"percent": 10},
     "deduction_from_right"),
    (TableName.CONTRACT, {}, {"warranty_months": 12}, "warranty_too_short"),
    (TableName.CONTRACT, {}, {"report_within_days": 10}, "report_too_short"),
    (TableName.CONTRACT, {"buyer": one("consumer")}, {"return_days": 7}, "window_too_short"),
    (TableName.WINDOW, {}, {"days": 14, "refunds_delivery": False}, "delivery_kept_on_withdrawal"),
    (TableName.ANSWER, {"claim": one("defect"), "asked_remedy": one("replacement")},
     {"verdict": "accept", "remedy": "repair"}, "choice_taken_away"),
    (TableName.ANSWER, {"claim": one("wrong_item"), "asked_remedy": one("repair")},
     {"verdict": "accept", "remedy": "exchange"}, "choice_taken_away"),
    (TableName.CONTRACT, {"buyer": one("non_professional"), "company": one("Lycée Ampère")}, {"warranty_months": 6},
     "warranty_too_short"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "when", "then", "code"), TAKES)
def test_what_shortens_or_charges_a_right_is_refused(
    table: TableName, when: Mapping[str, Cell], then: dict[str, Any], code: str
) -> None:
    finding = found(table, when, then)[0]
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.sources


@pytest.mark.parametrize(("table", "when", "then", "article"), [
    (TableName.WINDOW, {}, {"days": 14, "restocking_percent": 15}, "Art. L221-24"),
    (TableName.WINDOW, {}, {"days": 14, "refunds_delivery": False}, "Art. L221-24"),
    (TableName.ANSWER, {"claim": one("withdraw")}, CREDIT, "Art. L221-24"),
    (TableName.ANSWER, {"claim": one("defect")}, CREDIT, "Art. L217-9"),
    (TableName.DEDUCTION, {"basis": one("withdrawal"), "opened": Is(value=True)}, {"percent": 10}, "Art. L221-24"),
    (TableName.DEDUCTION, {"claim": one("defect")}, {"percent": 10}, "Art. L217-11"),
    (TableName.ANSWER, {"claim": one("withdraw"), "country": one("ES")}, CREDIT, "Directive 2011/83/EU, art. 13"),
])  # fmt: skip
def test_the_article_named_first_is_the_one_the_row_goes_against(
    table: TableName, when: Mapping[str, Cell], then: dict[str, Any], article: str
) -> None:
    assert found(table, when, then)[0].sources[0].short_labels["en"] == article


def test_who_is_made_to_wait_for_a_person_before_a_withdrawal_is_told_to_the_author() -> None:
    then: dict[str, Said] = {"verdict": "person", "question_fr": "Pourquoi ?", "question_en": "Why?"}
    [finding] = found(TableName.ANSWER, {"claim": one("withdraw")}, then)
    assert (finding.code, finding.severity) == ("person_for_withdrawal", Severity.WARNING)
    assert found(TableName.ANSWER, {"danger": Is(value=True)}, then) == []
    assert found(TableName.ANSWER, {"claim": one("withdraw"), "buyer": one("professional")}, then) == []


def test_the_name_of_a_company_is_no_consumer_s_unless_the_row_says_so() -> None:
    named: dict[str, Cell] = {"company": one("Dupont"), "claim": one("withdraw")}
    assert {one.severity for one in found(TableName.ANSWER, named, REFUSED)} <= {Severity.WARNING}
    assert found(TableName.ANSWER, {**named, "buyer": one("consumer")}, REFUSED)[0].severity is Severity.ERROR
    late: dict[str, Said] = {"report_within_days": 2}
    assert {one.severity for one in found(TableName.CONTRACT, {"company": one("Durand")}, late)} <= {Severity.WARNING}


def test_the_contract_of_a_company_that_names_no_country_is_one_of_the_shop_s_own_country() -> None:
    durand: dict[str, Cell] = {"company": one("Imprimerie Durand")}
    short: dict[str, Said] = {"warranty_months": 6, "report_within_days": 5}
    assert found(TableName.CONTRACT, durand, short) == []
    abroad = found(TableName.CONTRACT, {**durand, "country": one("PL")}, short)
    assert {(one.severity, one.params["country"]) for one in abroad} == {(Severity.WARNING, "PL")}


def test_an_order_that_was_long_on_its_way_is_told_with_its_wait() -> None:
    when: dict[str, Cell] = {"claim": one("withdraw"), "days_since_order": Between(15)}
    with override("en"):
        told = finding_in_words(found(TableName.ANSWER, when, REFUSED)[0])
    assert "on the day of delivery, 15 days after the order" in told


GIVES = [
    (TableName.ANSWER, {"claim": one("withdraw"), "law": one("refuse")}, CREDIT),
    (TableName.ANSWER, {"claim": one("defect"), "asked_remedy": one("store_credit")}, CREDIT),
    (TableName.ANSWER, {"claim": one("defect")}, {"verdict": "accept", "remedy": "reprint"}),
    (TableName.WINDOW, {}, {"days": 30}),
    (TableName.WINDOW, {"kind": one("custom_print")}, {"days": 7, "restocking_percent": 30}),
    (TableName.EVIDENCE, {"claim": one("defect", "wrong_item")}, {"photos": 2}),
    (TableName.DEDUCTION, {"basis": one("withdrawal"), "used_beyond_test": Is(value=True)}, {"percent": 40}),
    (TableName.DEDUCTION, {"basis": one("commercial")}, {"percent": 15}),
    (TableName.CONTRACT, {"buyer": one("professional"), "country": one("FR")}, {"warranty_months": 6}),
    (TableName.CONTRACT, {"company": one("Atelier Ferrand")}, {"return_days": 7}),
    (TableName.WINDOW, {}, {"days": 60, "refunds_delivery": False}),
    (TableName.ANSWER, {"claim": one("defect"), "kind": one("printer")}, {"verdict": "accept", "remedy": "repair"}),
    (TableName.ANSWER, {"claim": one("defect"), "asked_remedy": one("repair")},
     {"verdict": "accept", "remedy": "spare_part"}),
    (TableName.ANSWER, {"claim": one("defect"), "kind": one("digital_file"), "asked_remedy": one("repair")},
     {"verdict": "accept", "remedy": "replacement"}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "when", "then"), GIVES)
def test_what_only_adds_is_not_blamed(table: TableName, when: Mapping[str, Cell], then: dict[str, Any]) -> None:
    assert [finding for finding in found(table, when, then) if finding.severity is Severity.ERROR] == []


@settings(max_examples=25, deadline=None)
@given(rows(TableName.ANSWER, 6), st.data())
def test_no_policy_that_may_be_published_answers_worse_than_the_law(
    answers: tuple[Row, ...], data: st.DataObject
) -> None:
    policy = Policy(tables={TableName.ANSWER: answers})
    wrong = {finding.row_id for finding in check_policy(policy, "FR", AT) if finding.severity is Severity.ERROR}
    while wrong:  # put right what is refused, as its author would, until it may be published
        kept = tuple(row for row in policy.rows(TableName.ANSWER) if row.id not in wrong)
        policy = Policy(tables={TableName.ANSWER: kept})
        wrong = {finding.row_id for finding in check_policy(policy, "FR", AT) if finding.severity is Severity.ERROR}
    for _ in range(15):
        asked = data.draw(imagined())
        says = law_says(asked, policy.terms.notices)
        if says.grants:
            known = PolicyFacts(**{**asked.facts, "law": says.word, "basis": says.basis.value})
            assert answer(policy, known).verdict is not Verdict.REFUSE


@st.composite
def imagined(draw: st.DrawFn) -> Imagined:
    """Any request under the policy, often on the day that counts."""
    claim, days = draw(st.sampled_from(Claim)), draw(st.sampled_from([0, 1, 4, 13, 14, 15, 16, 60, 119, 365, 730, 800]))
    waiting = claim in {Claim.LATE_DELIVERY, Claim.NOT_RECEIVED}
    return Imagined(
        draw(st.sampled_from(["FR", "ES", "DE", "IE"])), draw(st.sampled_from(BuyerKind)).value, claim.value,
        draw(st.sampled_from(ProductKind)).value, AT + timedelta(days=draw(st.integers(0, 6))), draw(st.booleans()),
        draw(st.booleans()), None if waiting else days, 60 if waiting else days + 3,
    )  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(policies(5))
def test_any_policy_can_be_checked_and_every_finding_said(policy: Policy) -> None:
    for finding in check_policy(policy, "FR", AT):
        assert finding.row_id in {row.id for row in policy.rows(finding.table)}
        for language in ("fr", "en"):
            with override(language):
                told = finding_in_words(finding)
                assert told
                assert "%(" not in told
