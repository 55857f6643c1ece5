"""What waits without a case: a box at reception, a withdrawal that names no order."""

from reprise.apps.accounts.faces import Face
from reprise.apps.cases.stated import Stated
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.demo.stories.stage import Stage
from reprise.workflows.withdrawal_statement.receive import receive


def nobody_announced_it(stage: Stage) -> None:
    """A box came without a slip: somebody has to find whose it is."""
    box = OnTheBox(
        sender="P. Moreau, Angers", tracking_number="6A20304050607", weight_g=1_240, note="Une bobine, sans bordereau."
    )
    receive_unannounced(actor=stage.theo, box=box, at=stage.ago(6))


def named_no_order(stage: Stage) -> None:
    """Gaëlle withdraws and does not remember her order number: the law counts her days all the same."""
    said = Stated(name="Gaëlle Simon", email="gaelle@example.com", bought="Un séchoir à filament, début novembre")
    receive(face=Face.of(stage.shop), said=said, language="fr", network="", at=stage.ago(9))
