from collections.abc import Iterator

from reprise.apps.cases.models import Case, CaseEvent, CaseEventContent
from reprise.apps.cases.services.chapter import event_body
from reprise.core.chain import Break, Link, commitment, first_break


def verify_timeline(case: Case) -> Break | None:
    """The first event of a case that was changed, removed or added since it was written, or None."""
    head = Case.objects.values_list("timeline_sequence", "timeline_hash").get(pk=case.pk)
    broken = first_break(_links(case), head_sequence=head[0], head_hash=head[1])
    return broken or _changed_content(case)


def _links(case: Case) -> Iterator[Link]:
    for row in CaseEvent.objects.filter(case=case).order_by("sequence").iterator():
        yield Link(row.sequence, event_body(row), row.previous, row.hash)


def _changed_content(case: Case) -> Break | None:
    """Personal content that no longer fits its commitment; erased content is fine."""
    rows = CaseEventContent.objects.filter(event__case=case).select_related("event").order_by("event__sequence")
    for row in rows.iterator():
        if commitment(bytes(row.salt), row.content) != row.event.commitment:
            return Break(row.event.sequence, "its personal content was changed")
    return None
