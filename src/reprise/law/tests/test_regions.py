"""Where a postcode lies is said only where it decides, and only when it is certain."""

import pytest

from reprise.law.calendars import regions
from reprise.law.regions import FRANCE, region_at


@pytest.mark.parametrize(
    ("country", "postcode", "region"),
    [
        ("FR", "57000", "57"),
        ("FR", "67 000", "6AE"),
        ("FR", "68100", "6AE"),
        ("FR", "75011", ""),
        ("FR", "05700", ""),
        ("FR", "20200", ""),
        ("FR", "97400", "974"),
        ("FR", "97150", "MF"),
        ("FR", "98800", None),
        ("FR", "00000", None),
        ("FR", "5700", None),
        ("FR", "B-1000", None),
        ("FR", "٥٧٠٠٠", None),
        ("FR", "", None),
        ("DE", "57000", None),
        ("RE", "97400", None),
    ],
)
def test_a_postcode_tells_its_region_or_nothing(country: str, postcode: str, region: str | None) -> None:
    assert region_at(country, postcode) == region


def test_every_region_named_has_a_calendar() -> None:
    assert {region for region in FRANCE.values() if region} <= set(regions("FR"))
