"""The door of a case: its secret link. A wrong link looks like no case at all."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

import structlog
from django.conf import settings
from django.http import HttpResponseBase

from reprise.apps.accounts.actors import Actor, customer_of_case
from reprise.apps.cases.links import token_fits
from reprise.apps.cases.queries import case_at_link
from reprise.core.refusals import NotFound
from reprise.web.portal.code import Matter, ask_first, is_asked
from reprise.web.portal.door import READ, ShopRequest, View, is_proved, keep_private, shop_page
from reprise.web.portal.known import remember
from reprise.web.portal.links import case_path

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

NOBODY: Final = (0, "")  # what a token is held against when there is no such case


class CaseRequest(ShopRequest):
    """A request of the customer who holds a case's link."""

    actor: Actor
    case: "Case"


def case_page(methods: tuple[str, ...] = READ, *, on_any_device: bool = False) -> Callable[[View], View]:
    """Open to whoever holds the link; the token is compared in constant time.

    Where the shop wants it so, a device not seen before is asked for a mailed code.
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: ShopRequest, reference: str, token: str, **kwargs: object) -> HttpResponseBase:
            case = case_at_link(request.shop.pk, reference)
            case_id, link_key = (case.pk, case.link_key) if case else NOBODY
            if not token_fits(settings.SECRET_KEY, case_id, link_key, token) or case is None:
                raise NotFound
            structlog.contextvars.bind_contextvars(case=case.reference)
            customer = cast(CaseRequest, request)
            customer.case = case
            customer.actor = customer_of_case(request.shop.pk, case.pk, case.contact_name)
            if request.shop.asks_code and not on_any_device:
                return _where_known(customer, lambda: view(customer, **kwargs))
            return keep_private(view(customer, **kwargs))

        guarded = shop_page(methods)(opened)
        guarded.door = "case"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return guarded

    return declare


def matter_of(request: CaseRequest) -> Matter:
    """The case as what a code opens."""
    case = request.case
    return Matter(f"case:{case.pk}", case.contact_email, case_path(request.shop, case))


def _where_known(request: CaseRequest, view: "Callable[[], HttpResponseBase]") -> HttpResponseBase:
    """The view on a device that is known; one on which the order was opened, or the request made, is from now on."""
    matter = matter_of(request)
    if not is_asked(request, matter):
        return keep_private(view())
    if request.case.order_id and is_proved(request, request.case.order_id):
        return remember(request, keep_private(view()), matter.about)
    return ask_first(request, matter)
