"""How many examples a generated test tries when each of them is dear."""

from hypothesis import HealthCheck, settings


def dear(share: int) -> settings:
    """One in `share` of the usual number of examples; `make verify` gives twenty times as many."""
    usual = settings().max_examples
    return settings(max_examples=max(1, usual // share), suppress_health_check=list(HealthCheck))
