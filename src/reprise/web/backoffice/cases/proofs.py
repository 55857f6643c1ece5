"""Photos and documents of a case, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language, gettext

from reprise.core.refusals import mark
from reprise.printing.defects import evidence
from reprise.readmodels.evidence_demand import shots_missing_of
from reprise.web.backoffice.cases.print_jobs import told_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine
    from reprise.apps.evidence.models import Evidence

DOT: Final = "\u00a0· "  # never at the beginning of a line

#: What `authorise_return` marks a label with.
LABEL: Final = "label"

#: Claims about how an article is: only there do photos show anything.
_SEEN: Final = frozenset({"defect", "wrong_item"})

WARNINGS: Final = {
    "blurry": mark("blurred"), "dark": mark("too dark"), "bright": mark("too bright"), "small": mark("very small"),
    "attachments": mark("has attachments"), "runs_programs": mark("starts a program when a slicer exports it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """One file: what it shows, and what the gate remarked."""

    file_id: int
    name: str
    label: str
    is_photo: bool
    warnings: tuple[str, ...]
    article: str
    job: str = ""  # what a slicer said of the print


def proofs_of(pieces: "Sequence[Evidence]") -> list[Proof]:
    """Every piece of evidence, oldest first; a label proves nothing and stands with its parcel."""
    return [_proof(piece) for piece in pieces if piece.shot != LABEL]


def missing_shots(lines: "Sequence[CaseLine]", pieces: "Sequence[Evidence]") -> list[str]:
    """The photos asked for that nobody has added; they never block."""
    given = {piece.shot for piece in pieces}
    language = get_language() or "fr"
    asked = [shot for line in lines if line.claim in _SEEN for shot in shots_missing_of(line, given)]
    return list(dict.fromkeys(shot.label.in_(language) for shot in asked))


def _proof(piece: "Evidence") -> Proof:
    codes = piece.file.facts.get("warnings", [])
    shot = evidence().get(piece.shot)
    label = piece.caption or (shot.label.in_(get_language() or "fr") if shot else "") or piece.file.name
    return Proof(
        file_id=piece.file_id, name=piece.file.name, label=label, is_photo=bool(piece.file.preview_key),
        warnings=tuple(gettext(WARNINGS.get(code, code)) for code in codes),
        article=piece.line.name if piece.line else "", job=DOT.join(told_of(piece.file.facts.get("job", {}))),
    )  # fmt: skip
