"""How every deed page works: show the form, do the deed once, and lose nothing that was typed."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.core.refusals import Refusal
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.changes import Change, changes_since
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm
from reprise.web.backoffice.once import done_before, remember
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of


class DeedForm(DeskForm):
    """The form of a deed on a case; `seen` is how far the case had come when the form was drawn."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, sequence: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", sequence)

    def hush(self) -> None:
        """Read what is there without complaining about the rest."""
        self.full_clean()
        self._errors = ErrorDict()


def deed_page(*, right: Right) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The page of a deed on a case: open to staff with the right, and done once though its form is sent twice."""

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def once(request: StaffRequest, reference: str) -> HttpResponse:
            if request.method == "POST" and done_before(request):
                told = gettext("This was done already; it was not done twice.")
                return go(request, told, "case", reference)
            return view(request, reference)

        return desk_page(right=right)(once)

    return declare


def act(
    request: StaffRequest, scene: Scene, form: DeedForm, do: Callable[[], str], *, template: str,
    context: Mapping[str, object], closed: bool = False, hold: bool = False, quiet: bool = False,
) -> HttpResponse:  # fmt: skip
    """Answer a deed's page. `do` does the deed and returns the sentence that says so.

    A case that moved on since the form was drawn says what happened and asks again, with everything typed in place; so
    does a refusal. On hold, the form is only looked at again; quietly, without complaints about what is not filled in.
    """
    case, changes = scene.case, list[Change]()
    if request.method == "POST":
        if quiet:
            form.hush()
        elif not form.is_valid():
            form.status = 422
        elif hold:
            form.status = 200
        elif changes := changes_since(case, form.cleaned_data.get("seen"), request.actor):
            form.overtaken(case.timeline_sequence)
        else:
            try:
                said = do()
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                remember(request)
                return go(request, said, "case", case.reference)
    page = {"scene": scene, "case": case, "form": form, "changes": changes, "closed": closed, **context}
    return show(request, f"cases/{template}", page, section="queue", status=form.status)
