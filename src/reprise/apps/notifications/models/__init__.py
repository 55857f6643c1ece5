"""Tables of notifications."""

from reprise.apps.notifications.models.letter_settings import LetterSettings
from reprise.apps.notifications.models.mail import Mail
from reprise.apps.notifications.models.wording import Wording

__all__ = ["LetterSettings", "Mail", "Wording"]
