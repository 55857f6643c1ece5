"""The address of each step, found in the demo's shop as it is now: a story that went on leads to the case's page."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.services.links import Purpose, make_link
from reprise.apps.cases.queries import cases_of, remedies_of
from reprise.apps.catalogue.queries import orders_by_number
from reprise.demo.tour import SLUG, Place, Step
from reprise.web.portal.links import case_path

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case

PAGES = {
    Place.HELP: "portal:help", Place.HOME: "desk:overview", Place.QUEUE: "desk:queue",
    Place.CONVERSATIONS: "desk:conversations", Place.POLICY: "desk:policy",
}  # fmt: skip
CHANGED = "#row-a9"  # the row of the policy the tour speaks of
DEEDS = {Place.DECIDE: "decide", Place.REFUND: "refund", Place.APPROVE: "approve_refund"}


def address_of(step: Step, at: datetime) -> str:
    """Where the step plays."""
    shop = shop_by_slug(SLUG)
    if step.place in PAGES:
        page = reverse(PAGES[step.place], args=[shop.slug])
        return page + CHANGED if step.place is Place.POLICY else page
    if step.place is Place.ORDER:
        return _order(shop, step, at)
    case = _case(shop, step)
    if step.place is Place.CASE:
        case = case or _another(shop, step)
        return case_path(shop, case) if case else _order(shop, step, at)
    if case is None:
        return reverse("desk:queue", args=[shop.slug])
    if step.place is Place.RECEPTION:
        return f"{reverse('desk:reception', args=[shop.slug])}?scan={case.reference}"
    return _deed(shop, case, step)


def _deed(shop: "Shop", case: "Case", step: Step) -> str:
    """The page of the deed while it is the case's next step, else the case."""
    name = DEEDS[step.place]
    if case.next_action != name:
        return reverse("desk:case", args=[shop.slug, case.reference])
    page = reverse(f"desk:{name}", args=[shop.slug, case.reference])
    remedies = remedies_of(case)
    return f"{page}?remedy={remedies[0].pk}" if step.place is Place.REFUND and remedies else page


def _order(shop: "Shop", step: Step, at: datetime) -> str:
    order = orders_by_number(system(shop.pk), step.order)[0]
    secret = make_link(purpose=Purpose.ORDER, shop_id=shop.pk, at=at, order_id=order.pk)
    return reverse("portal:open_order", args=[shop.slug, secret])


def _case(shop: "Shop", step: Step) -> "Case | None":
    order = orders_by_number(system(shop.pk), step.order)[0]
    return cases_of(system(shop.pk)).filter(order=order).order_by("-id").first()


def _another(shop: "Shop", step: Step) -> "Case | None":
    """Whoever only looked on has asked for nothing: the page of a case of the same customer shows as much."""
    order = orders_by_number(system(shop.pk), step.order)[0]
    return cases_of(system(shop.pk)).filter(order__email=order.email).order_by("-id").first()
