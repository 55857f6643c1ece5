"""Where a parcel stands at the bench: the six taps, which of them is next, and the tiles to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, ngettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import Box, Grade, Route, Variance
from reprise.apps.logistics.rules import grades, routes, variances
from reprise.apps.logistics.rules.bench import Bench, Piece, Tap
from reprise.apps.logistics.rules.boxes import BOXES
from reprise.apps.logistics.rules.checklists import Tick, is_complete
from reprise.core.refusals import mark

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, ReturnItem
    from reprise.apps.catalogue.rules.checklists import Item

MOST_TILES: Final = 4  # pieces that can be counted with one tap each; beyond, the number is typed

QUESTIONS: Final = {
    Tap.BOX: mark("What does the box look like?"), Tap.COUNT: mark("How many pieces are there?"),
    Tap.GRADE: mark("What state is the article in?"), Tap.PRESENT: mark("Is everything there?"),
    Tap.ROUTE: mark("Where does it go?"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One big button: what it sends, its letter or figure, name and sign, and its key."""

    what: str
    value: str
    mark: str
    name: str
    sign: str = ""
    look: str = ""
    key: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six taps: its name, what was said, and whether it is done, now or to do."""

    name: str
    said: str
    state: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """One article that is awaited, with what was said of it."""

    item: "ReturnItem"
    line: "CaseLine"
    said: Piece
    expected: "tuple[Item, ...]"

    @property
    def ticks(self) -> list[Tick]:
        """The checklist as it was ticked."""
        return [Tick(one.code, one.code in (self.said.present or ())) for one in self.expected]


@dataclass(frozen=True, slots=True)
class Place:
    """Which tap comes next, about which article; none when all is said."""

    what: Tap | None
    awaited: Awaited | None = None


def place_of(bench: Bench, awaited: Sequence[Awaited], actor: Actor) -> Place:
    """The first thing nobody has said yet."""
    if not bench.box:
        return Place(Tap.BOX, awaited[0] if awaited else None)
    looks = actor.may(Right.GOODS_INSPECT)
    for each in awaited:
        if each.said.count is None:
            return Place(Tap.COUNT, each)
        if not each.said.is_here:
            continue
        if looks and not each.said.grade:
            return Place(Tap.GRADE, each)
        if each.said.present is None and each.expected:
            return Place(Tap.PRESENT, each)
        if looks and not each.said.route:
            return Place(Tap.ROUTE, each)
    return Place(None, awaited[-1] if awaited else None)


def question_of(place: Place) -> str:
    """What the tap that comes next answers."""
    if place.what is None:
        return gettext("All said: record it")
    if place.what is Tap.COUNT and place.awaited is not None and not place.awaited.said.is_right:
        return gettext("Another article: how many pieces of it?")
    return gettext(QUESTIONS[place.what])


def steps_of(bench: Bench, place: Place, parcel_said: str, actor: Actor) -> list[Step]:
    """The six taps beside the tiles."""
    here = place.awaited
    said = here.said if here else Piece()
    looks = actor.may(Right.GOODS_INSPECT)
    rows = [
        (None, gettext("Parcel"), parcel_said, True),
        (Tap.BOX, gettext("Box"), gettext(BOXES[Box(bench.box)][0]) if bench.box else "", bool(bench.box)),
        (Tap.COUNT, gettext("Counted"), _counted(here), said.count is not None),
    ]
    if looks:
        letter = gettext(grades.NAMES[Grade(said.grade)]) if said.grade else ""
        rows.append((Tap.GRADE, gettext("State of the article"), letter, bool(said.grade)))
    rows.append((Tap.PRESENT, gettext("Complete?"), _complete(here), said.present is not None))
    if looks:
        went = gettext(routes.NAMES[Route(said.route)]) if said.route else ""
        rows.append((Tap.ROUTE, gettext("Destination"), went or gettext("proposed after the grade"), bool(said.route)))
    return [
        Step(name, told, "done" if done else "now" if what is place.what else "todo") for what, name, told, done in rows
    ]


def _counted(here: Awaited | None) -> str:
    if here is None or here.said.count is None:
        return ""
    if not here.said.is_right:
        return gettext(variances.NAMES[Variance(here.said.article)])
    return gettext("%(counted)s of %(awaited)s") % {"counted": here.said.count, "awaited": here.item.quantity}


def _complete(here: Awaited | None) -> str:
    if here is None:
        return ""
    if here.said.present is None:
        return ngettext("%(n)d thing", "%(n)d things", len(here.expected)) % {"n": len(here.expected)}
    return gettext("Complete") if is_complete(here.ticks) else gettext("Something is missing")


def tiles_of(place: Place) -> list[Tile]:
    """The tiles of the tap that comes next."""
    here = place.awaited
    match place.what:
        case Tap.BOX:
            looks = dict(zip(Box, ("a", "d", "c", "b"), strict=True))
            return [
                Tile(Tap.BOX, box.value, "", gettext(name), gettext(sign), looks[box], str(n))
                for n, (box, (name, sign)) in enumerate(BOXES.items(), start=1)
            ]
        case Tap.COUNT if here is not None:
            return _counts(here)
        case Tap.GRADE:
            return [
                Tile(
                    Tap.GRADE, grade.value, grades.LETTERS[grade], gettext(grades.NAMES[grade]),
                    gettext(grades.SIGNS[grade]), grades.LETTERS[grade].lower(), str(n),
                )
                for n, grade in enumerate(Grade, start=1)
            ]  # fmt: skip
        case Tap.ROUTE if here is not None:
            return _routes(here)
        case _:
            return []


def _counts(here: Awaited) -> list[Tile]:
    all_here = here.item.quantity
    counts = [all_here, *range(all_here - 1, 0, -1)] if all_here <= MOST_TILES else [all_here]
    tiles = [
        Tile(
            Tap.COUNT, str(count), str(count), gettext("All there") if count == all_here else gettext("Only a part"),
            gettext("%(counted)s of %(awaited)s") % {"counted": count, "awaited": all_here},
            "a" if count == all_here else "b", str(n),
        )
        for n, count in enumerate(counts[:3], start=1)
    ]  # fmt: skip
    return [
        *tiles,
        Tile(Tap.COUNT, "0", "0", gettext("Missing"), gettext("It stays awaited"), "d", str(len(tiles) + 1)),
    ]


def _routes(here: Awaited) -> list[Tile]:
    grade = Grade(here.said.grade) if here.said.grade else Grade.TRIED
    proposal = routes.suggested_route(here.line.product_kind, grade, complete=is_complete(here.ticks))
    # A destination that needs a written reason is chosen on the page that asks for it.
    free = [route for route in Route if routes.objection(here.line.product_kind, grade, route) is None]
    order = sorted(free, key=lambda route: route is not proposal)
    return [
        Tile(
            Tap.ROUTE, route.value, "", gettext(routes.NAMES[route]),
            gettext("Proposed for this grade and material") if route is proposal else "",
            "a" if route is proposal else "", str(n), proposed=route is proposal,
        )
        for n, route in enumerate(order, start=1)
    ]  # fmt: skip
