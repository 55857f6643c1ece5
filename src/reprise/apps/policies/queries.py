"""The only ways to obtain a shop's policy. It is public: whoever knows the shop may read it."""

from datetime import date

from django.db.models import Case, Q, When

from reprise.apps.policies.models import PolicyDraft, PolicyVersion
from reprise.core.refusals import NotFound
from reprise.platform.statements import Reading

_IN_FORCE = Reading(
    lambda shop_id, day: PolicyVersion.objects.filter(
        Q(in_force_from__lte=day) | Q(number=1), shop_id=shop_id
    ).order_by(Case(When(in_force_from__lte=day, then=0), default=1), "-in_force_from", "-number")[:1]
)


def ask_policy_ahead(shop_id: int, day: date) -> None:
    """Have the version in force on a day asked with the next question, for this block."""
    _IN_FORCE.ahead(shop_id, day)


def policy_on(shop_id: int, day: date, *, since: date | None = None) -> PolicyVersion:
    """The version in force on a day; for a day before the first version, the first.

    `since`: a later day whose version was asked ahead; mostly it is the same.
    """
    if since is not None and day < since:
        later = _IN_FORCE.first(shop_id, since)
        if later is not None and (later.in_force_from <= day or later.number == 1):
            return later  # none came in between: each begins no earlier than the one before it
    found = _IN_FORCE.first(shop_id, day)
    if found is None:
        raise NotFound
    return found


def versions_of(shop_id: int) -> list[PolicyVersion]:
    """Every version, newest first; there are few."""
    return list(PolicyVersion.objects.filter(shop_id=shop_id).order_by("-number"))


def draft_of(shop_id: int) -> PolicyDraft | None:
    """The next version while it is written, with the version it began from."""
    return PolicyDraft.objects.filter(shop_id=shop_id).select_related("based_on").first()
