"""Product kinds: the shop's rules as a table, and the articles no rule knows."""

import json
from collections.abc import Collection, Iterable
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import ProductKind, RuleMatch
from reprise.apps.catalogue.queries import kind_rules, lines_of_unknown_kind, order_line_for
from reprise.apps.catalogue.rules.kinds import Rule
from reprise.apps.catalogue.services.save_kind_rules import save_kind_rules
from reprise.apps.catalogue.services.set_kind import set_kind
from reprise.core.refusals import Overtaken, Refusal, mark
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

MATCHES: Final = {
    RuleMatch.SKU_PREFIX: mark("SKU begins with"), RuleMatch.PRODUCT: mark("SKU is, or name contains"),
    RuleMatch.ATTRIBUTE: mark("option of the line"),
}  # fmt: skip
EMPTY_ROWS: Final = 3


class RuleForm(forms.Form):
    """One row of the table; a row without a pattern is no rule."""

    match = forms.ChoiceField(label=_("Looks at"))
    pattern = forms.CharField(label=_("Looks for"), required=False, max_length=240)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["match"].choices = [(m.value, gettext(name)) for m, name in MATCHES.items()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds_to_choose()  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "pattern" else "form-select"
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> dict[str, Any]:
        """A rule that looks for something says a kind."""
        given = super().clean() or {}
        if given.get("pattern") and not given.get("kind") and "kind" not in self.errors:
            self.add_error("kind", gettext("Choose the kind this rule tells."))
        return given


def kinds_to_choose() -> list[tuple[str, str]]:
    """Every kind, after an empty choice."""
    return [("", gettext("Choose…")), *((kind.value, kind_name(kind)) for kind in ProductKind)]


Rules = forms.formset_factory(RuleForm, extra=EMPTY_ROWS, max_num=1_000, absolute_max=1_000)


@desk_page(right=Right.ORDERS_READ)
def kinds(request: StaffRequest) -> HttpResponse:
    """The table of rules, editable for whoever may edit settings."""
    if request.method == "POST":
        request.actor.require(Right.SETTINGS_EDIT)
    stored = [{"match": rule.match, "pattern": rule.pattern, "kind": rule.kind} for rule in kind_rules(request.actor)]
    table = Rules(typed(request), initial=stored)
    fault, status, now = "", 200, _rules(stored)
    seen = request.POST.get("seen", _sealed(now))
    if request.method == "POST":
        status = 422
        if table.is_valid():
            try:
                changed = save_kind_rules(
                    actor=request.actor, rules=_rules(table.cleaned_data), at=timezone.now(), seen=_unsealed(seen)
                )
            except Overtaken as refusal:
                fault, status, seen = _meanwhile(now, _unsealed(seen) or set()), status_of(refusal), _sealed(now)
            except Refusal as refusal:
                fault, status = gettext(refusal.sentence) % refusal.params, status_of(refusal)
            else:
                told = ngettext("Rules saved. %(n)d line has another kind now.",
                                "Rules saved. %(n)d lines have another kind now.", changed)  # fmt: skip
                return go(request, told % {"n": changed}, "kinds")
    waiting = lines_of_unknown_kind(request.actor)
    context = {
        "table": table, "fault": fault, "seen": seen, "may_edit": request.actor.may(Right.SETTINGS_EDIT),
        "may_set": request.actor.may(Right.ORDERS_EDIT),
        "waiting": [(line, KindForm(prefix=f"line{line.pk}")) for line in waiting],
    }  # fmt: skip
    return show_settings(request, "kinds", context, page="kinds", status=status)


def _rules(rows: list[dict[str, Any]]) -> list[Rule]:
    return [
        Rule(RuleMatch(row["match"]), row["pattern"], ProductKind(row["kind"])) for row in rows if row.get("pattern")
    ]


def _sealed(rules: Iterable[Rule]) -> str:
    """The rules as they were seen, to come back with the form."""
    return json.dumps([[rule.match, rule.pattern, rule.kind] for rule in rules])


def _unsealed(seen: str) -> set[Rule] | None:
    """The rules that were seen; None when what came back says nothing."""
    try:
        return {Rule(RuleMatch(match), str(pattern), ProductKind(kind)) for match, pattern, kind in json.loads(seen)}
    except (ValueError, TypeError):
        return None


def _meanwhile(now: Iterable[Rule], seen: Collection[Rule]) -> str:
    """What somebody else added and took away, so that who saves second can put it back or not."""
    added = [rule for rule in now if rule not in seen]
    gone = [rule for rule in seen if rule not in set(now)]
    told = [f"+ {rule.pattern} ({kind_name(rule.kind)})" for rule in added]
    told += [f"− {rule.pattern} ({kind_name(rule.kind)})" for rule in gone]
    said = gettext("Somebody saved the rules while you were writing. What you typed is still here; saving again puts "
                   "it in the place of theirs: %(theirs)s")  # fmt: skip
    return said % {"theirs": ", ".join(told)}


class KindForm(DeskForm):
    """What kind an article is, and whether all articles like it are."""

    kind = forms.ChoiceField(label=_("Kind"), error_messages={"required": _("Choose a kind.")})
    remember = forms.BooleanField(label=_("Always, for this product"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_to_choose()  # type: ignore[attr-defined]


@desk_page(right=Right.ORDERS_EDIT)
def line_kind(request: StaffRequest, line_id: int) -> HttpResponse:
    """Say what kind one order line is."""
    line = order_line_for(request.actor, line_id)
    prefix = f"line{line.pk}" if f"line{line.pk}-kind" in request.POST else None
    form = KindForm(typed(request), prefix=prefix, initial={"kind": line.kind})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            remember = form.cleaned_data["remember"] and request.actor.may(Right.SETTINGS_EDIT)
            try:
                set_kind(
                    actor=request.actor, order_line_id=line.pk, kind=ProductKind(form.cleaned_data["kind"]),
                    remember=remember, at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(request, gettext("Kind kept."), *_back(request, line.order_id))
    context = {
        "line": line, "form": form, "heading": gettext("What kind of product is it?"),
        "may_remember": request.actor.may(Right.SETTINGS_EDIT),
    }  # fmt: skip
    return show_settings(request, "line_kind", context, page="kinds", status=form.status)


def _back(request: StaffRequest, order_id: int) -> tuple[Any, ...]:
    return ("order", order_id) if request.GET.get("from") == "order" else ("kinds",)
