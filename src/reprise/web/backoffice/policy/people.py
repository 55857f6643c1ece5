"""Who wrote a draft or published a version, by name."""

from django.utils.translation import gettext

from reprise.apps.accounts.queries import colleagues
from reprise.web.backoffice.door import StaffRequest


def who(request: StaffRequest, key: str) -> str:
    """The name behind the short key of a record."""
    kind, _, number = key.partition(":")
    if kind == "staff":
        known = getattr(request, "policy_people", None)
        if known is None:
            known = {str(person.pk): str(person) for person in colleagues(request.actor)}
            request.policy_people = known  # type: ignore[attr-defined]
        return known.get(number) or gettext("a former colleague")
    return gettext("a program") if kind == "token" else "Reprise"
