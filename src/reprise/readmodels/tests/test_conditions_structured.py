"""MerchantReturnPolicy as search engines take it: held to the vocabulary that is documented."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import pytest

from reprise.apps.policies.rules import Days, OneOf, Policy
from reprise.readmodels.conditions.about import about
from reprise.readmodels.conditions.structured import organization
from reprise.readmodels.tests.conditions import TODAY, a_version, the_shop, windows

Check = Callable[[Any], bool]
BASE = "https://returns.example"


def _one(*words: str) -> Check:
    return lambda value: value in {f"https://schema.org/{word}" for word in words}


def _country(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 2 and value.isupper()


def _day(value: Any) -> bool:
    return bool(date.fromisoformat(value))


CATEGORY: Final = _one(
    "MerchantReturnFiniteReturnWindow", "MerchantReturnNotPermitted", "MerchantReturnUnlimitedWindow"
)
FEES: Final = _one("FreeReturn", "ReturnFeesCustomerResponsibility", "ReturnShippingFees")
LABEL: Final = _one("ReturnLabelCustomerResponsibility", "ReturnLabelDownloadAndPrint", "ReturnLabelInBox")
DAYS: Final[Check] = lambda value: isinstance(value, int) and 0 < value <= 365  # noqa: E731
SEASON: Final[Mapping[str, Check]] = {
    "@type": lambda value: value == "MerchantReturnPolicySeasonalOverride",
    "startDate": _day, "endDate": _day, "merchantReturnDays": DAYS, "returnPolicyCategory": CATEGORY,
}  # fmt: skip
POLICY: Final[Mapping[str, Check]] = {
    "@type": lambda value: value == "MerchantReturnPolicy",
    "@id": lambda value: value.startswith("https://"),
    "merchantReturnLink": lambda value: value.startswith("https://"),
    "applicableCountry": lambda value: 0 < len(value) <= 50 and all(map(_country, value)),
    "returnPolicyCountry": _country, "returnPolicyCategory": CATEGORY, "merchantReturnDays": DAYS,
    "returnMethod": _one("ReturnByMail", "ReturnAtKiosk", "ReturnInStore"),
    "returnFees": FEES, "customerRemorseReturnFees": FEES, "itemDefectReturnFees": FEES,
    "customerRemorseReturnLabelSource": LABEL, "itemDefectReturnLabelSource": LABEL,
    "itemCondition": lambda value: all(
        _one("NewCondition", "UsedCondition", "DamagedCondition", "RefurbishedCondition")(each) for each in value
    ),
    "refundType": _one("FullRefund", "ExchangeRefund", "StoreCreditRefund"),
    "restockingFee": lambda value: isinstance(value, int) and 0 <= value <= 100,
    "returnPolicySeasonalOverride": lambda value: all(not faults(each, SEASON) for each in value),
}  # fmt: skip


def faults(data: Mapping[str, Any], schema: Mapping[str, Check]) -> list[str]:
    """What is unknown to a schema, or not as it has it."""
    return [name for name, value in data.items() if name not in schema or not schema[name](value)]


def told(policy: Policy | None = None, **shop: Any) -> dict[str, Any]:
    """The policy of a shop for search engines."""
    made = organization(about(the_shop(**shop), a_version(policy), day=TODAY, lang="fr"), BASE)
    assert made["@context"] == "https://schema.org"
    found: dict[str, Any] = made["hasMerchantReturnPolicy"]
    return found


@pytest.mark.parametrize(
    "policy",
    [
        windows(),
        windows(({}, {"days": 30, "return_cost_by": "seller", "restocking_percent": 15})),
        windows(({"ordered": Days(date(2026, 12, 1), date(2026, 12, 31))}, {"days": 60}), ({}, {"days": 30})),
        windows(return_cost=False),
    ],
)
@pytest.mark.parametrize("country", ["FR", "DE", "CH", "GB"])
def test_every_property_is_one_that_is_documented(policy: Policy, country: str) -> None:
    found = told(policy, country=country)
    assert faults(found, POLICY) == []
    assert {"applicableCountry", "returnPolicyCategory"} <= set(found)
    assert ("merchantReturnDays" in found) is found["returnPolicyCategory"].endswith("FiniteReturnWindow")


def test_what_only_some_articles_have_is_promised_to_nobody_else() -> None:
    assert told(windows(({"kind": OneOf(frozenset({"printer"}))}, {"days": 60})))["merchantReturnDays"] == 14
    assert told(windows(({}, {"days": 60})))["merchantReturnDays"] == 60


def test_a_shop_without_its_own_window_tells_the_law_s() -> None:
    found = told()
    assert found["merchantReturnDays"] == 14
    assert found["returnFees"].endswith("ReturnFeesCustomerResponsibility")
    assert found["itemDefectReturnFees"].endswith("FreeReturn")


def test_a_swiss_shop_that_promises_nothing_takes_nothing_back() -> None:
    assert told(country="CH")["returnPolicyCategory"].endswith("MerchantReturnNotPermitted")


def test_the_countries_whose_law_gives_as_much_are_named_and_no_others() -> None:
    countries = told()["applicableCountry"]
    assert countries[0] == "FR"
    assert {"ES", "DE", "PL"} <= set(countries)
    assert "CH" not in countries


def test_a_season_overrides_and_never_shortens() -> None:
    season = {"ordered": Days(date(2026, 12, 1), date(2026, 12, 31))}
    found = told(windows((season, {"days": 20}), ({}, {"days": 30})))["returnPolicySeasonalOverride"]
    assert (found[0]["startDate"], found[0]["merchantReturnDays"]) == ("2026-12-01", 30)
    over = {"ordered": Days(date(2026, 1, 1), date(2026, 1, 31))}
    assert "returnPolicySeasonalOverride" not in told(windows((over, {"days": 60})))
