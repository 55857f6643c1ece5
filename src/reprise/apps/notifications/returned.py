"""The letter that a server sent back."""

from reprise.apps.notifications.models import Mail


def letter_with_id(message_id: str) -> Mail | None:
    """A letter by the Message-ID it left with, which nobody guesses; erased ones are nobody's any more."""
    return Mail.objects.filter(message_id=message_id, erased_at__isnull=True).first()
