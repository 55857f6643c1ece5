"""The conditions as customers read them: never less than the law, and always whose law it is."""

from datetime import date
from typing import Any, Final

import pytest

from reprise.apps.policies.rules import Between, Days, Is, OneOf, Policy, Row, TableName
from reprise.law.jurisdictions import known_countries
from reprise.readmodels.tests.conditions import everything, section, the_shop, told, windows

THIRTY: Final[tuple[dict[str, Any], dict[str, Any]]] = ({}, {"days": 30, "return_cost_by": "buyer"})
SEALED = ({"kind": OneOf(frozenset({"filament"})), "opened": Is(value=False)}, {"days": 30})


def cells(said: object, kind: str) -> tuple[str, str, str]:
    """A row of the table: sealed, opened, who pays."""
    row = next(row for row in section(said, "kinds").rows if row.kind == kind)  # type: ignore[arg-type]
    return row.sealed.words, row.opened_words, row.sealed.payer


def test_a_shop_without_rows_promises_the_law_and_nothing_else() -> None:
    said = told()
    assert said.headline == "You have 14 days to change your mind."
    assert "ours" not in [each.key for each in said.sections]
    assert cells(said, "printer") == ("14 days, by law", "the same", "You")


def test_what_the_shop_adds_is_told_beside_what_the_law_gives() -> None:
    said = told(windows(THIRTY))
    assert said.lead == "We add 16: 30 days in all, after delivery."
    assert cells(said, "printer")[0] == "30 days: 14 by law, 16 more from us"


def test_a_window_shorter_than_the_law_shortens_nothing() -> None:
    said = told(windows(({"kind": OneOf(frozenset({"printer"}))}, {"days": 7})))
    assert cells(said, "printer")[0] == "14 days, by law"
    assert "7 days" not in everything(said)


def test_opening_a_spool_takes_only_the_shop_s_own_time_away() -> None:
    assert cells(told(windows(SEALED)), "filament")[:2] == ("30 days: 14 by law, 16 more from us", "14 days, by law")


def test_opened_resin_is_for_a_person_and_never_a_plain_no() -> None:
    assert cells(told(), "resin")[1] == "A person decides"


def test_what_is_made_to_order_is_excluded_only_if_that_is_said_before_the_order() -> None:
    assert cells(told(windows()), "custom_print")[0] == "No"
    assert cells(told(windows(exclusion=False)), "custom_print")[0] == "A person decides"


def test_a_downloaded_file_may_be_withdrawn_from_unless_all_three_conditions_are_met() -> None:
    assert cells(told(windows(digital=False)), "digital_file")[1] == "the same"
    assert cells(told(windows(digital=True)), "digital_file")[1] == "No"


def test_the_seller_who_never_said_who_pays_pays() -> None:
    said = told(windows(return_cost=False))
    assert cells(said, "printer")[2] == "We"
    assert "We pay the return." in section(said, "mind").paragraphs[2]


@pytest.mark.parametrize(
    ("country", "years"),
    [("FR", "2 years"), ("ES", "3 years"), ("DE", "2 years"), ("PT", "3 years")],
)
def test_a_buyer_abroad_reads_the_guarantee_of_their_own_country(country: str, years: str) -> None:
    said = told(country=country)
    assert f"lasts {years} from delivery" in section(said, "faulty").paragraphs[1]
    assert said.is_abroad is (country != "FR")


def test_where_the_law_sets_no_length_none_is_made_up() -> None:
    assert "no number is set" in section(told(country="NL"), "faulty").paragraphs[1]


def test_a_country_without_withdrawal_online_is_promised_only_what_the_shop_gives() -> None:
    said = told(windows(THIRTY), country="CH")
    assert "gives no right to withdraw" in section(said, "mind").paragraphs[0]
    assert cells(said, "printer")[0] == "30 days, from us"
    assert not any(short.part == "refund" for short in said.short)


