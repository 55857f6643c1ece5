from datetime import UTC, date, datetime, timedelta

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.queries import policy_on, versions_of
from reprise.apps.policies.rules import Policy, Row, TableName, Terms, checked
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from tests.support.refusals import refused

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def a_policy(days: int) -> Policy:
    return Policy(tables={TableName.WINDOW: (Row("w1", then={"days": days}),)})


def a_shop_with(*starts: date) -> Actor:
    """Bruno's shop, with one version from each day on; its window grows by twenty days a version."""
    bruno = system(create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR").pk)
    for number, start in enumerate(starts, start=1):
        publish_policy(actor=bruno, policy=a_policy(20 * number), in_force_from=start, today=start, at=AT)
    return bruno


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ordered", "number"),
    [(date(2025, 1, 1), 1), (date(2026, 1, 1), 1), (date(2026, 5, 31), 1), (date(2026, 6, 1), 2), (TODAY, 2)],
)
def test_an_order_has_the_version_of_its_day(ordered: date, number: int) -> None:
    bruno = a_shop_with(date(2026, 1, 1), date(2026, 6, 1))
    assert policy_on(bruno.shop_id, ordered).number == number


@pytest.mark.django_db
def test_of_two_versions_for_one_day_the_later_one_counts() -> None:
    bruno = a_shop_with(TODAY, TODAY)
    assert policy_of(policy_on(bruno.shop_id, TODAY)) == a_policy(40)


@pytest.mark.django_db
def test_a_shop_without_a_policy_says_so() -> None:
    bruno = a_shop_with()
    with pytest.raises(NotFound):
        policy_on(bruno.shop_id, TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("start", [TODAY - timedelta(days=1), TODAY])
def test_nothing_is_published_for_days_that_are_past_or_before_what_is_planned(start: date) -> None:
    bruno = a_shop_with(TODAY + timedelta(days=30))
    with refused(Invalid) as refusal:
        publish_policy(actor=bruno, policy=Policy(), in_force_from=start, today=TODAY, at=AT)
    assert refusal.value.field == "in_force_from"
    assert len(versions_of(bruno.shop_id)) == 1


@pytest.mark.django_db
def test_who_looked_at_an_older_version_publishes_nothing() -> None:
    bruno = a_shop_with(date(2026, 1, 1), date(2026, 6, 1))
    with refused(Overtaken):
        publish_policy(actor=bruno, policy=Policy(), in_force_from=TODAY, today=TODAY, at=AT, replaces=1)
    assert PolicyVersion.objects.count() == 2


@pytest.mark.django_db
def test_an_agent_publishes_nothing() -> None:
    bruno = a_shop_with(date(2026, 1, 1))
    agent = Actor(ActorKind.STAFF, bruno.shop_id, RIGHTS[Role.AGENT], "Inès")
    with refused(Forbidden):
        publish_policy(actor=agent, policy=Policy(), in_force_from=TODAY, today=TODAY, at=AT)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(decision_days=0), "decision_days"),
        (Terms(decision_days=31), "decision_days"),
        (Terms(decision_days=15), "decision_days"),  # a withdrawal is repaid by then
        (Terms(return_by_days=121), "return_by_days"),
        (Terms(return_by_days=13), "return_by_days"),
    ],
)
def test_terms_that_make_no_sense_or_shorten_a_right_are_refused(terms: Terms, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked(terms)
    assert refusal.value.field == field
