"""Allow the goods of a case to be sent back: a number, a day, a packing list, and the slip by letter."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, cast

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.services.authorise import authorise as write_authorisation
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ItemMove
from reprise.apps.evidence.queries import file_for
from reprise.apps.evidence.services.attach import attach
from reprise.apps.logistics.kinds import Carrier
from reprise.apps.logistics.rules.carriers import NAMES
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.keep_label import keep_label
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.law.calendars import after_days
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.available_actions import lines_to_authorise
from reprise.readmodels.case_letters import to_customer, what_to_do_with_the_slip, who_pays
from reprise.readmodels.case_picture import CasePicture, picture_of, with_new_dues
from reprise.readmodels.papers.enclosed import label as enclosed_label
from reprise.readmodels.papers.enclosed import paper, slip
from reprise.readmodels.projection import project
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.returns import expected_lines, packing_list, paid_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Authorisation, Case, CaseLine
    from reprise.apps.logistics.models import Parcel


#: What marks the label among the files of a case.
LABEL: Final = "label"


@dataclass(frozen=True, slots=True)
class Label:
    """A label bought elsewhere: the file its uploader has, and what is printed on it."""

    file_id: int
    carrier: str = ""
    tracking_number: str = ""
    client_id: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody chose instead of the usual: who pays, what need not be packed ({line id, name}), a label."""

    paid_by: str = ""
    left_out: Collection[tuple[int, str]] = ()
    label: Label | None = None


class NothingToSend(Refusal):
    """No goods are expected back."""

    code = "nothing_to_send"
    kind = Kind.CONFLICT
    sentence = mark("No article of this case is expected back. Accept a line that needs its article first.")


class AlreadyAuthorised(Refusal):
    """The slip in force holds everything that is to be sent."""

    code = "already_authorised"
    kind = Kind.CONFLICT
    sentence = mark("This return is authorised already. Choose a later day if the customer needs more time.")


@atomic
def authorise(
    *, actor: Actor, case: "Case", at: datetime, expires_on: date | None = None, terms: Terms | None = None
) -> "Authorisation":
    """Issue the authorisation, in place of one before; without a day the policy's, never less than the law's."""
    terms = terms or Terms()
    actor.require(Right.CASES_DECIDE)
    hold(case)
    shop, before = shop_of(actor), picture_of(case)
    expired = {item.pk: item.quantity for item in before.items if item.state == ItemState.EXPIRED}
    if expired:
        move_items(case_id=case.pk, move=ItemMove.EXPECT, quantities=expired, at=at)
        before = picture_of(case)
    expected = expected_lines(before)
    if not expected:
        raise NothingToSend
    if expires_on is None and not expired and not lines_to_authorise(before):
        raise AlreadyAuthorised
    last_day = expires_on or _last_day(shop, case, expected, at)
    payer = _payer(expected, terms)
    packing = without(packing_list(before), terms.left_out)
    authorisation = write_authorisation(
        case=case, shop=shop, expires_on=last_day, return_paid_by=payer, packing=packing, actor=actor, at=at,
    )  # fmt: skip
    label = _keep_label(actor, case, before, terms.label, at) if terms.label else None
    due = [clocks.goods_back_by(shop, case, last_day, at)]
    if payer == "seller" and label is None:  # the customer lays the postage out
        due += clocks.postage_due(shop, case, expected, before.remedies)
    set_deadlines(case=case, deadlines=due, zone=shop.timezone, at=at, why="authorised")
    letter = to_customer(
        case, shop, Letter.RETURN_READY, author=actor, rma=authorisation.number, return_by=last_day,
        pays=who_pays(payer, case.language),
        next_step=f"{what_to_do_with_the_slip(case.language)} {_about(label, case.language)}".strip(),
    )  # fmt: skip
    travels = [slip(), paper("packing-list"), *([enclosed_label(terms.label.file_id)] if terms.label else [])]
    send_letter(**letter, at=at, enclosures=travels)
    picture = replace(with_new_dues(before), authorisation=authorisation)
    store_projection(case=case, projection=project(picture), at=at)
    return authorisation


def _payer(expected: "list[CaseLine]", terms: Terms) -> str:
    """Who pays; the shop may pay more than it has to, never less."""
    by_law = paid_by(expected)
    if by_law == "seller" and terms.paid_by == "buyer":
        raise Invalid(field="paid_by", why=mark("the return of these articles is on the shop: it cannot be passed on."))
    return terms.paid_by or by_law


def without(packing: list[dict[str, object]], left_out: Collection[tuple[int, str]]) -> list[dict[str, object]]:
    """The packing list less what somebody took off it, by line and name."""
    kept = []
    for row in packing:
        line_id = row["line_id"]
        parts = {
            part: [name for name in cast("list[str]", row[part]) if (line_id, name) not in left_out]
            for part in ("accessories", "documents", "packaging")
        }  # fmt: skip
        kept.append({**row, **parts})
    return kept


def _keep_label(actor: Actor, case: "Case", before: CasePicture, label: Label, at: datetime) -> "Parcel":
    """Announce the parcel the label is for, and lay the label where its customer finds it."""
    contents = {item.pk: item.quantity for item in before.items if item.state == ItemState.EXPECTED}
    said = Announcement(contents, label.carrier, label.tracking_number)
    parcel = announce_parcel(actor=actor, case=case, said=said, at=at, client_id=label.client_id)
    file = file_for(actor, label.file_id)
    attach(
        actor=actor, case=case, file=file, caption=_in(case.language, mark("Return label")), shot=LABEL,
        at=at,
    )  # fmt: skip
    return keep_label(actor=actor, parcel_id=parcel.pk, file=file)


def _about(parcel: "Parcel | None", language: str) -> str:
    if parcel is None:
        return ""
    with override(language):
        carrier = gettext(NAMES[Carrier(parcel.carrier)]) if parcel.carrier else gettext("your carrier")
        told = {"carrier": carrier, "number": parcel.tracking_number or "–"}
        said = gettext("The label of %(carrier)s, number %(number)s, is on your case: stick it on the box.")
        return said % told


def _in(language: str, sentence: str) -> str:
    with override(language):
        return gettext(sentence)


def _last_day(shop: "Shop", case: "Case", expected: "Iterable[CaseLine]", at: datetime) -> date:
    terms, _number = clocks.terms_of(shop, case)
    proposals = [proposal_of(line.proposal) for line in expected]
    by_law = [proposal.return_by for proposal in proposals if proposal and proposal.return_by]
    return max([after_days(clocks.day_of(shop, at), terms.return_by_days), *by_law])
