"""Where a request is filled in: these are the shop's pages. The questions and their rules are the same elsewhere."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.web.portal.door import ShopRequest, is_proved, may_change
from reprise.web.portal.links import case_path
from reprise.web.portal.request.answers import Answers, Stop
from reprise.workflows import return_request

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, RequestDraft
    from reprise.apps.catalogue.models import Order
    from reprise.readmodels.requests import Request


class Place:
    """The pages of a shop: the addresses of the questions, who may answer them, and what follows on the last one."""

    layout = "portal/request/page.html"
    channel = "portal"
    tries = True  # whether a guide may be offered first, and a request that was solved waits for a word
    withdraws = True  # whether a change of mind is one of the answers, and not only a way to the statutory function

    def __init__(self, request: ShopRequest) -> None:
        self.request = request

    def address(self, name: str, key: str, *more: int) -> str:
        """A page of the request with this key, by its name: a question, a file, the way to go on later."""
        return reverse(f"portal:{name}", args=[self.request.shop.slug, key, *more])

    def find(self) -> str:
        """Where somebody finds their order again."""
        return reverse("portal:find", args=[self.request.shop.slug])

    def file(self, key: str, file_id: int) -> str:
        """The small picture of a file."""
        return self.address("draft_file", key, file_id)

    def lets_in(self, draft: "RequestDraft") -> bool:
        """Whether this browser may answer."""
        return is_proved(self.request, draft.order_id) or may_change(self.request, draft.key)

    def lets_see(self, draft: "RequestDraft") -> bool:
        """Whether the case a request became may be told of to whoever holds its key."""
        return draft.case_id is not None

    def way_out(self, changing: "Case | None") -> str:
        """What comes before the first question."""
        if changing is not None:
            return case_path(self.request.shop, changing)
        return reverse("portal:home", args=[self.request.shop.slug])

    def frame(self, order: "Order | None" = None) -> Mapping[str, object]:
        """What the layout and the questions show of the place."""
        requests = reverse("portal:order", args=[self.request.shop.slug, order.pk]) if order else ""
        return {"layout": self.layout, "find_href": self.find(), "requests_href": requests}

    def aside(self, draft: "RequestDraft", said: Answers, stop: Stop) -> HttpResponse | None:
        """What is done elsewhere than here, if anything, instead of a question."""
        return None

    def ask(self, *, actor: Actor, order: "Order", wanted: "Request", draft: "RequestDraft") -> "Case":
        """Send the request; the same draft again is the same case."""
        at = self.request.now
        return return_request.ask(actor=actor, order=order, request=wanted, at=at, client_id=draft.key)

    def sent(self, case: "Case", draft: "RequestDraft", *, changed: bool = False) -> HttpResponse:
        """What follows once it is sent."""
        if changed:
            messages.success(self.request, gettext("Your request is changed."))
        elif case.contact_email:
            said = gettext("It is sent. We have written to %(email)s: the letter holds the link to this page.")
            messages.success(self.request, said % {"email": case.contact_email})
        return self.done(case, draft)

    def done(self, case: "Case", draft: "RequestDraft") -> HttpResponse:
        """Where a request that is sent leads from now on."""
        return HttpResponseRedirect(case_path(self.request.shop, case))