def test_the_rows_of_one_country_or_of_one_kind_of_buyer_stay_there() -> None:
    spain = windows(({"country": OneOf(frozenset({"ES"}))}, {"days": 60}))
    assert cells(told(spain, country="ES"), "printer")[0].startswith("60 days")
    assert cells(told(spain), "printer")[0] == "14 days, by law"
    assert (
        cells(told(windows(({"company": OneOf(frozenset({"ACME"}))}, {"days": 90}))), "printer")[0] == "14 days, by law"
    )


def test_a_season_is_told_with_its_days_and_forgotten_when_it_is_over() -> None:
    def season(first: date, last: date) -> Policy:
        return windows(({"ordered": Days(first, last)}, {"days": 60}), THIRTY)

    coming = section(told(season(date(2026, 12, 1), date(2026, 12, 31))), "ours").listed
    assert any("1 December 2026" in line.replace("\u00a0", " ") and "60 days" in line for line in coming)
    assert "60" not in everything(told(season(date(2026, 1, 1), date(2026, 1, 31))))


def test_a_window_of_dear_articles_is_told_with_its_price_and_promised_to_no_other() -> None:
    said = told(windows(({"value_minor": Between(20_000, None)}, {"days": 60})))
    assert section(said, "ours").listed == ("Articles of €200.00 or more: 60 days.",)
    assert cells(said, "printer")[0] == "14 days, by law"


def promising(when: dict[str, Any], note: str = "Keep it.") -> Policy:
    """A policy that accepts something faulty, and says so."""
    row = Row("a1", when, {"verdict": "accept", "goods": "keep"}, note_en=note)
    return Policy(tables={TableName.ANSWER: (row,)})


def test_a_promise_about_faulty_articles_is_told_with_all_it_depends_on() -> None:
    when = {
        "claim": OneOf(frozenset({"defect"})), "kind": OneOf(frozenset({"filament"})),
        "value_minor": Between(None, 2_500), "days_since_delivery": Between(None, 30), "photos": Between(1, None),
    }  # fmt: skip
    line = section(told(promising(when)), "promises").listed[0]
    assert line == "A faulty article (Filament), up to €25.00, within 30 days of delivery, with 1 photo: Keep it."


@pytest.mark.parametrize("column", ["tags", "company", "priority"])
def test_what_is_promised_to_some_customers_is_published_to_nobody(column: str) -> None:
    when = {"claim": OneOf(frozenset({"defect"})), column: OneOf(frozenset({"vip"}))}
    assert "promises" not in [each.key for each in told(promising(when)).sections]


def test_a_business_reads_the_terms_that_hold_for_every_business() -> None:
    business = {"buyer": OneOf(frozenset({"professional"}))}
    acme = {**business, "company": OneOf(frozenset({"ACME"}))}
    rows = (Row("c1", acme, {"warranty_months": 36}), Row("c2", business, {"warranty_months": 12}))
    listed = section(told(Policy(tables={TableName.CONTRACT: rows})), "professional").listed
    assert listed == ("guarantee of 1 year",)


FORBIDDEN = ("final", "définitive", "veuillez", "malheureusement", "%(", "{", " 0 days", " 0 jours", "none.")
ENGLISH = ("your mind", "the return", "article is", "you live", "at our cost")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_forbidden_unfilled_or_in_another_language_is_ever_printed(lang: str) -> None:
    for country in known_countries():
        text = everything(told(windows(THIRTY), country=country, lang=lang)).casefold()
        assert [word for word in FORBIDDEN if word in text] == [], country
        assert lang == "en" or [word for word in ENGLISH if word in text] == [], country


def test_every_section_but_the_shop_s_own_names_its_texts() -> None:
    bare = [each.key for each in told(windows(THIRTY)).sections if not each.sources]
    assert bare == ["ours", "kinds", "how"]


def test_the_mediator_is_named_and_its_absence_too() -> None:
    assert "CM2C, 49 rue de Ponthieu, Paris" in everything(told())
    assert "has not been named here yet" in everything(told(shop=the_shop(mediator={})))


def test_the_shop_of_another_country_tells_its_own_law() -> None:
    said = told(shop=the_shop(country="DE"))
    assert said.country == "DE"
    assert "SignalConso" not in everything(said)
