from reprise.apps.notifications.models import Mail
from reprise.platform.transactions import atomic


@atomic
def mark_returned(*, mail_id: int, said: str) -> None:
    """A letter that had left came back: it counts among those that did not arrive, with what the server said."""
    sent = Mail.objects.filter(pk=mail_id, state=Mail.State.SENT)
    sent.update(state=Mail.State.FAILED, last_error=said[:40], server_said=said[:300])
