"""Try one request: facts chosen by hand, and what law and policy answer, row by row. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import (
    CONDITIONS,
    Column,
    ColumnType,
    Hit,
    Policy,
    PolicyFacts,
    TableName,
    ask,
)
from reprise.apps.policies.telling.labels import column_label, word_label
from reprise.law.assessment import Assessment
from reprise.printing.defects import defects
from reprise.readmodels.composition import LAW_SAYS
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.forms import Problem
from reprise.web.backoffice.policy.answered import answered
from reprise.web.backoffice.policy.controls import Control, Option, asked, choices
from reprise.web.backoffice.policy.drafting import work_of
from reprise.web.backoffice.policy.frame import show_policy, table_address
from reprise.web.backoffice.policy.law_rows import Chip
from reprise.web.backoffice.policy.reading import CellFault, read_day, read_number
from reprise.web.backoffice.policy.showing import quantity
from reprise.web.backoffice.policy.spoken import spoken
from reprise.web.backoffice.policy.words import TABLES, UNIT_NAMES

LONGEST: Final = 80
SHOWN_STEPS: Final = 60
FIRST: Final = (
    "claim", "kind", "reason", "days_since_delivery", "value_minor", "photos", "opened", "buyer", "country",
)  # fmt: skip
_YES_NO: Final = {"yes": True, "no": False}
_BEFORE: Final = (
    TableName.PRIORITY, TableName.ANSWER, TableName.WINDOW, TableName.EVIDENCE, TableName.CONTRACT, TableName.SIGNAL,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One row looked at: its number, whether it fits, and what did not."""

    number: int
    url: str
    matched: bool
    why: str


@dataclass(frozen=True, slots=True)
class ToldHit:
    """What one table answered, and every row looked at until then."""

    title: str
    is_answer: bool
    words: str
    steps: tuple[ToldStep, ...]
    more: int


@desk_page(right=Right.CASES_READ, methods=READ)
def try_one(request: StaffRequest) -> HttpResponse:
    """The facts as a form, and the answer below once one of them is chosen."""
    work = work_of(request)
    sent = request.GET
    given, controls = _facts(sent, request.shop.currency)
    faults = [control for control in controls if control.error]
    context: dict[str, Any] = {
        "title": gettext("Try a request"), "first": [one for one in controls if one.column in FIRST],
        "more": [one for one in controls if one.column not in FIRST],
        "problems": [Problem(one.first_id, f"{one.label}\u00a0: {one.error}") for one in faults],
        "asked": bool(given) and not faults,
    }  # fmt: skip
    if given and not faults:
        context |= _answered(request, work.policy, PolicyFacts(**given))
    return show_policy(request, "try", work, [], context, status=422 if faults else 200)


def _answered(request: StaffRequest, policy: Policy, facts: PolicyFacts) -> dict[str, Any]:
    found = answered(policy, facts, request.shop.country, timezone.localdate())
    said, facts, law = found.said, found.facts, found.law
    hits = {hit.table: hit for hit in said.trace}
    later = [ask(policy, table, facts) for table in (TableName.DEDUCTION, TableName.APPROVAL) if policy.rows(table)]
    traced = [hits[table] for table in _BEFORE if table in hits and policy.rows(table)]
    lang = (request.LANGUAGE_CODE or "fr")[:2]
    law_word = LAW_SAYS[law.decision] if law else facts.law
    return {
        "found": found,
        "law": law,
        "law_word": word_label("law", law_word) if law_word else "",
        "law_chips": _chips(law, lang) if law else (),
        "remedy": word_label("remedy", said.remedy) if said.remedy else "",
        "goods": word_label("goods", said.goods) if said.goods else "",
        "question": said.question_fr if lang == "fr" else said.question_en,
        "note": said.note_fr if lang == "fr" else said.note_en,
        "signals": [one.question_fr if lang == "fr" else one.question_en for one in said.signals],
        "missing": [column_label(name) for name in said.missing],
        "hits": [_told(request, policy, hit) for hit in (*traced, *later)],
    }


def _chips(law: Assessment, lang: str) -> tuple[Chip, ...]:
    sources = dict.fromkeys(source for reason in law.reasons for source in reason.sources)
    return tuple(Chip(one.short_labels[lang], one.url, one.labels[lang]) for one in list(sources)[:3])


