from reprise.apps.payments.ports import Answer, Order, Outcome


class ByHandGateway:
    """Asks nobody: a refund by hand waits until a person confirms it with its reference."""

    automatic = False

    def serves(self, payment_provider: str) -> bool:  # noqa: ARG002  # a transfer repays whatever came in
        """Always: money can go back by a transfer however it came."""
        return True

    def refund(self, order: Order) -> Answer:  # noqa: ARG002
        """Nothing leaves by itself."""
        return Answer(Outcome.PENDING, detail="by_hand")

    def find(self, key: str) -> Answer:  # noqa: ARG002
        """Only a person knows."""
        return Answer(Outcome.PENDING, detail="by_hand")
