"""Files a customer sends: each passes the gate, the good ones are kept whatever becomes of the others."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.core.refusals import Refusal, mark
from reprise.platform.files.accept import IMAGES_AND_PDF, accept_upload
from reprise.web.portal.pages import Problem
from reprise.web.refusals import tell_plainly

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

#: What the gate may remark on a photo; a remark never blocks.
WARNINGS: Final = {
    "blurry": mark("A little blurred. Lean the phone on something and try again, or keep it."),
    "dark": mark("A little dark. Go near a window, or keep it."),
    "bright": mark("Too bright. Turn it away from the light, or keep it."),
    "small": mark("Small picture: details may not show. Send the original, or keep it."),
}


@dataclass(slots=True)
class Uploads:
    """What came of the files that were sent."""

    kept: "list[StoredFile]" = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take(
    files: "Iterable[UploadedFile[Any]]", *, actor: Actor, at: datetime, target: str,
    allowed: Set[str] = IMAGES_AND_PDF,
) -> Uploads:  # fmt: skip
    """Pass files through the gate one by one; a refused one is named with what to do instead."""
    came = Uploads()
    for file in files:
        try:
            content = cast(BinaryIO, file)
            kept = accept_upload(actor=actor, name=file.name or "", content=content, at=at, allowed=allowed)
        except Refusal as refusal:
            sentence = gettext("%(name)s: %(why)s") % {"name": file.name, "why": tell_plainly(refusal)}
            came.problems.append(Problem(sentence, target))
        else:
            came.kept.append(kept)
    return came


def remarks(file: "StoredFile") -> list[str]:
    """What the gate remarked on a photo, in the active language."""
    return [gettext(WARNINGS[code]) for code in file.facts.get("warnings", ()) if code in WARNINGS]
