"""The versions of the policy: who published what and when, what each changed, and going back to one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.rules import Policy
from reprise.apps.policies.services.withdraw_policy import withdraw_policy
from reprise.core.refusals import NotFound, Refusal
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.policy.comparing import Changes, changes
from reprise.web.backoffice.policy.drafting import Work, change, work_of
from reprise.web.backoffice.policy.frame import show_policy
from reprise.web.backoffice.policy.people import who
from reprise.web.backoffice.policy.undo import forget_all
from reprise.web.refusals import status_of, tell

if TYPE_CHECKING:
    from reprise.apps.policies.models import PolicyVersion

SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Told:
    """A version as the history tells it."""

    version: "PolicyVersion"
    by: str
    state: str  # planned, current, past
    changes: Changes
    rows: int


@desk_page(right=Right.CASES_READ, methods=READ)
def versions(request: StaffRequest) -> HttpResponse:
    """Every version, newest first, with what it changed."""
    work = work_of(request)
    asked = request.GET.get("page", "")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    shown = work.versions[(page - 1) * SHOWN : page * SHOWN]
    context = {
        "title": gettext("Versions"), "rows": [_told(request, work, version) for version in shown],
        "next": page + 1 if len(work.versions) > page * SHOWN else None, "earlier": page - 1 if page > 1 else None,
    }  # fmt: skip
    return show_policy(request, "versions", work, [], context)


@desk_page(right=Right.CASES_READ)
def version(request: StaffRequest, number: int) -> HttpResponse:
    """One version: what it changed; taking it up as a draft, or withdrawing it before its day."""
    work = work_of(request)
    found = next((one for one in work.versions if one.number == number), None)
    if found is None:
        raise NotFound
    fault, status = "", 200
    if request.method == "POST":
        request.actor.require(Right.POLICY_EDIT)
        try:
            return _done(request, work, found)
        except Refusal as refusal:
            fault, status = tell(refusal), status_of(refusal)
        except _NotSure:
            fault, status = gettext("Tick that the draft there is now may be replaced."), 422
    told = _told(request, work, found)
    context = {
        "title": gettext("Version %(number)d") % {"number": number}, "one": told, "changes": told.changes,
        "fault": fault, "unsaved": changes(work.base, work.policy, request.shop.currency).any,
    }  # fmt: skip
    return show_policy(request, "version", work, [], context, status=status)


class _NotSure(Exception):
    """Nobody ticked that the draft may go."""


def _done(request: StaffRequest, work: Work, found: "PolicyVersion") -> HttpResponse:
    if request.POST.get("do") == "withdraw":
        withdraw_policy(actor=request.actor, number=found.number, today=timezone.localdate(), at=timezone.now())
        return go(request, gettext("Version %(number)d is withdrawn.") % {"number": found.number}, "policy_versions")
    if changes(work.base, work.policy, request.shop.currency).any and request.POST.get("sure") != "on":
        raise _NotSure
    change(request, lambda _: policy_of(found))
    forget_all(request)
    said = gettext("Version %(number)d is the draft now. Nothing is published yet.") % {"number": found.number}
    return go(request, said, "policy")


def _told(request: StaffRequest, work: Work, one: "PolicyVersion") -> Told:
    before = next((other for other in work.versions if other.number < one.number), None)
    policy = policy_of(one)
    return Told(
        one, who(request, one.published_by), _state(one, work, timezone.localdate()),
        changes(policy_of(before) if before else Policy(), policy, request.shop.currency),
        sum(len(rows) for rows in policy.tables.values()),
    )  # fmt: skip


def _state(one: "PolicyVersion", work: Work, today: date) -> str:
    if one.pk == work.in_force.pk:
        return "current"
    return "planned" if one.in_force_from > today else "past"