def _told(request: StaffRequest, policy: Policy, hit: Hit) -> ToldHit:
    places = {row.id: place for place, row in enumerate(policy.rows(hit.table), start=1)}
    here = table_address(request, hit.table)
    columns = {column.name: column for column in CONDITIONS[hit.table]}
    skipped = max(0, len(hit.steps) - SHOWN_STEPS)
    steps = [
        ToldStep(
            places.get(step.row_id, 0), f"{here}#row-{step.row_id}", step.matched,
            "" if step.matched else _why(columns[step.column], step.got, request.shop.currency)
            if step.column in columns else "",
        )
        for step in hit.steps[skipped:]
    ]  # fmt: skip
    words = spoken(hit.table, hit.row, request.shop.currency) if hit.row else gettext("No row fits: the law alone.")
    return ToldHit(gettext(TABLES[hit.table][0]), hit.table is TableName.ANSWER, words, tuple(steps), skipped)


def _why(column: Column, got: object, currency: str) -> str:
    """Why a row does not fit: the first condition that does not hold, and what was found instead."""
    name = column_label(column.name)
    if got is None:
        return gettext("%(column)s is not known") % {"column": name}
    if isinstance(got, bool):
        word = gettext("yes") if got else gettext("no")
    elif isinstance(got, int):
        word = quantity(column, got, currency)
    elif isinstance(got, frozenset):
        word = ", ".join(sorted(got)) or gettext("none")
    else:
        word = word_label(column.name, str(got))
    return gettext("%(column)s: %(found)s") % {"column": name, "found": word}


def _facts(sent: QueryDict, currency: str) -> tuple[dict[str, Any], list[Control]]:
    """What was chosen, and the controls with it."""
    columns: Mapping[str, Column] = {column.name: column for table in CONDITIONS.values() for column in table}
    given: dict[str, Any] = {}
    controls = []
    for name in [*FIRST, *(name for name in columns if name not in FIRST)]:
        column = columns[name]
        control = _control(column, sent, currency)
        try:
            value = _value(column, sent, currency)
        except CellFault as fault:
            control = control.wrong(str(fault))
        else:
            if value is not None:
                given[name] = value
        controls.append(control)
    return given, controls


def _value(column: Column, sent: QueryDict, currency: str) -> Any:
    typed = sent.get(f"try-{column.name}", "").replace("\0", "").strip()
    if not typed:
        return None
    match column.type:
        case ColumnType.CHOICE:
            return typed if typed in column.choices else _refuse()
        case ColumnType.YES_NO:
            return _YES_NO.get(typed)
        case ColumnType.NUMBER | ColumnType.MONEY:
            return read_number(column, typed[:40], currency)
        case ColumnType.DAY:
            return read_day(typed[:40])
        case ColumnType.TEXTS:
            return frozenset(word.strip()[:LONGEST] for word in typed[:2_000].split(",") if word.strip())
        case _:
            return typed[:LONGEST]


def _refuse() -> None:
    raise CellFault(gettext("Choose among what is offered."))


def _control(column: Column, sent: QueryDict, currency: str) -> Control:
    name = f"try-{column.name}"
    typed = sent.get(name, "")[:400]
    unit = currency if column.type is ColumnType.MONEY else UNIT_NAMES.get(column.unit, "")
    base = Control(name, column.name, "number", column_label(column.name),
                   unit=gettext(unit) if unit and unit not in {"%", currency} else unit, text=typed)  # fmt: skip
    if column.type is ColumnType.CHOICE:
        return Control(name, column.name, "select", base.label,
                       options=_offered(column, typed))  # fmt: skip
    if column.type is ColumnType.YES_NO:
        return Control(name, column.name, "select", base.label, options=asked(typed, gettext("we do not know")))
    return base if column.type is not ColumnType.DAY else Control(name, column.name, "day", base.label, text=typed)


def _offered(column: Column, typed: str) -> tuple[Option, ...]:
    """The words of a fact, one of them or none."""
    known = choices(column, frozenset({typed} & set(column.choices)))
    if column.name == "reason":  # a request has one reason, never a group of them
        known = tuple(option for option in known if option.value in defects())
    return (Option("", gettext("we do not know"), typed not in column.choices), *known)
