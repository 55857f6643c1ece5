"""The next version while it is written: kept, guarded, let go, and published."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.policies.kept_policy import from_json, policy_of
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.queries import draft_of, policy_on, versions_of
from reprise.apps.policies.refusals import PolicyDoubtful, PolicyUnfit
from reprise.apps.policies.rules import Is, OneOf, Policy, Row, TableName, Terms
from reprise.apps.policies.services.discard_draft import discard_draft
from reprise.apps.policies.services.publish_draft import publish_draft
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.apps.policies.services.save_draft import save_draft
from reprise.apps.policies.services.start_draft import start_draft
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from tests.support.refusals import refused

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = AT.date()
LONGER = Policy(tables={TableName.WINDOW: (Row("w1", then={"days": 60}),)})

pytestmark = pytest.mark.django_db


@pytest.fixture
def bruno() -> Actor:
    """The owner of a shop with a first version."""
    bruno = system(create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR").pk)
    publish_policy(actor=bruno, policy=Policy(Terms(decision_days=3)), in_force_from=TODAY, today=TODAY, at=AT)
    return bruno


def test_a_draft_begins_from_the_version_published_last_and_there_is_one(bruno: Actor) -> None:
    draft = start_draft(actor=bruno, at=AT)
    assert from_json(draft.content).terms.decision_days == 3
    assert draft.based_on is not None
    assert start_draft(actor=bruno, at=AT) == draft


def test_a_draft_is_published_as_the_next_version_and_is_gone(bruno: Actor) -> None:
    draft = start_draft(actor=bruno, at=AT)
    saved = save_draft(actor=bruno, policy=LONGER, version=draft.version, at=AT)
    made = publish_draft(actor=bruno, in_force_from=TODAY, today=TODAY, at=AT, version=saved.version)
    assert (made.number, policy_of(made)) == (2, LONGER)
    assert draft_of(bruno.shop_id) is None
    with refused(NotFound):
        publish_draft(actor=bruno, in_force_from=TODAY, today=TODAY, at=AT)


def test_a_draft_may_be_published_for_a_later_day(bruno: Actor) -> None:
    start_draft(actor=bruno, at=AT)
    later = TODAY + timedelta(days=30)
    publish_draft(actor=bruno, in_force_from=later, today=TODAY, at=AT)
    assert (policy_on(bruno.shop_id, TODAY).number, policy_on(bruno.shop_id, later).number) == (1, 2)


def test_who_saves_over_what_they_have_not_seen_is_told(bruno: Actor) -> None:
    draft = start_draft(actor=bruno, at=AT)
    save_draft(actor=bruno, policy=LONGER, version=draft.version, at=AT)
    with refused(Overtaken):
        save_draft(actor=bruno, policy=Policy(), version=draft.version, at=AT)
    with refused(Overtaken):
        publish_draft(actor=bruno, in_force_from=TODAY, today=TODAY, at=AT, version=draft.version)
    with refused(Overtaken):
        discard_draft(actor=bruno, version=draft.version)
    kept = draft_of(bruno.shop_id)
    assert kept is not None
    assert from_json(kept.content) == LONGER


def test_a_version_published_beside_a_draft_is_not_overwritten(bruno: Actor) -> None:
    start_draft(actor=bruno, at=AT)
    publish_policy(actor=bruno, policy=LONGER, in_force_from=TODAY, today=TODAY, at=AT)
    with refused(Overtaken):
        publish_draft(actor=bruno, in_force_from=TODAY, today=TODAY, at=AT)


def test_a_draft_is_let_go_and_letting_go_twice_is_fine(bruno: Actor) -> None:
    start_draft(actor=bruno, at=AT)
    discard_draft(actor=bruno)
    discard_draft(actor=bruno)
    assert draft_of(bruno.shop_id) is None
    with refused(NotFound):
        save_draft(actor=bruno, policy=Policy(), version=1, at=AT)


def test_an_agent_touches_no_draft(bruno: Actor) -> None:
    ines = Actor(ActorKind.STAFF, bruno.shop_id, RIGHTS[Role.AGENT], "Inès")
    for deed in (
        lambda: start_draft(actor=ines, at=AT),
        lambda: save_draft(actor=ines, policy=Policy(), version=1, at=AT),
        lambda: discard_draft(actor=ines),
        lambda: publish_draft(actor=ines, in_force_from=TODAY, today=TODAY, at=AT),
    ):
        with refused(Forbidden):
            deed()


def test_a_row_that_takes_a_right_away_is_not_published_even_knowingly(bruno: Actor) -> None:
    row = Row("a1", {"claim": OneOf(frozenset({"withdraw"}))}, {"verdict": "refuse"}, "Non.", "No.")
    unfit = Policy(tables={TableName.ANSWER: (row,)})
    with refused(PolicyUnfit) as refusal:
        publish_policy(actor=bruno, policy=unfit, in_force_from=TODAY, today=TODAY, at=AT, knowing=True)
    assert isinstance(refusal.value, PolicyUnfit)
    assert refusal.value.findings[0].sources
    assert "a1" in str(refusal.value)
    assert len(versions_of(bruno.shop_id)) == 1


def test_a_row_that_never_counts_is_published_only_knowingly(bruno: Actor) -> None:
    rows = Row("w1", then={"days": 30}), Row("w2", {"opened": Is(value=True)}, {"days": 60})
    twice = Policy(tables={TableName.WINDOW: rows})
    draft = start_draft(actor=bruno, at=AT)
    save_draft(actor=bruno, policy=twice, version=draft.version, at=AT)
    with refused(PolicyDoubtful):
        publish_draft(actor=bruno, in_force_from=TODAY, today=TODAY, at=AT)
    assert publish_draft(actor=bruno, in_force_from=TODAY, today=TODAY, at=AT, knowing=True).number == 2


def test_a_policy_of_too_many_rows_is_not_kept(bruno: Actor) -> None:
    start_draft(actor=bruno, at=AT)
    endless = Policy(tables={TableName.WINDOW: tuple(Row(f"w{n}", then={"days": 30}) for n in range(2_001))})
    with refused(Invalid):
        save_draft(actor=bruno, policy=endless, version=1, at=AT)


def test_a_first_version_may_begin_in_the_past() -> None:
    carla = system(create_shop(slug="carla", name="Carla", country="FR").pk)
    start_draft(actor=carla, at=AT)
    made = publish_draft(actor=carla, in_force_from=date(2025, 1, 1), today=TODAY, at=AT)
    assert (made.number, PolicyVersion.objects.count()) == (1, 1)
