"""Authorise the return: the number, until when, and the slip to print."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_terms import from_json
from reprise.apps.policies.queries import policy_on
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import typed
from reprise.workflows import authorise_return as workflow


class AuthoriseForm(DeedForm):
    """Until when the goods may be handed to a carrier."""

    expires_on = DayField(
        label=_("Valid until"), help_text=_("The last day to hand the parcel to a carrier."),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )  # fmt: skip


@deed_page(right=Right.CASES_DECIDE)
def authorise(request: StaffRequest, reference: str) -> HttpResponse:
    """The authorisation's page."""
    scene = scene_of(request, reference)
    is_open = bool(scene.open(Deed.AUTHORISE))
    if not is_open and request.method != "POST":
        raise NotNow
    today = timezone.localdate()
    days = from_json(policy_on(request.shop.pk, today).terms).return_by_days
    form = AuthoriseForm(
        typed(request), sequence=scene.case.timeline_sequence,
        initial={"expires_on": today + timedelta(days=days)},
    )  # fmt: skip

    def do() -> str:
        made = workflow.authorise(
            actor=request.actor, case=scene.case, at=timezone.now(), expires_on=form.cleaned_data["expires_on"]
        )
        return gettext("Return %(number)s authorised. The customer has the slip.") % {"number": made.number}

    awaited = [item for item in scene.picture.items if item.state == "expected"]
    context = {
        "heading": gettext("Authorise the return"),
        "awaited": [(item, scene.line_of_item(item)) for item in awaited],
        "days": days,
    }
    return act(request, scene, form, do, template="authorise", context=context, closed=not is_open)
