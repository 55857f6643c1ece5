"""The conditions for search engines: schema.org's MerchantReturnPolicy, in the properties Google documents.

It tells what is certain for everybody: the shortest time a sealed article of the shop may be returned for a change of
mind. What only some articles, prices or customers have is never promised to all.
"""

from datetime import date
from typing import Any, Final

from reprise.law.jurisdictions import known_countries, law_of
from reprise.readmodels.conditions import addresses
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.table import Row, rows
from reprise.readmodels.conditions.told import SOLD_AGAIN

SCHEMA: Final = "https://schema.org/"
#: Ways a policy may answer, in the words of the vocabulary.
FREE: Final = SCHEMA + "FreeReturn"
BUYER_PAYS: Final = SCHEMA + "ReturnFeesCustomerResponsibility"
FINITE: Final = SCHEMA + "MerchantReturnFiniteReturnWindow"
NOT_PERMITTED: Final = SCHEMA + "MerchantReturnNotPermitted"

Plain = dict[str, Any]


def merchant_return_policy(about: About, base_url: str) -> Plain:
    """The policy of the shop, to stand below an organisation or an offer."""
    table = tuple(row for row in rows(about) if row.kind in SOLD_AGAIN)
    days = min(_days(row) for row in table)
    countries = applicable_countries(about)
    policy: Plain = {
        "@type": "MerchantReturnPolicy",
        "@id": base_url + addresses.page(about.lang, about.shop.slug) + "#policy",
        "merchantReturnLink": base_url + addresses.page(about.lang, about.shop.slug),
        "applicableCountry": countries,
        "returnPolicyCountry": about.shop.return_address.get("country") or about.shop.country,
        "returnPolicyCategory": FINITE if days else NOT_PERMITTED,
    }
    return policy | (_when_permitted(about, table, days) if days else {})


def _when_permitted(about: About, table: tuple[Row, ...], days: int) -> Plain:
    free = all(_is_free(row) for row in table)
    fees = max((row.sealed.own.restocking_percent for row in table if row.sealed.own), default=0)
    policy: Plain = {
        "merchantReturnDays": days,
        "returnMethod": SCHEMA + "ReturnByMail",
        "returnFees": FREE if free else BUYER_PAYS,
        "customerRemorseReturnFees": FREE if free else BUYER_PAYS,
        "customerRemorseReturnLabelSource": SCHEMA
        + ("ReturnLabelDownloadAndPrint" if free else "ReturnLabelCustomerResponsibility"),
        "itemDefectReturnFees": FREE,
        "itemDefectReturnLabelSource": SCHEMA + "ReturnLabelDownloadAndPrint",
        "itemCondition": [SCHEMA + "NewCondition", *_opened(table)],
        "refundType": SCHEMA + "FullRefund",
        "restockingFee": fees if days > _law_days(about) else 0,
    }
    seasons = tuple(_seasons(about, days))
    return policy | ({"returnPolicySeasonalOverride": list(seasons)} if seasons else {})


def _days(row: Row) -> int:
    return max(row.sealed.own_days, row.sealed.law_days)


def _law_days(about: About) -> int:
    return about.number_of("withdrawal.days")


def _is_free(row: Row) -> bool:
    own = row.sealed.own
    return row.sealed.right.cost_by != "buyer" and (own is None or own.return_cost_by == "seller")


def _opened(table: tuple[Row, ...]) -> list[str]:
    """Used articles come back too where opening takes nothing away."""
    everywhere = all(row.opened.law_days or row.opened.own_days for row in table)
    return [SCHEMA + "UsedCondition"] if everywhere else []


def _seasons(about: About, usual: int) -> list[Plain]:
    """Windows of a season: days of ordering that are over are of no use to anybody."""
    found: list[Plain] = []
    for row, season in about.promise.seasons():
        days = row.then.get("days", 0)
        dated = not (set(row.when) - {"ordered"})  # a season of a few articles is promised to nobody else
        if not dated or season.first is None or season.last is None or season.last < about.day:
            continue
        found.append(
            {
                "@type": "MerchantReturnPolicySeasonalOverride",
                "startDate": season.first.isoformat(), "endDate": season.last.isoformat(),
                "returnPolicyCategory": FINITE, "merchantReturnDays": max(int(days), usual),
            }
        )  # fmt: skip
    return found


def applicable_countries(about: About) -> list[str]:
    """The shop's own country first, then those whose law gives as much: the Union's."""
    mine = about.shop.country
    alike = [code for code in known_countries() if code != mine and _same_law(code, about.day, _law_days(about))]
    return [mine, *alike]


def _same_law(code: str, day: date, days: int) -> bool:
    law = law_of(code)
    value = law.at("withdrawal.days", day) if law else None
    return value is not None and value.content is not None and value.number == days


def organization(about: About, base_url: str) -> Plain:
    """The shop with its policy, as its own site may say it."""
    shop = about.shop
    told: Plain = {
        "@context": "https://schema.org", "@type": "OnlineStore", "name": shop.legal_name or shop.name,
        "url": shop.website or base_url + f"/{about.lang}/s/{shop.slug}/",
    }  # fmt: skip
    if shop.email:
        told["email"] = shop.email
    if shop.phone:
        told["telephone"] = shop.phone
    return told | {"hasMerchantReturnPolicy": merchant_return_policy(about, base_url)}
