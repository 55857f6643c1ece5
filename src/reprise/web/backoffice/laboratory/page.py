"""The laboratory: choose the days, have the open draft replayed, and see what earlier replays found."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.queries import draft_of, policy_on
from reprise.apps.policies.simulation_queries import simulations_of
from reprise.readmodels.policy_trial import trial_days
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.laboratory.words import STATES
from reprise.web.backoffice.pages import address, show
from reprise.workflows.simulate_policy.jobs import ask

LISTED = 10


class DaysForm(DeskForm):
    """Which requests the draft is tried on."""

    since = DayField(label=_("From"))
    until = DayField(label=_("To"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.fields[name].widget.attrs["class"] = "form-control rp-w-10"

    def clean(self) -> dict[str, object]:
        """Only the past is replayed, from a day to a later one."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and since > self.today:
            self.add_error("since", gettext("Choose a day that is not after today: only the past is replayed."))
        elif since and until and until < since:
            self.add_error("until", gettext("Choose a day that is not before the first one."))
        return given


@desk_page(right=Right.CASES_READ)
def laboratory(request: StaffRequest) -> HttpResponse:
    """Ask for a replay of other days than the panel's, and find the earlier ones."""
    today, draft = timezone.localdate(), draft_of(request.shop.pk)
    since, until = trial_days(today)
    form = DaysForm(typed(request), today=today, initial={"since": since, "until": until})
    if request.method == "POST" and draft is not None:
        if form.is_valid():
            given = form.cleaned_data
            made = ask(
                actor=request.actor, draft=draft.content, in_force=policy_on(request.shop.pk, today).number,
                since=given["since"], until=min(given["until"], today), at=timezone.now(),
            )  # fmt: skip
            return HttpResponseRedirect(address(request, "simulation", made.pk))
        form.status = 422
    earlier = [
        {"replay": each, "state": gettext(STATES.get(each.state, each.state))}
        for each in simulations_of(request.actor)[:LISTED]
    ]  # fmt: skip
    context = {"form": form, "draft": draft, "earlier": earlier, "today": today}
    return show(request, "laboratory/laboratory", context, section="policy", status=form.status)
