from django.db import transaction

from reprise.platform.idempotency.models import IdempotencyRecord


@transaction.atomic(savepoint=False)
def forget_answers(*, words: str) -> None:
    """Blank the answers to API calls that hold these words; a repeat still finds that it was done."""
    IdempotencyRecord.objects.filter(body__icontains=words).update(body="{}")
