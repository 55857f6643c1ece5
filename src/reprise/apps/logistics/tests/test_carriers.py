import pytest

from reprise.apps.logistics.kinds import Carrier
from reprise.apps.logistics.rules.carriers import (
    NAMES,
    guess_carrier,
    is_tracking_number,
    tidy_tracking_number,
    tracking_url,
)


def test_a_number_is_kept_without_the_spaces_of_its_label() -> None:
    assert tidy_tracking_number(" 6a20 4471\u00a09038-1 ") == "6A20447190381"


@pytest.mark.parametrize("typed", ["", "12345", "COLISSIMO", "6A20<script>", "9" * 36])
def test_what_no_carrier_prints_is_no_number(typed: str) -> None:
    assert not is_tracking_number(tidy_tracking_number(typed))


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("1Z999AA10123456784", Carrier.UPS),
        ("6A20447190381", Carrier.LA_POSTE),
        ("12345678901234", None),  # DPD, FedEx and others print the like
    ],
)
def test_a_carrier_is_guessed_only_from_a_shape_of_its_own(number: str, carrier: Carrier | None) -> None:
    assert guess_carrier(number) is carrier


@pytest.mark.parametrize("carrier", list(Carrier))
def test_every_carrier_has_a_name_and_all_but_other_a_tracking_page(carrier: Carrier) -> None:
    assert NAMES[carrier]
    assert bool(tracking_url(carrier.value, "ABC123")) is (carrier is not Carrier.OTHER)


def test_a_link_needs_a_carrier_and_a_number() -> None:
    assert tracking_url("", "ABC123") == tracking_url("ups", "") == ""
    assert tracking_url("ups", "1Z 9") == "https://www.ups.com/track?tracknum=1Z%209"
