"""Statements that are asked all day: written as querysets, turned into SQL once, prepared by the database.

Django builds the SQL of a queryset anew at every call, which costs more than the database takes to answer. What a page
asks now and then is best left so; what every step of a return asks is written here:

    LINES = Reading(lambda case_id: CaseLine.objects.filter(case_id=case_id).order_by("position"))
    LINES.all(case.pk)

    MOVE = Writing(
        lambda line_id, before, now: (CaseLine.objects.filter(pk=line_id, state=before), {"state": now})
    )
    MOVE.rows(line.pk, "pending", "approved") == 1
"""

from reprise.platform.statements.insert import insert, insert_new
from reprise.platform.statements.reading import Reading
from reprise.platform.statements.values import Values
from reprise.platform.statements.writing import Writing

__all__ = ["Reading", "Values", "Writing", "insert", "insert_new"]
