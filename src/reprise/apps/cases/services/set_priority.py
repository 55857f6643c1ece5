from reprise.apps.cases.models import Case
from reprise.platform.transactions import atomic


@atomic
def set_priority(*, case: Case, priority: str) -> None:
    """Say how urgent the shop's policy finds a case; its place in the work list follows with the projection."""
    if case.priority != priority:
        Case.objects.filter(pk=case.pk).update(priority=priority)
        case.priority = priority
