"""Where a case stands: its title, whose turn it is, and the steps behind and ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from reprise.apps.cases.events import EventType
from reprise.apps.cases.kinds import CaseKind, Duty, ItemState, RemedyState, Stage, Turn
from reprise.apps.cases.transitions import GRANTED
from reprise.core.money import Money
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.deadlines import DECISION
from reprise.readmodels.proposal import proposal_of
from reprise.web.portal.case import words
from reprise.web.portal.case.scene import Scene
from reprise.web.templatetags.reprise_format import date_text, moment_text, money_text

OPEN_REMEDIES = frozenset({RemedyState.ACCEPTED, RemedyState.ARMED, RemedyState.EXECUTING, RemedyState.FAILED})
SENT = frozenset({ItemState.DISPATCHED, ItemState.DELIVERED})
TURNS = {Turn.CUSTOMER: "you", Turn.US: "us", Turn.CARRIER: "carrier", Turn.PROVIDER: "provider", Turn.NOBODY: "nobody"}


@dataclass(frozen=True, slots=True)
class Standing:
    """The head of the page: title, whose turn, and what they are waited for."""

    title: str
    who: str  # you, us, carrier, provider, nobody
    turn: str
    told: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the track; `state` is done, now or nothing."""

    title: str
    text: str
    state: str


def standing_of(scene: Scene) -> Standing:
    """Say where the case stands, in words a customer knows."""
    case = scene.picture.case
    stage, turn = Stage(case.stage), Turn(case.turn)
    said, told = _turn(scene, stage, turn)
    return Standing(_title(scene, stage), TURNS[turn], said, told)


def _title(scene: Scene, stage: Stage) -> str:
    case = scene.picture.case
    if stage is Stage.SUBMITTED and case.kind == CaseKind.CANCELLATION:
        return gettext("We stop your parcel")
    if stage is Stage.SUBMITTED and case.kind == CaseKind.WITHDRAWAL:
        return gettext("Your withdrawal is recorded")
    if stage is Stage.AWAITING_GOODS and case.turn == Turn.CARRIER:
        return gettext("Your parcel is on its way to us")
    if stage is Stage.AWAITING_GOODS and scene.picture.authorisation:
        return gettext("Accepted: send us the articles")
    if stage is Stage.RESOLVING:
        going = [r.type for r in scene.picture.remedies if r.state in OPEN_REMEDIES and r.type in words.UNDER_WAY]
        if going:
            return gettext(words.UNDER_WAY[going[0]])
    return gettext(words.HEADLINES[stage])


def _turn(scene: Scene, stage: Stage, turn: Turn) -> tuple[str, str]:
    match turn:
        case Turn.CUSTOMER if stage is Stage.AWAITING_CUSTOMER:
            return gettext("Your turn."), gettext("Answer our question below.")
        case Turn.CUSTOMER:
            until = scene.picture.authorisation.expires_on if scene.picture.authorisation else None
            day = date_text(until, "long") if until else ""
            if has_lapsed(scene):
                passed = gettext("The day to hand the parcel in has passed (%(day)s). Has it left? Say so below.")
                more = gettext("You need more time? Write to us: your rights stand.")
                return gettext("Your turn."), f"{passed % {'day': day}} {more}"
            return gettext("Your turn."), (gettext("Hand the parcel in by %(day)s.") % {"day": day} if day else "")
        case Turn.CARRIER:
            return gettext("The carrier has it."), gettext("We write to you as soon as it is here.")
        case Turn.PROVIDER:
            return gettext("The payment is under way."), gettext("We write to you as soon as it is confirmed.")
        case Turn.NOBODY if scene.may(Deed.APPEAL):
            return gettext("Our answer is below."), gettext("You may dispute it, and another person looks again.")
        case Turn.NOBODY:
            return gettext("Nothing more to do."), gettext("You can still write to us here.")
        case _ if stage is Stage.SUBMITTED and scene.picture.case.kind == CaseKind.CANCELLATION:
            return gettext("We are on it."), _stopping(scene)
        case _:
            return gettext("We are on it."), _our_promise(scene)


def has_lapsed(scene: Scene) -> bool:
    """Whether something that was to be sent by a day was not."""
    return any(item.state == ItemState.EXPIRED for item in scene.picture.items)


