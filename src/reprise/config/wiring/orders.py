"""Which reader reads which format of orders."""


def wire_orders() -> None:
    """Give the catalogue its readers."""
