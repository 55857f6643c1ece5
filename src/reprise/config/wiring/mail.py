"""Which mailbox answers to letters go to, whose tables stand above those of letters."""

from importlib import import_module


def wire_mail() -> None:
    """Tell letters where their answers are read."""
    found = import_module("reprise.apps.conversations.mailbox_queries").answer_address
    import_module("reprise.apps.notifications.answers").provide_answer_address(found)
