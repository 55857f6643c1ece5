"""Showing the defect: guided shots, checked at once. A remark never blocks, and neither does having no photo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext

from reprise.apps.evidence.queries import file_for, files_for
from reprise.apps.evidence.services.attach import MOST_BYTES
from reprise.core.refusals import NotFound
from reprise.platform.files.accept import IMAGES_AND_PDF
from reprise.platform.files.verdict import KINDS
from reprise.printing.defects import evidence as known_shots
from reprise.readmodels.assessment import sale_of
from reprise.readmodels.evidence_demand import demands, shots_of
from reprise.readmodels.evidence_given import Lacking
from reprise.readmodels.lacking_words import lacking_in_words
from reprise.web.portal.files import serve
from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import Stop
from reprise.web.portal.request.asked import request_of
from reprise.web.portal.request.draft import DraftRequest, ask, keep, keep_here, language, today
from reprise.web.portal.uploads import remarks, take

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from reprise.platform.files.models import StoredFile
    from reprise.printing.defects import Evidence as Asked

MOST_SHOTS = 6  # asked for on one page
MOST = 12  # files before there is a case; more can be added to the case
USUAL = ("overview", "closeup")  # asked for when the reason names no shot


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture asked for, and the one given for it."""

    code: str
    title: str
    file: "StoredFile | None"
    remarks: Sequence[str]
    href: str = ""  # of the small picture


def evidence(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Add, look, take away, go on."""
    if request.method != "POST":
        return _page(request, stop)
    if removed := request.POST.get("remove", ""):
        _forget(request, removed)
        return _page(request, stop)
    problems = _take(request)
    if problems or request.POST.get("do") == "add":
        return _page(request, stop, problems)
    return keep(request, stop, evidence_done=True)


def _take(request: DraftRequest) -> list[Problem]:
    """Keep the files of every field; a shot's field replaces the picture it had."""
    problems: list[Problem] = []
    for sent, uploads in request.FILES.lists():
        name = sent if sent.removeprefix("shot-") in known_shots() else "more"  # a field none of our pages has
        room = MOST - len(request.said.files)
        if len(uploads) > room:
            more = gettext("You can add %(most)s files here. Add the others to your case once it is open.")
            problems.append(Problem(more % {"most": MOST}, "more"))
        allowed = KINDS if name == "more" else IMAGES_AND_PDF  # a shot is a picture
        fitting = _fitting(request, uploads[: max(0, room)])
        if len(fitting) < min(len(uploads), max(0, room)):
            problems.append(Problem(gettext("Together these files are too large. Send a shorter video."), name))
        came = take(fitting, actor=request.actor, at=request.now, target=name, allowed=allowed)
        problems += came.problems
        if came.kept:
            keep_here(request, partial(_with, _not_yet_here(request, came.kept), name))
    return problems


def _fitting(request: DraftRequest, uploads: "Sequence[UploadedFile[Any]]") -> "list[UploadedFile[Any]]":
    """As many of them, in order, as a case has room for beside what is here."""
    size = sum(file.size for file in files_for(request.actor, list(request.said.files)))
    sizes = accumulate((file.size or 0 for file in uploads), initial=size)
    return [file for file, whole in zip(uploads, list(sizes)[1:], strict=True) if whole <= MOST_BYTES]


def _not_yet_here(request: DraftRequest, came: "Sequence[StoredFile]") -> list[int]:
    """Their numbers; a picture sent again because its answer was lost is the one we have."""
    here = {file.sha256: file.pk for file in files_for(request.actor, list(request.said.files))}
    return [here.get(file.sha256, file.pk) for file in came]


def _with(came: Sequence[int], field: str, kept: Mapping[str, Any]) -> dict[str, object]:
    files, shots = list(dict.fromkeys((*kept.get("files", ()), *came))), dict(kept.get("shots", {}))
    if field.startswith("shot-"):
        shots[field.removeprefix("shot-")] = came[-1]
    return {"files": files, "shots": shots}


def _forget(request: DraftRequest, file_id: str) -> None:
    keep_here(request, partial(_without, file_id))


def _without(file_id: str, kept: Mapping[str, Any]) -> dict[str, object]:
    return {
        "files": [file for file in kept.get("files", ()) if str(file) != file_id],
        "shots": {code: file for code, file in kept.get("shots", {}).items() if str(file) != file_id},
    }


def _asked(request: DraftRequest) -> "tuple[list[Asked], list[str]]":
    """The shots to ask for, and what else a rule of the shop wants to know, in words."""
    wanted = request_of(request.said, language=language(), draft_key=request.draft.key)
    sale, _number = sale_of(request.shop, request.order, request.held)
    asked: dict[str, Asked] = {}
    more: list[str] = []
    for reason, demand in demands(sale, wanted, today(request)):
        asked.update({shot.code: shot for shot in shots_of(reason, demand)})
        if demand is not None:
            more += lacking_in_words(Lacking(measure=demand.measure, files=demand.files), language())
    return list(asked.values())[:MOST_SHOTS], list(dict.fromkeys(more))


def _page(request: DraftRequest, stop: Stop, problems: Sequence[Problem] = ()) -> HttpResponse:
    given = request.said.shots
    kept = {file.pk: file for file in files_for(request.actor, list(request.said.files))}
    found, also = _asked(request)
    asked = [(shot.code, shot.label.in_(language())) for shot in found]
    if not asked:
        words = (gettext("The whole article, on a plain background"), gettext("The defect, from near"))
        asked = list(zip(USUAL, words, strict=True))
    shots = []
    for code, title in asked:
        file = kept.pop(given.get(code, 0), None)
        shots.append(_shot(request, code, title[:1].upper() + title[1:], file))
    more = [_shot(request, "", file.name, file) for file in kept.values()]
    full, danger = len(request.said.files) >= MOST, bool(request.said.danger)
    context = {"shots": shots, "more": more, "full": full, "danger": danger, "also": also}
    return ask(request, stop, context, problems)


def _shot(request: DraftRequest, code: str, title: str, file: "StoredFile | None") -> Shot:
    if file is None:
        return Shot(code, title, None, ())
    small = request.place.file(request.draft.key, file.pk) if file.preview_key else ""
    return Shot(code, title, file, remarks(file), small)


def draft_file(request: DraftRequest, stop: Stop, file_id: int) -> HttpResponseBase:
    """The small picture of a file of this draft."""
    if file_id not in request.said.files:
        raise NotFound
    return serve(file_for(request.actor, file_id), preview=True)
