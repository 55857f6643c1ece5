"""The page of a case: decide with the whole picture, the next step first."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.queries import order_for, order_lines, payments_of
from reprise.apps.evidence.queries import evidence_of
from reprise.readmodels.case_letters import case_link
from reprise.readmodels.guides import tried_before
from reprise.readmodels.letter_log import letters_on
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.axes import axes_of
from reprise.web.backoffice.cases.beside import beside_scene
from reprise.web.backoffice.cases.dates import dates_of
from reprise.web.backoffice.cases.facts import form_of, wanted
from reprise.web.backoffice.cases.goods import goods_of
from reprise.web.backoffice.cases.lines import line_rows
from reprise.web.backoffice.cases.money import refund_rows
from reprise.web.backoffice.cases.next_step import next_step
from reprise.web.backoffice.cases.papers import papers_of
from reprise.web.backoffice.cases.proofs import missing_shots, proofs_of
from reprise.web.backoffice.cases.scene import Scene, scene_of
from reprise.web.backoffice.cases.story import VIEWS, story_of
from reprise.web.backoffice.conversations.scene import case_talk
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import show

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order, OrderLine, Payment


@desk_page(right=Right.CASES_READ, methods=READ)
def case(request: StaffRequest, reference: str) -> HttpResponse:
    """One case."""
    scene = scene_of(request, reference)
    order, bought, payments = _purchase(request, scene)
    view = request.GET.get("show", "all")
    view = view if view in VIEWS else "all"
    pieces = evidence_of(request.actor, scene.case.pk)
    context = {
        **case_talk(request, scene.case, timezone.now()), "scene": scene, "case": scene.case, "order": order,
        "kind": gettext(words.KINDS[scene.case.kind]), "buyer": gettext(words.BUYERS[scene.case.buyer_kind]),
        "step": next_step(request, scene), "axes": axes_of(scene, payments),
        "proofs": proofs_of(pieces), "missing": missing_shots(scene.picture.lines, pieces),
        "lines": line_rows(request, scene, {line.pk: line for line in bought}),
        "goods": goods_of(request, scene), "refunds": refund_rows(request, scene),
        "facts_form": form_of(scene, order), "facts_wanted": wanted(scene),
        "customer_url": case_link(scene.case, request.shop), **dates_of(request, scene),
        "papers": papers_of(request, scene), "letters": letters_on(request.actor, scene.case),
        "tried": tried_before(scene.case.pk, get_language() or "fr"),
        "asides": {action.deed.value for action in scene.actions},
        "view": view, "views": VIEWS,
        **beside_scene(request, scene.case),
        **_story(request, scene, view),
    }  # fmt: skip
    return show(request, "cases/case", context, section="queue")


def _purchase(request: StaffRequest, scene: Scene) -> "tuple[Order | None, list[OrderLine], list[Payment]]":
    if scene.case.order_id is None or not request.actor.may(Right.ORDERS_READ):
        return None, [], []
    order = order_for(request.actor, scene.case.order_id)
    return order, order_lines(order), payments_of(order)


def _story(request: StaffRequest, scene: Scene, view: str) -> dict[str, object]:
    assignee = scene.case.assignee if scene.case.assignee_id else None
    return {"entries": story_of(request, scene.case, view), "assignee": str(assignee) if assignee else ""}
