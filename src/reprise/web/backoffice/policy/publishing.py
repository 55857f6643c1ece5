"""Before and after publication: what changes, from when, what is to be known; and letting go of a draft."""

from datetime import date
from typing import Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.services.discard_draft import discard_draft
from reprise.apps.policies.services.publish_draft import publish_draft
from reprise.core.refusals import Overtaken, Refusal
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.policy.comparing import changes
from reprise.web.backoffice.policy.drafting import work_of
from reprise.web.backoffice.policy.frame import show_policy
from reprise.web.backoffice.policy.people import who
from reprise.web.backoffice.policy.spoken import findings
from reprise.web.backoffice.policy.undo import forget_all
from reprise.web.refusals import status_of
from reprise.web.templatetags.reprise_format import date_text

LONGEST_NUMBER: Final = 12


class PublishForm(DeskForm):
    """From when, and that the warnings were read."""

    in_force_from = DayField(
        label=_("In force from"), help_text=_("Today or later. Orders made before keep the version of their day."),
        error_messages={"required": _("Choose a day: today or later."), "invalid": _("Choose a day: today or later.")},
    )  # fmt: skip
    knowing = forms.BooleanField(
        label=_("I have read what is to be looked at, and publish all the same."), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**LONGEST_NUMBER)


@desk_page(right=Right.CASES_READ, methods=READ)
def compare(request: StaffRequest) -> HttpResponse:
    """The draft beside the version published last."""
    work = work_of(request)
    context = {
        "title": gettext("Draft and version %(number)d") % {"number": work.newest.number},
        "changes": changes(work.base, work.policy, request.shop.currency),
    }
    return show_policy(request, "compare", work, findings(work, request.shop), context)


@desk_page(right=Right.POLICY_EDIT)
def publish(request: StaffRequest) -> HttpResponse:
    """What will change, from when, and the button; nothing that takes a right away is ever published."""
    work = work_of(request)
    today = timezone.localdate()
    first = max(today, work.newest.in_force_from)
    form = PublishForm(typed(request), initial={"in_force_from": first, "version": work.number})
    told = findings(work, request.shop)
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                return _published(request, form.cleaned_data, today)
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
                if isinstance(refusal, Overtaken):  # look at it again as it is now; what was chosen stays
                    work = work_of(request)
                    form.data = {**request.POST.dict(), "version": str(work.number)}
                    told = findings(work, request.shop)
    context = {
        "form": form, "title": gettext("Publish"), "changes": changes(work.base, work.policy, request.shop.currency),
        "me": who(request, request.actor.key), "first": first,
    }  # fmt: skip
    return show_policy(request, "publish", work, told, context, status=form.status)


def _published(request: StaffRequest, given: dict[str, object], today: date) -> HttpResponse:
    start = given["in_force_from"]
    assert isinstance(start, date)
    version = given["version"]
    made = publish_draft(
        actor=request.actor, in_force_from=start, today=today, at=timezone.now(),
        version=version if isinstance(version, int) else None, knowing=bool(given["knowing"]),
    )  # fmt: skip
    forget_all(request)
    if start > today:
        said = gettext("Version %(number)d is published for %(day)s. Until then it can be withdrawn.")
        return go(request, said % {"number": made.number, "day": date_text(start, "day")}, "policy_versions")
    return go(request, gettext("Version %(number)d is in force from now on.") % {"number": made.number}, "policy")


@desk_page(right=Right.POLICY_EDIT)
def discard(request: StaffRequest) -> HttpResponse:
    """What would be lost, and letting go of it."""
    work = work_of(request)
    fault, status = "", 200
    if request.method == "POST":
        sent = request.POST.get("version", "")
        plain = sent.isascii() and sent.isdigit() and len(sent) < LONGEST_NUMBER
        try:
            discard_draft(actor=request.actor, version=int(sent) if plain else 0)
        except Overtaken as refusal:
            fault = gettext(
                "The draft was saved since you opened it, by a colleague or in another window. "
                "Look at what would be lost, then confirm."
            )
            status = status_of(refusal)
        else:
            forget_all(request)
            return go(request, gettext("The draft is discarded. The version published last stays as it is."), "policy")
    context = {
        "title": gettext("Discard the draft"), "fault": fault,
        "changes": changes(work.base, work.policy, request.shop.currency),
    }  # fmt: skip
    return show_policy(request, "discard", work, [], context, status=status)
