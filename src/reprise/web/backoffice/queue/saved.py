"""Kept choices of the queue: listed, opened, kept, moved and let go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queue import QueueFilter
from reprise.apps.cases.services.save_filter import drop_filter, move_filter_up, save_filter, set_default_filter
from reprise.core.refusals import NotFound, Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go
from reprise.web.backoffice.queue import filters
from reprise.web.refusals import tell

if TYPE_CHECKING:
    from reprise.apps.cases.models import SavedFilter


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept choice as it stands in the database, and as the queue understands it."""

    row: "SavedFilter"
    wanted: QueueFilter


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A kept choice as the page shows it."""

    pk: int
    label: str
    url: str
    count: int | None
    shared: bool
    is_default: bool
    may_change: bool


def chosen(request: StaffRequest, kept: "Sequence[SavedFilter]") -> "SavedFilter | None":
    """The kept choice an address names, or the one to begin with where it asks for nothing; one that is no more leads
    to the plain queue, and says so."""
    asked = request.GET.get("saved", "")
    if asked:
        found = next((one for one in kept if str(one.pk) == asked), None)
        if found is None:
            messages.info(request, gettext("This filter is no more. Here is the queue."))
        return found
    if any(request.GET.get(name) for name in (*filters.NAMES, "after")):
        return None
    return next((one for one in kept if one.is_default), None)  # one's own come before the team's


def kept_rows(request: StaffRequest, kept: Sequence[Kept], counted: Mapping[int, int]) -> list[KeptRow]:
    """The kept choices with their counts."""
    return [
        KeptRow(
            one.row.pk, one.row.label, f"?saved={one.row.pk}", counted.get(one.row.pk), one.row.person_id is None,
            one.row.is_default, one.row.person_id is not None or request.actor.may(Right.CASES_WRITE),
        )
        for one in kept
    ]  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=("POST",))
def keep(request: StaffRequest) -> HttpResponse:
    """Keep the choice at hand under a name, for oneself or for the team."""
    wanted = filters.read(QueryDict(request.POST.get("query", "")[:2_000]))
    try:
        made = save_filter(
            actor=request.actor, label=request.POST.get("label", "").replace("\0", ""),
            query=filters.query_of(wanted), shared=request.POST.get("shared") == "yes",
            is_default=request.POST.get("default") == "yes",
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return HttpResponseRedirect(address(request, "queue") + filters.link(wanted))
    return go(request, gettext("Filter “%(name)s” kept.") % {"name": made.label}, "queue", saved=made.pk)


@desk_page(right=Right.CASES_READ, methods=("POST",))
def change(request: StaffRequest, filter_id: int) -> HttpResponse:
    """Let a kept choice go, move it up, or open the queue with it."""
    deed = request.POST.get("deed", "")
    if deed not in SAID:
        raise NotFound
    if deed == "drop":
        drop_filter(actor=request.actor, filter_id=filter_id)
        return go(request, gettext("Filter removed."), "queue")
    if deed == "up":
        move_filter_up(actor=request.actor, filter_id=filter_id)
    else:
        set_default_filter(actor=request.actor, filter_id=filter_id, is_default=deed == "default")
    return go(request, SAID[deed](), "queue", saved=filter_id)


SAID: Final = {
    "drop": lambda: gettext("Filter removed."), "up": lambda: gettext("Filter moved up."),
    "default": lambda: gettext("The queue opens with this filter now."),
    "plain": lambda: gettext("The queue opens without a filter now."),
}  # fmt: skip
