from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.transactions import atomic


@atomic
def forget_answers(*, words: str) -> None:
    """Blank the answers to API calls that hold these words; a repeat still finds that it was done."""
    IdempotencyRecord.objects.filter(body__icontains=words).update(body="{}")
