"""Requests in which the shop's own rules speak: accepted at once, a person called, a contract."""

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.logistics.kinds import Grade
from reprise.demo.drawings.things import clogged_nozzle
from reprise.demo.stories.stage import Stage, asked, back_on_the_bench, repaid, sent_back
from reprise.readmodels.requests import Wish
from reprise.workflows import refund_customer


def tangled(stage: Stage) -> None:
    """The spool of Inès Faure is tangled: a rule sends another one at once, and she keeps hers."""
    asked(
        stage, "L-2052", stage.ago(14),
        Wish(0, 1, "defect", reason="filament_tangled", asked_remedy=RemedyType.REPLACEMENT.value,
             description="Le fil passe sous les autres tours et l’impression s’arrête."),
        photos=(("etiquette.jpg", clogged_nozzle()),), shots=("spool_label_lot",),
    )  # fmt: skip


def came_back_before(stage: Stage) -> None:
    """Romain sends most of what he buys back: a rule calls a person with a question, and refuses nothing."""
    for number, hours in (("L-1971", 24 * 195), ("L-1978", 24 * 145)):
        _sent_back_whole(stage, number, hours)
    asked(stage, "L-2056", stage.ago(11), Wish(0, 3, "withdraw", description="Finalement je prends du PETG."))


def _sent_back_whole(stage: Stage, number: str, hours: int) -> None:
    """An earlier withdrawal: accepted at once by a rule, back like new, repaid."""
    case = asked(stage, number, stage.ago(hours), Wish(0, 1, "withdraw"))
    parcel = sent_back(stage, case, stage.ago(hours - 40), f"6A{number[2:]}0055512")
    case = back_on_the_bench(stage, case, stage.ago(hours - 90), parcel, grade=Grade.LIKE_NEW, shelf="B-2")
    refund = repaid(stage, case, stage.ago(hours - 93), provider="by_hand")
    refund_customer.confirm_by_hand(
        actor=stage.ines, refund_id=refund.pk, reference=f"VIR-{number}", at=stage.ago(hours - 100)
    )


def company(stage: Stage) -> None:
    """Atelier Ferrand has a contract with a warranty of its own: it answers where the law leaves it to a person."""
    asked(
        stage, "L-2055", stage.ago(9),
        Wish(0, 1, "defect", reason="dimension_out_of_tolerance", asked_remedy=RemedyType.REPLACEMENT.value,
             description="Perçage mesuré à 0,66 mm au lieu de 0,6 mm sur trois buses."),
        photos=(("buse.jpg", clogged_nozzle()),), shots=("caliper_photo",),
    )  # fmt: skip
