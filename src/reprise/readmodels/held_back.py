"""What waits to leave the instance."""

from reprise.apps.notifications.models import Mail


def letters_waiting() -> int:
    """How many letters are written and have not left."""
    return Mail.objects.filter(state=Mail.State.WAITING).count()
