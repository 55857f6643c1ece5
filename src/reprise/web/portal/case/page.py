"""The page of a case: where it is, whose turn, when, what money, and what one may do."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from reprise.apps.logistics.kinds import Carrier
from reprise.apps.logistics.rules.carriers import NAMES, tracking_url
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.papers.shelf import shelf_of
from reprise.readmodels.statements import moment_to_the_second
from reprise.web.chat.draw import thread_picture
from reprise.web.portal.articles import articles_about
from reprise.web.portal.case import panels
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.case.money import money
from reprise.web.portal.case.readers import readers_of
from reprise.web.portal.case.said import case_talk
from reprise.web.portal.case.scene import Scene, scene_of
from reprise.web.portal.case.standing import has_lapsed, standing_of, track_of
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import Problem, show
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.cases.models import ReturnItem
    from reprise.apps.logistics.models import Parcel


@dataclass(frozen=True, slots=True)
class Sendable:
    """Pieces of one article that may go into a parcel."""

    item: "ReturnItem"
    name: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel of the case as its customer sees it."""

    parcel: "Parcel"
    carrier: str
    url: str
    lacks_proof: bool


@case_page()
def case(request: CaseRequest) -> HttpResponse:
    """Show the case."""
    return draw(request)


def draw(
    request: CaseRequest, *, typed: Mapping[str, str] | None = None, problems: Sequence[Problem] = (), status: int = 200
) -> HttpResponse:
    """The page with what was typed and what is wrong with it, if anything."""
    scene = scene_of(request)
    shown, path = panels.lines(scene), case_path(request.shop, request.case)
    may = {deed.value: scene.may(deed) for deed in Deed}
    talk = case_talk(request)
    context = {
        **thread_picture(talk),
        "readers": readers_of(talk.conversation),
        "case": request.case,
        "path": path,
        "standing": standing_of(scene),
        "track": track_of(scene),
        "lines": shown,
        "articles": articles_about(request.shop, (panel.line.reason for panel in shown if panel.said), back=path),
        "ways_shown": any(panel.refused and panel.told and panel.told.paths for panel in shown),
        "money": money(scene),
        "dates": panels.dates(scene, request.now),
        "questions": panels.questions(scene),
        "history": panels.history(scene),
        "photos": [piece for piece in scene.evidence if piece.file.preview_key],
        "shots": panels.shots(scene),
        "other_language": request.case.language != language(),
        "documents": [piece for piece in scene.evidence if not piece.file.preview_key],
        "authorisation": scene.picture.authorisation,
        "lapsed": has_lapsed(scene),
        "papers": shelf_of(scene.picture, request.shop),
        "withdrawn_at": _withdrawn_at(request, scene),
        "parcels": list(_parcels(scene)),
        "may": may,
        "typed": typed or {},
        "client_id": (typed or {}).get("client_id") or secrets.token_urlsafe(12),
        **(_sending(request, scene) if may[Deed.ANNOUNCE_PARCEL] else {}),
    }
    return show(request, "case/case", context, problems=problems, status=status)


def _withdrawn_at(request: CaseRequest, scene: Scene) -> str:
    """The exact moment a withdrawal reached the shop; empty where nobody withdrew."""
    if all(line.claim != "withdraw" for line in scene.picture.lines):
        return ""
    return moment_to_the_second(request.case.opened_at, request.shop.timezone, language())


def _sending(request: CaseRequest, scene: Scene) -> dict[str, object]:
    """What the form for a parcel needs."""
    open_items = {pk for action in scene.about(Deed.ANNOUNCE_PARCEL) for pk in action.item_ids}
    names = {line.pk: line.name for line in scene.picture.lines}
    return {
        "sendable": [Sendable(item, names[item.line_id]) for item in scene.picture.items if item.pk in open_items],
        "carriers": [(carrier.value, NAMES[carrier]) for carrier in Carrier],
        "today": timezone.localdate(request.now),
        "address": list(_return_address(request)),
    }


def _return_address(request: CaseRequest) -> Iterator[str]:
    """Where goods come back to, line by line."""
    shop, kept = request.shop, request.shop.return_address or request.shop.address
    town = f"{kept.get('postcode', '')} {kept.get('city', '')}".strip()
    yield from (str(line) for line in (shop.legal_name or shop.name, *kept.get("lines", ()), town) if line)


def _parcels(scene: Scene) -> list[Sent]:
    ours = [parcel for parcel in scene.picture.parcels if parcel.direction == "in"]
    return [
        Sent(
            parcel,
            NAMES[Carrier(parcel.carrier)] if parcel.carrier else "",
            tracking_url(parcel.carrier, parcel.tracking_number),
            parcel.proof_of_deposit_id is None and parcel.received_at is None,
        )
        for parcel in ours
    ]
