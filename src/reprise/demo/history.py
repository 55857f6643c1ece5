"""Twelve weeks of quiet work before the stories, so that the charts show a shop and not an empty frame."""

from dataclasses import dataclass
from typing import Final

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.logistics.kinds import Grade
from reprise.demo.bought import (
    BRACKET,
    DRYER,
    HOTEND,
    HOUSING,
    NOZZLE,
    PETG,
    PLA,
    PRINTER,
    RESIN,
    Article,
    Bought,
    Buyer,
)
from reprise.demo.orders import bring_orders
from reprise.demo.stories.stage import Stage, accepted, asked, back_on_the_bench, repaid, sent_back
from reprise.readmodels.requests import Wish
from reprise.workflows import decide, refund_customer

FIRST_NUMBER: Final = 1900
NAMES: Final = (
    "Anaïs Morel", "Bruno Costa", "Camille Roy", "Dario Conti", "Élise Garnier", "Farid Benali", "Gaëlle Simon",
    "Henri Dubois", "Inge Larsen", "Jules Faure", "Katia Novak", "Loïc Caron",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """A closed case: how many days ago it was asked, for what and why, and the days it took."""

    days: float
    article: Article
    claim: str
    reason: str
    answer: float
    back: float = 0.0  # days to the goods on the bench; 0: the customer keeps them
    money: float = 0.0  # days to the settled refund


PAST: Final = (
    Past(80, PLA, "withdraw", "", 1.2, 6, 9),
    Past(77, HOUSING, "defect", "fdm_warping", 1.9, money=3.5),
    Past(73, PETG, "defect", "filament_tangled", 1.6, money=4.0),
    Past(70, PRINTER, "withdraw", "", 1.1, 8, 12.5),
    Past(66, HOUSING, "defect", "fdm_warping", 1.4, money=3.1),
    Past(63, BRACKET, "withdraw", "", 0.9),
    Past(59, HOUSING, "defect", "fdm_stringing", 1.3, money=2.6),
    Past(56, DRYER, "withdraw", "", 0.8, 7, 9.5),
    Past(52, NOZZLE, "defect", "spare_part_incompatible", 1.0, money=2.9),
    Past(49, HOUSING, "defect", "fdm_warping", 0.9, money=2.2),
    Past(46, RESIN, "defect", "resin_bottle_defect", 0.7, money=2.0),
    Past(43, PLA, "withdraw", "", 0.8, 6, 8.0),
    Past(40, HOTEND, "defect", "printer_part_fault", 2.6, money=5.5),
    Past(36, HOUSING, "defect", "fdm_warping", 0.6, money=1.9),
    Past(33, PETG, "defect", "filament_moist", 0.7, money=2.1),
    Past(29, PRINTER, "withdraw", "", 0.5, 6, 7.5),
    Past(26, HOUSING, "defect", "dimension_out_of_tolerance", 0.6, money=1.8),
    Past(24, PLA, "defect", "filament_tangled", 0.4, money=1.6),
    Past(21, HOUSING, "defect", "fdm_warping", 0.4, money=1.5),
    Past(18, DRYER, "withdraw", "", 0.5, 5, 6.5),
)


def bring_history(stage: Stage) -> None:
    """Sell, then live through each case with the services, at the days they happened."""
    numbers = [f"L-{FIRST_NUMBER + n}" for n in range(len(PAST))]
    bring_orders(stage.shop, [_bought(number, n) for n, number in enumerate(numbers)], stage.now)
    for number, past in zip(numbers, PAST, strict=True):
        _live_through(stage, number, past)


def _bought(number: str, n: int) -> Bought:
    name = NAMES[n % len(NAMES)]
    buyer = Buyer(name, f"client{n % len(NAMES) + 1}@example.com")
    return Bought(number, buyer, (PAST[n].article,), int(PAST[n].days) + 4)


def _live_through(stage: Stage, number: str, past: Past) -> None:
    asked_hours = past.days * 24
    wish = Wish(0, past.article.pieces, past.claim, reason=past.reason, asked_remedy=_wanted(past))
    case = asked(stage, number, stage.ago(asked_hours), wish)
    answered = stage.ago(asked_hours - past.answer * 24)
    if not past.money:
        line = lines_of(case)[0].pk
        text = "Pièce imprimée sur votre fichier : la loi exclut la rétractation."
        decide.decide(actor=stage.ines, case=case, line_id=line, verdict=LineMove.DECLINE, text=text, at=answered)
        return
    case = accepted(stage, case, answered, "Accordé.", RemedyType.REFUND, keep_goods=not past.back)
    if past.back:
        parcel = sent_back(
            stage, case, stage.ago(asked_hours - (past.answer + 1) * 24), f"6A{number[2:]}00000{number[2:]}"
        )
        arrived = stage.ago(asked_hours - past.back * 24)
        case = back_on_the_bench(stage, case, arrived, parcel, grade=Grade.LIKE_NEW, shelf="A-3")
    refund = repaid(stage, case, stage.ago(asked_hours - past.money * 24 + 8), provider="by_hand")
    paid = stage.ago(asked_hours - past.money * 24)
    refund_customer.confirm_by_hand(actor=stage.ines, refund_id=refund.pk, reference=f"VIR-{number[2:]}", at=paid)


def _wanted(past: Past) -> str:
    return "" if past.claim == "withdraw" else RemedyType.REFUND.value
