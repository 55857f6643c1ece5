"""What waits at reception without a case."""

from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.demo.stories.stage import Stage


def nobody_announced_it(stage: Stage) -> None:
    """A box came without a slip: somebody has to find whose it is."""
    box = OnTheBox(
        sender="P. Moreau, Angers", tracking_number="6A20304050607", weight_g=1_240, note="Une bobine, sans bordereau."
    )
    receive_unannounced(actor=stage.theo, box=box, at=stage.ago(6))
