"""The only place that ties ports to integrations and jobs to the code that does them."""

from reprise.config.wiring.bulk import wire_bulk
from reprise.config.wiring.jobs import wire_jobs
from reprise.config.wiring.language_model import wire_language_model
from reprise.config.wiring.mail import wire_mail
from reprise.config.wiring.mail_in import wire_mail_in
from reprise.config.wiring.orders import wire_orders
from reprise.config.wiring.payments import wire_payments
from reprise.config.wiring.queue import wire_queue


def wire() -> None:
    """Tie everything, once, when the instance starts."""
    wire_orders()
    wire_payments()
    wire_jobs()
    wire_bulk()
    wire_queue()
    wire_mail()
    wire_language_model()
    wire_mail_in()
