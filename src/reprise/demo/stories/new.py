"""Requests nobody has answered yet."""

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.cases.kinds import RemedyType
from reprise.demo.drawings.prints import under_extruded, warped
from reprise.demo.drawings.things import burnt_plug, printer
from reprise.demo.stories.stage import Stage, asked
from reprise.readmodels.requests import Delivery, Wish
from reprise.workflows import write_message


def changed_her_mind(stage: Stage) -> None:
    """Alice withdraws from two spools."""
    asked(stage, "L-2041", stage.ago(5), Wish(0, 2, "withdraw", description="Mauvaise couleur."))


def printed_badly(stage: Stage) -> None:
    """Nils got a warped housing; he has sent photos and written since. A rule asks for one he has not taken."""
    case = asked(
        stage, "L-2029", stage.ago(20),
        Wish(0, 1, "defect", reason="fdm_warping", description="The bottom is not flat: the lid does not close.",
             asked_remedy=RemedyType.REPRINT.value),
        photos=(("warped.jpg", warped()), ("thin-layers.jpg", under_extruded())), shots=("overview",),
    )  # fmt: skip
    nils = customer_of_case(stage.shop.pk, case.pk, case.contact_name)
    write_message.write(actor=nils, case=case, body="Can you print it again in the same black?", at=stage.ago(19))


def smelled_of_burning(stage: Stage) -> None:
    """The plug of Sofia's printer melted: safety comes before everything else."""
    asked(
        stage, "L-2046", stage.ago(2),
        Wish(0, 1, "defect", reason="electrical_safety", asked_remedy=RemedyType.REPLACEMENT.value,
             description="Odeur de brûlé au bout d’une heure, la prise de l’alimentation a fondu. Tout est débranché."),
        photos=(("prise.jpg", burnt_plug()), ("imprimante.jpg", printer())), danger=True, hazard="burn",
    )  # fmt: skip


def not_sent_yet(stage: Stage) -> None:
    """Yann found a dryer elsewhere before his was sent: there is nothing to send back."""
    asked(stage, "L-2047", stage.ago(1), Wish(1, 1, "withdraw"))


def never_came(stage: Stage) -> None:
    """Emma's dryer was promised nine days ago and has not come."""
    asked(
        stage, "L-2043", stage.ago(28),
        Wish(0, 1, "not_received", reason="late_or_lost", description="Le suivi ne bouge plus depuis dix jours.",
             delivery=Delivery(tracking="moving")),
    )  # fmt: skip
