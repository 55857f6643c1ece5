"""The replay answers as the journey does: law, policy and what they bring, line by line."""

import json
from typing import Any

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import CaseLine
from reprise.apps.policies.kept_policy import from_json, policy_of, to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Policy
from reprise.demo.policy import POLICY as DEMO
from reprise.demo.synthetic.shop import room_in, synthetic_shop
from reprise.demo.synthetic.writing import write_history
from reprise.readmodels.assessment import VERDICTS
from reprise.readmodels.replay.answering import answer_of
from reprise.readmodels.replay.reading import rows_of
from reprise.readmodels.replay.replaying import question_of
from reprise.workflows.tests.builders import a_shop
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def replayed(shop: Shop, policy: Policy) -> list[tuple[dict[str, Any], Any]]:
    """Each line of a shop: what was kept that day, and the answer of now."""
    ids = sorted(set(CaseLine.objects.filter(case__shop=shop).values_list("case_id", flat=True)))
    found = []
    for row in rows_of(shop, ids):
        kept = json.loads(row.proposal)
        if kept.get("facts"):
            asked = question_of(row, kept, shop.second_person_above_minor)
            found.append((kept, answer_of(policy, asked)))
    return found


@pytest.mark.parametrize("promises", ["synthetic", "demo", "none"])
def test_every_line_is_answered_as_on_its_day(promises: str) -> None:
    shop = synthetic_shop(AT) if promises == "synthetic" else a_shop()
    if promises == "demo":
        PolicyVersion.objects.filter(shop=shop).update(content=to_json(DEMO))  # from its first day on
    for _ in write_history(shop=shop, cases=90, seed=3, start=room_in(shop), at=AT):
        pass
    policy = policy_of(policy_on(shop.pk, AT.date()))
    lines = replayed(shop, policy)
    assert len(lines) > 80
    for kept, answer in lines:
        told = answer.ruling.told
        said = kept.get("policy") or {}
        assert (VERDICTS[told.decision], told.basis.value, told.outcome.value, told.return_cost_by.value) == (
            kept["verdict"], kept["basis"], kept["outcome"], kept["return_cost_by"],
        ), kept["facts"]  # fmt: skip
        assert (told.refund.minor if told.refund else None) == kept["refund_minor"]
        assert answer.ruling.is_kept == kept["keep_goods"]
        assert answer.ruling.policy.row_id == said.get("row", "")
        if said.get("automatic"):
            assert answer.held == said["held"]
    assert {VERDICTS[answer.ruling.told.decision] for _, answer in lines} >= {"yes", "no", "part"}


def test_facts_are_read_back_as_they_were_kept() -> None:
    shop = synthetic_shop(AT)
    for _ in write_history(shop=shop, cases=40, seed=5, start=0, at=AT):
        pass
    empty = from_json({"terms": {}, "tables": {}})
    for kept, answer in replayed(shop, empty):
        facts = answer.ruling.law.facts
        assert facts.claim.value == kept["facts"]["claim"]
        assert facts.prices.items == kept["facts"]["prices"]["items"]
        assert (facts.delivered.isoformat() if facts.delivered else None) == kept["facts"]["delivered"]
