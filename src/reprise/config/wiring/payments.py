"""Which payment providers this instance can repay through."""


def wire_payments() -> None:
    """Give payments its gateways."""
