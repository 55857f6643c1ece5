"""The only ways to obtain a shop's policy. It is public: whoever knows the shop may read it."""

from datetime import date

from reprise.apps.policies.models import PolicyVersion
from reprise.core.refusals import NotFound


def policy_on(shop_id: int, day: date) -> PolicyVersion:
    """The version in force on a day; for a day before the first version, the first."""
    versions = PolicyVersion.objects.filter(shop_id=shop_id)
    found = versions.filter(in_force_from__lte=day).order_by("-in_force_from", "-number").first()
    found = found or versions.order_by("number").first()
    if found is None:
        raise NotFound
    return found


def versions_of(shop_id: int) -> list[PolicyVersion]:
    """Every version, newest first; there are few."""
    return list(PolicyVersion.objects.filter(shop_id=shop_id).order_by("-number"))