def _stopping(scene: Scene) -> str:
    """What happens to the money and when, and what if the parcel left anyway."""
    proposals = [found for line in scene.picture.lines if (found := proposal_of(line.proposal))]
    due = min((found.refund_due for found in proposals if found.refund_due), default=None)
    minor = sum(found.refund_minor or 0 for found in proposals) + max((p.delivery_minor for p in proposals), default=0)
    left = gettext("If it left a moment ago, refuse it or send it back: your withdrawal stands.")
    if due is None or not minor:
        return left
    told = {"amount": money_text(Money(minor, scene.picture.case.currency)), "day": date_text(due, "long")}
    repaid = gettext("We pay you %(amount)s back by %(day)s at the latest.") % told
    return f"{repaid} {left}"


def _our_promise(scene: Scene) -> str:
    if scene.picture.case.stage == Stage.AWAITING_GOODS:
        return gettext("The return slip comes next.")
    ours = [deadline for deadline in scene.picture.deadlines if deadline.duty == Duty.SELLER]
    if not ours:
        return gettext("We write to you as soon as there is news.")
    day = date_text(ours[0].due_on, "long")
    if ours[0].name == DECISION:
        return gettext("You have our answer by %(day)s.") % {"day": day}
    return gettext("Done by %(day)s at the latest.") % {"day": day}


def track_of(scene: Scene) -> list[Step]:
    """The steps in order; the first that is not done is the present one."""
    steps = list(_steps(scene))
    current = next((place for place, step in enumerate(steps) if step.state != "done"), len(steps))
    return [Step(step.title, step.text, "now" if place == current else step.state) for place, step in enumerate(steps)]


def _steps(scene: Scene) -> Iterator[Step]:
    picture, stage = scene.picture, Stage(scene.picture.case.stage)
    yield Step(gettext("Request sent"), moment_text(picture.case.opened_at), "done")
    if stage is Stage.CANCELLED:
        yield Step(gettext("Cancelled by you"), _when(scene, EventType.CANCELLED), "done")
        return
    decided = stage not in {Stage.SUBMITTED, Stage.AWAITING_CUSTOMER}
    title = gettext("Answer given") if decided else gettext("Our answer")
    yield Step(title, _when(scene, EventType.LINE_DECIDED) if decided else "", "done" if decided else "")
    if stage is Stage.DECLINED:
        return
    if decided and not any(line.state in GRANTED for line in picture.lines):
        return
    yield from _goods(scene)
    yield from _remedies(scene)


def _goods(scene: Scene) -> Iterator[Step]:
    states = {ItemState(item.state) for item in scene.picture.items} - {ItemState.NOT_REQUIRED}
    if not states:
        return
    if scene.picture.authorisation is None and ItemState.EXPECTED in states:
        yield Step(gettext("Return slip"), "", "")
    left = not states & {ItemState.EXPECTED, ItemState.EXPIRED}
    yield Step(gettext("Parcel handed in"), _when(scene, EventType.PARCEL_ANNOUNCED) if left else "", _done(left))
    here = left and not states & SENT
    yield Step(gettext("Parcel received"), _when(scene, EventType.GOODS_RECEIVED) if here else "", _done(here))
    seen = here and ItemState.RECEIVED not in states
    yield Step(gettext("Articles checked"), _when(scene, EventType.GOODS_INSPECTED) if seen else "", _done(seen))


def _remedies(scene: Scene) -> Iterator[Step]:
    agreed = [r for r in scene.picture.remedies if r.state != RemedyState.REFUSED and r.type in words.REMEDIES]
    for kind in dict.fromkeys(remedy.type for remedy in agreed):
        done = all(remedy.state == RemedyState.DONE for remedy in agreed if remedy.type == kind)
        yield Step(gettext(words.REMEDIES[kind]), _when(scene, EventType.REMEDY_CHANGED) if done else "", _done(done))


def _done(done: bool) -> str:
    return "done" if done else ""


def _when(scene: Scene, kind: EventType) -> str:
    moments: list[datetime] = [event.at for event in scene.events if event.type == kind]
    return moment_text(moments[-1]) if moments else ""
