"""A row read aloud."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.apps.policies.rules import (
    CONDITIONS,
    OneOf,
    Row,
    TableName,
)
from reprise.apps.policies.telling.conditions import articles_in_words, condition_in_words
from reprise.apps.policies.telling.outcomes import outcomes_in_words
from reprise.core.refusals import mark

#: What a row of a table is about when it does not say.
_ABOUT: Final[Mapping[TableName, str]] = {
    TableName.ANSWER: mark("any request"),
    TableName.WINDOW: mark("any article"),
    TableName.EVIDENCE: mark("any request"),
    TableName.DEDUCTION: mark("any article that came back"),
    TableName.APPROVAL: mark("any remedy"),
    TableName.CONTRACT: mark("any order"),
    TableName.SIGNAL: mark("any request"),
    TableName.PRIORITY: mark("any request"),
}
#: Columns that follow what a row is about without a comma.
_CLOSE: Final = ("reason", "kind", "buyer", "country")


def row_in_words(table: TableName, row: Row, currency: str) -> str:
    """A whole row as one sentence: what it is about, then what it says."""
    said = {
        column.name: condition_in_words(column, row.when[column.name], currency)
        for column in CONDITIONS[table]
        if column.name in row.when
    }
    kind = row.when.get("kind")
    subject = said.pop("claim", "")
    if not subject and isinstance(kind, OneOf) and table in {TableName.WINDOW, TableName.CONTRACT}:
        del said["kind"]
        subject = articles_in_words(kind)
    close = [subject or gettext(_ABOUT[table]), *(said.pop(name) for name in _CLOSE if name in said)]
    sentence = gettext("%(conditions)s: %(answer)s.") % {
        "conditions": ", ".join([" ".join(close), *said.values()]),
        "answer": ", ".join(outcomes_in_words(table, row)),
    }
    return sentence[:1].upper() + sentence[1:]
