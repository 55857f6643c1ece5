from reprise.apps.conversations.models import Participant
from reprise.platform.transactions import atomic


@atomic
def speak_to(*, participant_id: int, language: str) -> None:
    """Write to one of several people in the language they use; the others keep theirs."""
    Participant.objects.filter(pk=participant_id).exclude(language=language).update(language=language)
