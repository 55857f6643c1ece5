"""Statements that are asked all day: written as querysets, turned into SQL once, prepared by the database.

Django builds the SQL of a queryset anew at every call, which costs more than the database takes to answer. What a page
asks now and then is best left so; what every step of a return asks is written here:

    LINES = Reading(lambda case_id: CaseLine.objects.filter(case_id=case_id).order_by("position"))
    LINES.all(case.pk)

    MOVE = Writing(
        lambda line_id, before, now: (CaseLine.objects.filter(pk=line_id, state=before), {"state": now})
    )
    MOVE.rows(line.pk, "pending", "approved") == 1

A database that is asked over a line costs a round trip for each question. `together` asks several at once; within
`gathered`, what is written `surely` or by `insert_later` travels with the next question. Django's own questions see it
too, and no commit comes before it: only the refusal of a guard, and the numbers of new rows, come a little later.
Where `take_numbers` asked for numbers beforehand, new rows have theirs at once and need not be written for it; what a
reading was asked `ahead` travels likewise with a question before.
"""

from reprise.platform.statements.asking import gathered, settle
from reprise.platform.statements.insert import (
    insert,
    insert_as_it_becomes,
    insert_later,
    insert_new,
    insert_or_leave,
    insert_surely,
)
from reprise.platform.statements.numbers import take_numbers
from reprise.platform.statements.reading import Question, Reading, together
from reprise.platform.statements.values import Values
from reprise.platform.statements.writing import Writing

__all__ = [
    "Question", "Reading", "Values", "Writing", "gathered", "insert", "insert_as_it_becomes", "insert_later",
    "insert_new", "insert_or_leave", "insert_surely", "settle", "take_numbers", "together",
]  # fmt: skip
