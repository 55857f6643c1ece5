"""What can be done with many cases at once."""

from importlib import import_module


def wire_bulk() -> None:
    """Give runs over many cases their deeds, once the tables are known."""
    import_module("reprise.workflows.bulk").provide_deeds(import_module("reprise.web.backoffice.queue.deeds").DEEDS)
