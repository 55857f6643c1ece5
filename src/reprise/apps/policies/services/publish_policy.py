from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.refusals import PolicyDoubtful, PolicyUnfit
from reprise.apps.policies.rules import Policy, Severity, check_policy, checked
from reprise.apps.policies.telling.findings import finding_in_words
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@atomic
def publish_policy(
    *, actor: Actor, policy: Policy, in_force_from: date, today: date, at: datetime, replaces: int | None = None,
    knowing: bool = False,
) -> PolicyVersion:  # fmt: skip
    """Publish the next version, from today on or later; orders made before keep the version of their day.

    `replaces` is the number of the version its author was looking at: when another one came in between, nothing is
    published. `knowing`: the author has seen what the check warns of; its errors are never published. A shop's first
    version may begin in the past.
    """
    actor.require(Right.POLICY_EDIT)
    last = PolicyVersion.objects.filter(shop_id=actor.shop_id).order_by("-number").first()
    if last is not None and replaces is not None and last.number != replaces:
        raise Overtaken
    if last is not None and in_force_from < today:
        raise Invalid(field="in_force_from", why=mark("choose today or a later day; past orders keep theirs."))
    if last is not None and in_force_from < last.in_force_from:
        raise Invalid(
            field="in_force_from", why=mark("choose a day that is not before the start of the version planned last.")
        )
    checked(policy.terms)
    if policy.has_rows:
        _fit(policy, shop_of(actor), in_force_from, knowing=knowing)
    try:
        with transaction.atomic():
            return PolicyVersion.objects.create(
                shop_id=actor.shop_id, number=last.number + 1 if last else 1, content=to_json(policy),
                in_force_from=in_force_from, published_at=at, published_by=actor.key,
            )  # fmt: skip
    except IntegrityError as taken:
        raise Overtaken from taken


def _fit(policy: Policy, shop: "Shop", day: date, *, knowing: bool) -> None:
    """Refuse what takes a right away, and what nobody has confirmed."""
    findings = check_policy(policy, shop.country, day)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise PolicyUnfit(errors, finding_in_words(errors[0], shop.currency))
    if findings and not knowing:
        raise PolicyDoubtful(findings, finding_in_words(findings[0], shop.currency))
