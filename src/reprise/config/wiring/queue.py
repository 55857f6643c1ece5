"""What the work list knows of the money, whose tables stand above those of cases."""

from importlib import import_module


def wire_queue() -> None:
    """Tell the work list which cases wait for a second person's yes."""
    asked = import_module("reprise.apps.payments.queries").cases_to_approve
    import_module("reprise.apps.cases.queue").provide_approvals(asked)
