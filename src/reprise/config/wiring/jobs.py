"""Which modules hold the code that does jobs."""


def wire_jobs() -> None:
    """Import the handlers, which register themselves by the kind of job they do."""
