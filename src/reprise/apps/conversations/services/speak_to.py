from reprise.apps.conversations.models import Participant
from reprise.platform.statements import Writing
from reprise.platform.transactions import atomic

_SPEAK = Writing(
    lambda number, language: (
        Participant.objects.filter(pk=number).exclude(language=language), {"language": language}
    )
)  # fmt: skip


@atomic
def speak_to(*, participant_id: int, language: str) -> None:
    """Write to one of several people in the language they use; the others keep theirs."""
    _SPEAK.rows(participant_id, language)
