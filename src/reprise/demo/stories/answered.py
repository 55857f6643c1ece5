"""Requests that were answered: a detail asked, a refusal disputed, goods on their way."""

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.demo.drawings.prints import layer_shift, tacky
from reprise.demo.drawings.things import clogged_nozzle
from reprise.demo.stories.stage import Stage, accepted, again, asked, sent_back
from reprise.readmodels.requests import Wish
from reprise.workflows import appeal, ask_for_details, authorise_return, decide


def clogged(stage: Stage) -> None:
    """Chloé's print head is clogged: Inès asks which filament was in it."""
    case = asked(
        stage, "L-2036", stage.ago(52),
        Wish(0, 1, "defect", reason="printer_part_fault", description="Plus rien ne sort, même à 240 °C."),
        photos=(("buse.jpg", clogged_nozzle()),),
    )  # fmt: skip
    ask_for_details.ask(
        actor=stage.ines, case=case, line_id=lines_of(case)[0].pk, at=stage.ago(45),
        question="Quel filament imprimiez-vous, et à quelle température ? Une photo de l’étiquette nous aiderait.",
    )  # fmt: skip


def shifting_printer(stage: Stage) -> None:
    """Karim's printer shifts its layers: repaired under the guarantee, on its way back to the shop."""
    case = asked(
        stage, "L-2038", stage.ago(72),
        Wish(0, 1, "defect", reason="fdm_layer_shift", description="Toutes les pièces sont décalées à mi-hauteur.",
             asked_remedy=RemedyType.REPAIR.value),
        photos=(("decalage.jpg", layer_shift()),),
    )  # fmt: skip
    text = "Le décalage se voit sur votre photo : la courroie ou un moteur est en cause. Nous réparons à nos frais."
    case = accepted(stage, case, stage.ago(69), text, RemedyType.REPAIR)
    sent_back(stage, case, stage.ago(52), "6A11223344556")


def resin_stays_soft(stage: Stage) -> None:
    """Atelier Ferrand, a professional: six bottles that do not cure; the return is authorised, nothing sent yet."""
    case = asked(
        stage, "L-2031", stage.ago(96),
        Wish(0, 6, "defect", reason="resin_tacky", asked_remedy=RemedyType.REPLACEMENT.value,
             description="Lot R-2609 : les pièces restent collantes après 30 min d’UV."),
        photos=(("piece-collante.jpg", tacky()),),
    )  # fmt: skip
    case = accepted(stage, case, stage.ago(90), "Le lot R-2609 est en cause chez nous aussi.", RemedyType.REPLACEMENT)
    authorise_return.authorise(actor=stage.ines, case=case, at=stage.ago(89))


def made_to_order(stage: Stage) -> None:
    """Hugo changed his mind about brackets made to his own file; refused with the article, he disagrees."""
    case = asked(stage, "L-2027", stage.ago(60), Wish(0, 4, "withdraw", description="Je me suis trompé de version."))
    line = lines_of(case)[0].pk
    decide.decide(
        actor=stage.ines, case=case, line_id=line, verdict=LineMove.DECLINE, at=stage.ago(54),
        text="Ces pièces ont été imprimées sur votre fichier, à vos cotes : la loi exclut la rétractation dans ce cas.",
    )  # fmt: skip
    hugo = customer_of_case(stage.shop.pk, case.pk, case.contact_name)
    appeal.appeal(
        actor=hugo, case=again(stage, case), line_id=line, at=stage.ago(30),
        text="J’ai signalé l’erreur deux heures après la commande, avant l’impression.",
    )  # fmt: skip
