"""Requests whose goods are back: money to send, to approve, or sent."""

from reprise.apps.logistics.kinds import Grade
from reprise.demo.stories.stage import Stage, accepted, asked, back_on_the_bench, repaid, sent_back
from reprise.readmodels.requests import Wish
from reprise.workflows import refund_customer


def back_complete(stage: Stage) -> None:
    """Léa withdrew from her printer; it is back, complete and hardly used: the money is the next step."""
    case = asked(stage, "L-2033", stage.ago(150), Wish(0, 1, "withdraw"))
    case = accepted(stage, case, stage.ago(148), "Votre rétractation est dans les temps.")
    parcel = sent_back(stage, case, stage.ago(140), "6A66554433221")
    back_on_the_bench(stage, case, stage.ago(4), parcel, note="Deux heures d’impression, plateau propre.")


def two_printers(stage: Stage) -> None:
    """Margaux returns two printers: the sum is above what one person may send, Claire has to agree."""
    case = asked(stage, "L-2024", stage.ago(190), Wish(0, 2, "withdraw"))
    case = accepted(stage, case, stage.ago(186), "Votre rétractation est dans les temps.")
    parcel = sent_back(stage, case, stage.ago(160), "6A77001122334")
    case = back_on_the_bench(stage, case, stage.ago(28), parcel, grade=Grade.LIKE_NEW, note="Jamais déballées.")
    repaid(stage, case, stage.ago(3))


def settled(stage: Stage) -> None:
    """Paul's spools are back and paid: the case is closed."""
    case = asked(stage, "L-2019", stage.ago(300), Wish(0, 3, "withdraw"))
    case = accepted(stage, case, stage.ago(295))
    parcel = sent_back(stage, case, stage.ago(280), "6A00998877665")
    case = back_on_the_bench(stage, case, stage.ago(230), parcel, grade=Grade.LIKE_NEW, shelf="B-1")
    refund = repaid(stage, case, stage.ago(228), provider="by_hand")
    refund_customer.confirm_by_hand(actor=stage.ines, refund_id=refund.pk, reference="VIR-2026-0481", at=stage.ago(204))
