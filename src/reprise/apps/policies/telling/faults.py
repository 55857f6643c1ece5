"""What is wrong with a value, in words: what was found, and what is allowed."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext

from reprise.apps.policies.rules import Fault
from reprise.core.refusals import mark

_MOST_CHOICES: Final = 14

_SENTENCES: Final[Mapping[str, str]] = {
    "too_large": mark("The file is larger than %(most)s MB. A policy is far smaller: check that it is the right file."),
    "not_utf8": mark("This is not text in UTF-8. Save the file as UTF-8."),
    "not_yaml": mark("This is neither YAML nor JSON here: %(problem)s."),
    "alias": mark("References to other places (& and *) are not read. Write the values out."),
    "two_documents": mark("The file holds more than one document. Keep one policy per file."),
    "too_deep": mark("This is nested more than %(most)s levels deep. No policy needs that."),
    "empty": mark("The file is empty. Begin with the fields “terms” and “tables”."),
    "unreadable": mark("The file cannot be read: %(problem)s."),
    "nothing_there": mark("There is no policy here. Write %(allowed)s."),
    "no_fields": mark("Fields are expected here: %(allowed)s."),
    "no_list": mark("A list of rows is expected here: begin each row with a dash and its id."),
    "unknown_field": mark("“%(name)s” is not known here. Allowed: %(allowed)s."),
    "doubled_field": mark("“%(name)s” is written twice. Keep one."),
    "no_id": mark("The row has no name. Give it an id, for example a1."),
    "doubled_id": mark("“%(id)s” names another row already (line %(line)s). Give each row of a table its own name."),
    "too_many_rows": mark("A policy holds %(most)s rows at most. Join rows that say the same."),
    "id_length": mark("Name the row with 1 to %(most)s characters."),
    "unknown_column": mark("“%(name)s” is no column of this table."),
    "wrong_cell": mark("Write %(expected)s."),
    "no_day": mark("Write a day of the calendar, for example 2026-12-31."),
    "nothing_chosen": mark("Nothing is chosen. Choose at least one value, or leave the cell empty."),
    "unknown_choice": mark("“%(value)s” is not one of the choices. Allowed: %(allowed)s."),
    "out_of_bounds": mark("%(value)s is out of bounds. Write a number from %(least)s to %(most)s."),
    "decision_days_bounds": mark(
        "%(value)s is out of bounds. Write a number of days from %(least)s to %(most)s: a withdrawal is repaid within "
        "14 days of its notice (L221-24)."
    ),
    "return_by_days_bounds": mark(
        "%(value)s is out of bounds. Write a number of days from %(least)s to %(most)s: the law gives at least 14 days "
        "to send goods back (L221-23)."
    ),
    "bounds_reversed": mark("The upper bound is below the lower one. Exchange them."),
    "too_long": mark("Write between 1 and %(most)s characters."),
    "nothing_said": mark("The row says nothing. Fill in at least one of: %(needed)s."),
}

_EXPECTED: Final[Mapping[str, str]] = {
    "choice": mark("one word, several in square brackets, or under “but” those that are left out"),
    "number": mark("a whole number, or its bounds “least” and “most”"),
    "money": mark("an amount in cents, or its bounds “least” and “most”"),
    "yes_no": mark("yes or no"),
    "day": mark("a day such as 2026-12-31, or a period from “first” to “last”"),
    "text": mark("a text"),
    "texts": mark("one word, or several in square brackets"),
}


def fault_in_words(fault: Fault) -> str:
    """One fault as a sentence that says what to write instead."""
    params = dict(fault.params)
    if "type" in params:
        kind = params["type"]
        params["expected"] = gettext(_EXPECTED[kind])
    for name in ("allowed", "needed"):
        if name in params:
            params[name] = _listed(params[name], str(params.get("value", params.get("name", ""))))
    return gettext(_SENTENCES[fault.code]) % params


def _listed(choices: Iterable[str], given: str) -> str:
    """All choices where they are few, else those that look like what was written."""
    known = list(choices)
    if len(known) <= _MOST_CHOICES:
        return ", ".join(known)
    near = get_close_matches(given, known, n=4, cutoff=0.5)
    return ", ".join(near or known[:_MOST_CHOICES]) + ", …"


def is_fault(code: str) -> bool:
    """Whether a finding is about a value by itself."""
    return code in _SENTENCES
