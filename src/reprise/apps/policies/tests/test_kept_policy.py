"""A policy is read back as it was published, and what earlier versions of the product stored still means the same."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from reprise.apps.policies.kept_policy import from_json, policy_of, to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import Notices, Policy, PolicyFacts, TableName, answer, ask, window_of
from reprise.apps.policies.tests.chance import policies

FORMER: dict[str, Any] = {
    "return_days": 30, "return_cost_by": "seller", "refunds_delivery": True, "decision_days": 3, "return_by_days": 21,
    "keep_below_minor": 1_500,
    "notices": {"withdrawal": True, "return_cost": False, "exclusion": True, "digital": True},
    "kinds": {
        "filament": {"accepted": True, "unopened_only": True, "note_fr": "Scellé.", "note_en": "Sealed."},
        "accessory": {"accepted": False, "unopened_only": False, "note_fr": "", "note_en": ""},
        "personalised_print": {"accepted": True, "unopened_only": False, "note_fr": "", "note_en": ""},
    },
}  # fmt: skip


@settings(max_examples=60)
@given(policies())
def test_a_policy_is_read_back_as_it_was_kept(policy: Policy) -> None:
    assert from_json(to_json(policy)) == policy


def test_former_terms_keep_their_times_and_notices() -> None:
    terms = from_json(FORMER).terms
    assert (terms.decision_days, terms.return_by_days) == (3, 21)
    assert terms.notices == Notices(return_cost=False, digital=True)
    assert from_json({}) == Policy()


@pytest.mark.parametrize(
    ("kind", "opened", "days"),
    [
        ("printer", True, 30), ("filament", False, 30), ("filament", True, 0), ("accessory", False, 0),
        ("custom_print", False, 0), ("digital_file", False, 0), ("personalised_print", False, 30),
    ],
)  # fmt: skip
def test_the_former_window_covers_what_it_did(kind: str, opened: bool, days: int) -> None:
    window = window_of(from_json(FORMER), PolicyFacts(kind=kind, opened=opened))
    assert window is not None
    assert window.days == days
    if days:
        assert (window.return_cost_by, window.refunds_delivery) == ("seller", True)


def test_a_former_note_stays_with_its_kind() -> None:
    window = window_of(from_json(FORMER), PolicyFacts(kind="filament", opened=False))
    assert window is not None
    assert (window.note_fr, window.note_en) == ("Scellé.", "Sealed.")


@pytest.mark.parametrize(
    ("claim", "value", "law", "goods"),
    [
        ("defect", 1_499, "accept", "keep"), ("wrong_item", 0, "part", "keep"), ("defect", 1_499, "person", "keep"),
        ("defect", 1_500, "accept", ""), ("withdraw", 10, "accept", ""), ("defect", 10, "refuse", ""),
    ],
)  # fmt: skip
def test_the_former_limit_keeps_goods_as_it_did(claim: str, value: int, law: str, goods: str) -> None:
    told = answer(from_json(FORMER), PolicyFacts(claim=claim, value_minor=value, law=law))
    assert told.goods == goods
    assert not told.automatic


def test_without_a_former_window_or_limit_there_is_no_row() -> None:
    assert not from_json({"return_days": 0, "keep_below_minor": 0, "kinds": FORMER["kinds"]}).has_rows


def test_a_version_is_read_once_and_anew_when_its_content_is_another() -> None:
    version = PolicyVersion(pk=1, content=FORMER, in_force_from=date(2026, 1, 1))
    first = policy_of(version)
    assert policy_of(PolicyVersion(pk=1, content=dict(FORMER))) is first
    assert policy_of(PolicyVersion(pk=1, content=to_json(Policy()))) == Policy()


def test_a_column_that_is_no_longer_there_is_never_taken_for_any() -> None:
    row: dict[str, Any] = {"id": "a1", "when": {"moon": ["full"]}, "then": {"verdict": "accept"}}
    kept = {"terms": {}, "tables": {"answer": [row]}}
    with pytest.raises(LookupError, match="moon"):
        from_json(kept)
    row["when"] = {}
    assert ask(from_json(kept), TableName.ANSWER, PolicyFacts()).row is not None
