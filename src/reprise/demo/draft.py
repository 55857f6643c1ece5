"""A change of the policy that Claire turns over in her mind, and what it would have changed since."""

from dataclasses import replace
from typing import Final

from reprise.apps.policies.kept_policy import from_json
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Between, Row, TableName
from reprise.apps.policies.services.save_draft import save_draft
from reprise.apps.policies.services.start_draft import start_draft
from reprise.demo.stories.stage import Stage
from reprise.readmodels.policy_trial import trial_days
from reprise.workflows.simulate_policy.jobs import ask

CHANGED: Final = "a9"  # faulty articles that need not come back…
UP_TO: Final = Between(None, 4_000)  # …up to forty euros instead of fifteen


def think_it_over(stage: Stage) -> None:
    """Leave a draft of one changed row, tried on the last ninety days."""
    at = stage.ago(2)
    draft = start_draft(actor=stage.claire, at=at)
    policy = from_json(draft.content)
    rows = tuple(map(_changed, policy.rows(TableName.ANSWER)))
    saved = save_draft(
        actor=stage.claire, policy=policy.with_rows(TableName.ANSWER, rows), version=draft.version, at=at
    )
    since, until = trial_days(stage.now.date())
    in_force = policy_on(stage.shop.pk, until).number
    ask(actor=stage.claire, draft=saved.content, in_force=in_force, since=since, until=until, at=stage.now)


def _changed(row: Row) -> Row:
    return replace(row, when={**row.when, "value_minor": UP_TO}) if row.id == CHANGED else row
