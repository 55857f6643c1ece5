"""The delivery log: everything the shop wrote, newest first."""

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.notifications.about import NAMES
from reprise.core.refusals import NotFound
from reprise.readmodels.letter_log import VIEWS, log_page
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, counts_of, show


@desk_page(right=Right.CASES_READ, methods=READ)
def letters(request: StaffRequest) -> HttpResponse:
    """A page of letters; the search knows addresses, references and order numbers."""
    asked = {name: request.GET.get(name, "").strip()[:120] for name in ("view", "letter", "to")}
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise NotFound
    view = asked["view"] if asked["view"] in VIEWS else ""
    letter = asked["letter"] if asked["letter"] in NAMES else ""
    rows, older = log_page(
        request.actor, view=view, letter=letter, search=asked["to"], before=int(before) if before else None
    )
    kept = {"view": view, "letter": letter, "to": asked["to"]}
    context = {
        "rows": rows, "asked": kept, "any": any(kept.values()), "first": not before,
        "older": address(request, "letters_sent", **kept, before=older) if older else "",
        "newest": address(request, "letters_sent", **kept),
        "views": [(name, gettext(label)) for name, (label, _states) in VIEWS.items()],
        "names": sorted(((each.value, gettext(name)) for each, name in NAMES.items()), key=lambda pair: pair[1]),
        "failed": counts_of(request)["letters"],
    }  # fmt: skip
    return show(request, "letters/log", context, section="letters")
