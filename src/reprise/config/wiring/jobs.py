"""Which modules hold the code that does jobs."""

from importlib import import_module
from typing import Final

HANDLERS: Final[tuple[str, ...]] = (
    "reprise.platform.jobs.pruning",
    "reprise.platform.idempotency.pruning",
    "reprise.platform.files.erase",
    "reprise.platform.files.sweeping",
    "reprise.apps.notifications.services.deliver",
    "reprise.apps.conversations.services.run_trials",
    "reprise.apps.search.services.compact",
    "reprise.workflows.ask_opinions",
    "reprise.workflows.bulk",
    "reprise.workflows.call_colleagues",
    "reprise.workflows.converse.letters",
    "reprise.workflows.tidy_conversations",
    "reprise.workflows.erase_person",
    "reprise.workflows.mailed_links",
    "reprise.workflows.order_link",
    "reprise.workflows.withdrawal_statement.treat",
    "reprise.readmodels.papers.complaint",
    "reprise.readmodels.papers.enclosed",
    "reprise.workflows.withdrawal_statement.ingest",
    "reprise.workflows.search_index",
    "reprise.workflows.refund_customer.approval",
    "reprise.workflows.refund_customer.jobs",
    "reprise.workflows.reminders.jobs",
    "reprise.workflows.reminders.promised",
    "reprise.workflows.expire_returns",
    "reprise.workflows.tidy_chats",
    "reprise.workflows.tidy_accounts",
    "reprise.workflows.tidy_dates",
    "reprise.workflows.tidy_knowledge",
    "reprise.workflows.simulate_policy.jobs",
    "reprise.workflows.first_line.second_thought",
    "reprise.workflows.mail_in.jobs",
    "reprise.workflows.mail_in.fetch",
    "reprise.workflows.mail_in.watch",
)


def wire_jobs() -> None:
    """Import the handlers, which register themselves by the kind of job they do."""
    for module in HANDLERS:
        import_module(module)
