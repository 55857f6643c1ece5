"""The panel beside the policy's tables: what the draft would change in the requests of the last ninety days."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.queries import draft_of, policy_on
from reprise.core.refusals import NotFound
from reprise.readmodels.policy_trial import Trial, trial_days, trial_of
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address
from reprise.workflows.simulate_policy.jobs import ask


@desk_page(right=Right.CASES_READ, methods=READ)
def trial(request: StaffRequest) -> HttpResponse:
    """The panel as it is now, to be put in the place of the one before."""
    draft = draft_of(request.shop.pk)
    if draft is None:
        raise NotFound
    return _drawn(request, trial_of(request.shop, draft, timezone.localdate()))


@desk_page(right=Right.CASES_READ, methods=("POST",))
def trial_begin(request: StaffRequest) -> HttpResponse:
    """Ask for the replay of the open draft; a script gets the panel, anybody else the page of the replay."""
    draft = draft_of(request.shop.pk)
    if draft is None:
        raise NotFound
    today = timezone.localdate()
    since, until = trial_days(today)
    made = ask(
        actor=request.actor, draft=draft.content, in_force=policy_on(request.shop.pk, today).number, since=since,
        until=until, at=timezone.now(),
    )  # fmt: skip
    if request.headers.get("HX-Request"):
        return _drawn(request, trial_of(request.shop, draft, today))
    return HttpResponseRedirect(address(request, "simulation", made.pk))


def _drawn(request: StaffRequest, found: Trial) -> HttpResponse:
    return render(request, "desk/policy/trial.html", {"trial": found, "shop": request.shop})
