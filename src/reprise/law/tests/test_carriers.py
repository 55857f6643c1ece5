"""The seller bears the way, unless the buyer sent a carrier of their own (L216-2, L216-3)."""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.tests.people import codes, defect, late
from reprise.law.vocabulary import Claim, Decision

CAME = date(2026, 3, 2)


def test_damage_seen_on_the_doorstep_needs_no_remark_on_the_slip() -> None:
    answer = assess(defect(noticed=CAME))
    assert answer.decision is Decision.ACCEPT
    assert "no_reservation_needed" in codes(answer)
    assert "no_reservation_needed" not in codes(assess(defect()))


def test_damage_on_the_way_of_the_buyer_s_own_carrier_is_looked_at() -> None:
    answer = assess(defect(noticed=CAME, carrier_chosen_by_buyer=True))
    assert answer.decision is Decision.HUMAN_REVIEW
    assert "damaged_by_your_carrier" in codes(answer)


def test_a_defect_that_shows_later_has_nothing_to_do_with_the_carrier() -> None:
    assert assess(defect(carrier_chosen_by_buyer=True)).decision is Decision.ACCEPT


@pytest.mark.parametrize("proof", [None, False])
def test_a_parcel_lost_by_the_buyer_s_own_carrier_is_looked_at(proof: bool | None) -> None:
    said = {"carrier_status_delivered": date(2026, 5, 21), "carrier_chosen_by_buyer": True, "handover_proof": proof}
    answer = assess(late(claim=Claim.NOT_RECEIVED, **said))
    assert answer.decision is Decision.HUMAN_REVIEW
    assert "carrier_was_yours" in codes(answer)


def test_another_item_than_the_one_ordered_counts_as_a_defect() -> None:
    answer = assess(defect(claim=Claim.WRONG_ITEM, noticed=CAME))
    assert "other_than_ordered" in codes(answer)
    assert [source.id for reason in answer.reasons if reason.code == "other_than_ordered" for source in reason.sources]
