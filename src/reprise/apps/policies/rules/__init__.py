"""A shop's own promises as decision tables, as plain values. They can only add to what the law gives."""

from reprise.apps.policies.rules.answering import (
    Contract,
    Evidence,
    PolicyAnswer,
    Signal,
    Window,
    answer,
    deduction,
    second_person,
    window_of,
)
from reprise.apps.policies.rules.asking import Hit, Step, ask, ask_all
from reprise.apps.policies.rules.cells import Between, Cell, Days, Is, OneOf
from reprise.apps.policies.rules.checking.check import check_policy
from reprise.apps.policies.rules.checking.finding import Finding, Severity
from reprise.apps.policies.rules.columns import CONDITIONS, OUTCOMES, Column, condition, outcome, reasons_in
from reprise.apps.policies.rules.enough import gives_enough
from reprise.apps.policies.rules.facts import PolicyFacts
from reprise.apps.policies.rules.soundness import LONGEST_TEXT, Fault, faults_of
from reprise.apps.policies.rules.table import MOST_ROWS, Policy, Row, Said
from reprise.apps.policies.rules.terms import LONGEST_ANSWER, LONGEST_RETURN, SHORTEST_RETURN, Notices, Terms, checked
from reprise.apps.policies.rules.vocabulary import ColumnType, Level, TableName, Verdict

__all__ = [
    "CONDITIONS",
    "LONGEST_ANSWER",
    "LONGEST_RETURN",
    "LONGEST_TEXT",
    "MOST_ROWS",
    "OUTCOMES",
    "SHORTEST_RETURN",
    "Between",
    "Cell",
    "Column",
    "ColumnType",
    "Contract",
    "Days",
    "Evidence",
    "Fault",
    "Finding",
    "Hit",
    "Is",
    "Level",
    "Notices",
    "OneOf",
    "Policy",
    "PolicyAnswer",
    "PolicyFacts",
    "Row",
    "Said",
    "Severity",
    "Signal",
    "Step",
    "TableName",
    "Terms",
    "Verdict",
    "Window",
    "answer",
    "ask",
    "ask_all",
    "check_policy",
    "checked",
    "condition",
    "deduction",
    "faults_of",
    "gives_enough",
    "outcome",
    "reasons_in",
    "second_person",
    "window_of",
]  # fmt: skip
