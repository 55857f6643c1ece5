"""The letters of the smaller steps: a request taken back, an appeal, a parcel on its way."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.logistics.kinds import Carrier, Direction
from reprise.apps.logistics.rules.carriers import NAMES
from reprise.apps.notifications.letters import Letter
from reprise.platform.sentences import in_language
from reprise.readmodels.case_letters import Envelope, pieces, summary, to_customer

if TYPE_CHECKING:
    from datetime import date

    from reprise.apps.logistics.models import Parcel


def cancelled(case: Case, shop: Shop, lines: Iterable[CaseLine]) -> Envelope:
    """The request was taken back."""
    return to_customer(
        case, shop, Letter.REQUEST_CANCELLED, dedupe_key=f"cancelled:{case.pk}", summary=summary(lines, case.language)
    )


def appealed(case: Case, shop: Shop, line: CaseLine, answer_by: "date") -> Envelope:
    """Another person looks again, at the pieces that were refused."""
    about = pieces(line.name, line.quantity - line.approved_quantity, case.language)
    return to_customer(case, shop, Letter.APPEAL_RECEIVED, answer_by=answer_by, summary=about)


def on_its_way(case: Case, shop: Shop, parcel: "Parcel", contents: Iterable[tuple[str, int]]) -> Envelope:
    """A parcel left, theirs or ours."""
    inwards = parcel.direction == Direction.IN.value
    packed = "\n".join(pieces(name, quantity, case.language) for name, quantity in contents)
    carrier = in_language(case.language, NAMES[Carrier(parcel.carrier)]) if parcel.carrier else ""
    return to_customer(
        case, shop, Letter.PARCEL_ANNOUNCED if inwards else Letter.PARCEL_SENT, carrier=carrier,
        tracking=parcel.tracking_number, contents=packed, sent_on=parcel.dispatched_on,
    )  # fmt: skip
