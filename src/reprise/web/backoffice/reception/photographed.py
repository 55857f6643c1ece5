"""A code that was photographed, or seen by a camera whose browser reads none: read here, then scanned as ever."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.platform.files.codes import codes_on
from reprise.web.backoffice.cases.scene import asked_number
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address


@desk_page(right=Right.GOODS_RECEIVE, methods=("POST",))
def photographed(request: StaffRequest) -> HttpResponse:
    """The code on a photo as if it had been scanned; a script that looks through a camera is told it alone."""
    sent = request.FILES.get("photo")
    found = codes_on(sent.chunks()) if sent is not None else []
    if request.headers.get("X-Camera"):
        return JsonResponse({"code": found[0] if found else ""})
    like = asked_number(request, "like")
    told = {"like": str(like)} if like is not None else {}
    if found:
        told["scan"] = found[0]
    elif sent is None:
        messages.error(request, gettext("Take a photo of the code first."))
    else:
        messages.error(
            request, gettext("No code could be read on the photo. Go nearer, with light from the side, or type it.")
        )
    query = f"?{urlencode(told)}" if told else ""
    return HttpResponseRedirect(address(request, "reception") + query)
