"""How many examples a generated test tries when each of them is dear."""

from hypothesis import HealthCheck, settings


def dear(share: int) -> settings:
    """One in `share` of the usual number of examples; `make verify` gives twenty times as many."""
    examples = max(1, settings.default.max_examples // share)
    return settings(max_examples=examples, suppress_health_check=list(HealthCheck))
