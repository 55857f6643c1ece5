from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.policies.kept_terms import from_json, to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.queries import policy_on, versions_of
from reprise.apps.policies.rules import KindTerms, Notices, Terms, checked
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from tests.support.refusals import refused

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def a_shop_with(*starts: date) -> Actor:
    """Bruno's shop, with one version from each day on; its window grows by ten days a version."""
    bruno = system(create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR").pk)
    for number, start in enumerate(starts, start=1):
        publish_policy(actor=bruno, terms=Terms(return_days=10 * number), in_force_from=start, today=start, at=AT)
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
    assert from_json(policy_on(bruno.shop_id, TODAY).terms).return_days == 20


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
        publish_policy(actor=bruno, terms=Terms(), in_force_from=start, today=TODAY, at=AT)
    assert refusal.value.field == "in_force_from"
    assert len(versions_of(bruno.shop_id)) == 1


@pytest.mark.django_db
def test_who_looked_at_an_older_version_publishes_nothing() -> None:
    bruno = a_shop_with(date(2026, 1, 1), date(2026, 6, 1))
    with refused(Overtaken):
        publish_policy(actor=bruno, terms=Terms(), in_force_from=TODAY, today=TODAY, at=AT, replaces=1)
    assert PolicyVersion.objects.count() == 2


@pytest.mark.django_db
def test_an_agent_publishes_nothing() -> None:
    bruno = a_shop_with(date(2026, 1, 1))
    agent = Actor(ActorKind.STAFF, bruno.shop_id, RIGHTS[Role.AGENT], "Inès")
    with refused(Forbidden):
        publish_policy(actor=agent, terms=Terms(), in_force_from=TODAY, today=TODAY, at=AT)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(return_days=-1), "return_days"),
        (Terms(return_days=366), "return_days"),
        (Terms(decision_days=0), "decision_days"),
        (Terms(return_by_days=13), "return_by_days"),
        (Terms(keep_below_minor=-1), "keep_below_minor"),
        (Terms(return_cost_by="nobody"), "return_cost_by"),
    ],
)
def test_terms_that_make_no_sense_or_shorten_a_right_are_refused(terms: Terms, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked(terms)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("conditions", "opened", "covered"),
    [
        (KindTerms(), True, True),
        (KindTerms(unopened_only=True), True, False),
        (KindTerms(unopened_only=True), False, True),
        (KindTerms(accepted=False), False, False),
    ],
)
def test_the_shop_s_window_covers_what_its_conditions_say(conditions: KindTerms, opened: bool, covered: bool) -> None:
    terms = Terms(return_days=30, kinds={"filament": conditions})
    assert terms.covers("filament", opened=opened) is covered
    assert terms.covers("printer", opened=opened)
    assert not Terms(return_days=0).covers("printer", opened=False)


@given(
    st.builds(
        Terms,
        return_days=st.integers(0, 365),
        return_cost_by=st.sampled_from(["buyer", "seller"]),
        notices=st.builds(Notices, withdrawal=st.booleans(), digital=st.booleans()),
        kinds=st.dictionaries(st.sampled_from(["printer", "resin"]), st.builds(KindTerms, note_fr=st.text())),
    )
)
def test_terms_are_read_back_as_they_were_published(terms: Terms) -> None:
    assert from_json(to_json(terms)) == terms
