"""Say that something is done which nothing on the case shows: postage paid back, a complaint answered."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.deadline_words import title_of
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.workflows import keep_date as workflow


@deed_page(right=Right.CASES_WRITE)
def keep_date(request: StaffRequest, reference: str) -> HttpResponse:
    """The page that ends one of the dates a person keeps."""
    scene = scene_of(request, reference)
    ids = [action.deadline_id for action in scene.open(Deed.KEEP_DATE)]
    asked = asked_number(request, "date") or next(iter(ids), None)
    date = next((row for row in scene.picture.deadlines if row.pk == asked and row.pk in ids), None)
    if date is None:
        raise NotNow
    form = DeedForm(typed(request), sequence=scene.case.timeline_sequence)

    def do() -> str:
        done = workflow.keep_date(actor=request.actor, deadline_id=date.pk, at=timezone.now())
        return gettext("%(what)s: kept as done.") % {"what": title_of(done)}

    return act(request, scene, form, do, template="keep_date", context={"heading": title_of(date), "date": date})
