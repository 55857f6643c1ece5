"""What a seller has to tell: texts to paste, the duty each fulfils, and which of them are in place."""

import json
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.services.place_notice import place_notice, take_notice_back
from reprise.core.refusals import NotFound, mark
from reprise.readmodels.conditions import addresses
from reprise.readmodels.conditions.about import about
from reprise.readmodels.conditions.structured import organization
from reprise.readmodels.notices.placed import notices_of, tally
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings

#: What a shop may not have said of itself yet.
MISSING: Final = {
    "address": mark("address of the shop"), "phone": mark("telephone"), "email": mark("e-mail address"),
    "registration": mark("registration number"), "mediator_name": mark("name of the mediator"),
    "mediator_address": mark("address of the mediator"), "mediator_website": mark("website of the mediator"),
}  # fmt: skip


@desk_page(right=Right.CASES_READ)
def notices(request: StaffRequest) -> HttpResponse:
    """The list; whoever edits the policy ticks what is in place."""
    if request.method == "POST":
        return _tick(request)
    lang, today = get_language() or "fr", timezone.localdate()
    base = settings.ENV.base_url.rstrip("/")
    version = policy_on(request.shop.pk, today)
    placed = notices_of(request.shop, version, lang, base)
    done, all_of_them = tally(placed)
    data = organization(about(request.shop, version, day=today, lang=lang), base)
    context = {
        "rows": [(notice, [gettext(MISSING[name]) for name in notice.missing]) for notice in placed],
        "done": done, "all": all_of_them, "changed": [each for each in placed if each.state == "changed"],
        "lacking": sum(bool(each.missing) for each in placed), "may_edit": request.actor.may(Right.POLICY_EDIT),
        "snippet": _snippet(data), "endpoint": base + addresses.document(request.shop.slug),
        "is_french": request.shop.country == "FR",
    }  # fmt: skip
    return show_settings(request, "notices", context, page="notices")


def _tick(request: StaffRequest) -> HttpResponse:
    request.actor.require(Right.POLICY_EDIT)
    version = policy_on(request.shop.pk, timezone.localdate())
    base = settings.ENV.base_url.rstrip("/")
    placed = {each.name: each for each in notices_of(request.shop, version, get_language() or "fr", base)}
    notice = placed.get(request.POST.get("notice", ""))
    if notice is None:
        raise NotFound
    if request.POST.get("deed") == "remove":
        take_notice_back(actor=request.actor, notice=notice.name)
        said = gettext("Noted: “%(title)s” is not in place.") % {"title": notice.title}
    else:
        place_notice(actor=request.actor, notice=notice.name, digest=notice.digest, at=timezone.now())
        said = gettext("Noted: “%(title)s” is in place.") % {"title": notice.title}
    return go(request, said, "notices")


def _snippet(data: object) -> str:
    written = json.dumps(data, ensure_ascii=False, indent=2).replace("<", "\\u003C").replace(">", "\\u003E")
    return f'<script type="application/ld+json">\n{written}\n</script>'
