"""Which mailbox answers to letters go to, whose tables stand above those of letters."""

from importlib import import_module


def wire_mail() -> None:
    """Tell letters where their answers are read, and which mails they answer."""
    known = import_module("reprise.apps.conversations.mailbox_queries")
    answers = import_module("reprise.apps.notifications.answers")
    answers.provide_answer_address(known.answer_address)
    answers.provide_answered(known.answered_by)
