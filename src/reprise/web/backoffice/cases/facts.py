"""Fill in what nobody knew of a case, or correct what was wrong: the answer is computed again at once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import DeliveryOrigin, ProductKind
from reprise.apps.catalogue.queries import order_for
from reprise.law.jurisdictions import known_countries, law_of
from reprise.readmodels.product_kinds import kind_name
from reprise.readmodels.proposal import proposal_of
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.rules import missing_facts
from reprise.web.backoffice.cases.scene import NotNow, Scene, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.orders.listing import ORIGINS
from reprise.workflows.verdict.complete_facts import Facts, complete_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.cases.models import CaseLine
    from reprise.apps.catalogue.models import Order

OPEN = frozenset({"pending", "needs_info"})


class FactsForm(DeedForm):
    """The day of delivery and on whose word, the country, and what kind each article is."""

    delivered_on = DayField(label=_("Delivered on"), required=False)
    origin = forms.ChoiceField(label=_("On whose word"), required=False)
    country = forms.ChoiceField(label=_("Country of delivery"), required=False)

    def __init__(self, *args: Any, order: "Order", lines: "Sequence[CaseLine]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order, self.lines = order, lines
        said = (DeliveryOrigin.SHOP, DeliveryOrigin.CARRIER)
        self.fields["origin"].choices = [(o.value, gettext(ORIGINS[o.value]).capitalize()) for o in said]  # type: ignore[attr-defined]
        self.fields["country"].choices = _countries(order.country)  # type: ignore[attr-defined]
        for line in lines:
            name = f"kind_{line.pk}"
            self.fields[name] = forms.ChoiceField(
                label=gettext("What kind is “%(article)s”?") % {"article": line.name}, required=False,
                choices=[("", gettext("Choose…")), *((kind.value, kind_name(kind)) for kind in ProductKind)],
            )  # fmt: skip
            self.initial.setdefault(name, line.product_kind)
        self.initial.setdefault("country", order.country)
        self.initial.setdefault("delivered_on", order.delivered_on)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        """Something is filled in, and the day can be true."""
        given = super().clean() or {}
        day, ordered = given.get("delivered_on"), timezone.localdate(self.order.ordered_at)
        if day and day > timezone.localdate():
            self.add_error("delivered_on", gettext("The delivery date cannot be in the future."))
        elif day and day < ordered:
            self.add_error("delivered_on", gettext("The delivery date cannot be before the day of the order."))
        elif not self.errors and not self.changed:
            self.add_error("delivered_on", gettext("Fill in or correct at least one fact."))
        return given

    @property
    def kind_fields(self) -> list[Any]:
        """One field for each article."""
        return [self[f"kind_{line.pk}"] for line in self.lines]

    @property
    def changed(self) -> Facts:
        """What is not as it was."""
        given = self.cleaned_data
        kinds = {line.pk: given.get(f"kind_{line.pk}", "") for line in self.lines}
        day, country = given.get("delivered_on"), given.get("country", "")
        return Facts(
            delivered_on=day if day != self.order.delivered_on else None,
            origin=DeliveryOrigin(given.get("origin") or DeliveryOrigin.SHOP),
            country=country if country != self.order.country else "",
            kinds={line.pk: ProductKind(kinds[line.pk]) for line in self.lines
                   if kinds[line.pk] and kinds[line.pk] != line.product_kind},
        )  # fmt: skip


def _countries(now: str) -> list[tuple[str, str]]:
    lang = (get_language() or "fr")[:2]
    named = sorted((law.names[lang], code) for code in known_countries() if (law := law_of(code)))
    known = [(code, name) for name, code in named]
    unknown = [(now, now)] if now and now not in dict(known) else []
    return [("", gettext("Choose…")), *known, *unknown]


def form_of(scene: Scene, order: "Order | None", data: Any = None) -> FactsForm | None:
    """The form of a case, None where no answer is open or no order is known."""
    lines = [line for line in scene.picture.lines if line.state in OPEN and line.order_line_id]
    if order is None or not lines or not scene.actor.may(Right.ORDERS_EDIT):
        return None
    return FactsForm(data, order=order, lines=lines, sequence=scene.case.timeline_sequence)


def wanted(scene: Scene) -> list[str]:
    """What is missing of any article, in words."""
    kept = [proposal_of(line.proposal) for line in scene.picture.lines if line.state in OPEN]
    return list(dict.fromkeys(word for one in kept for word in missing_facts(one)))


@deed_page(right=Right.ORDERS_EDIT)
def facts(request: StaffRequest, reference: str) -> HttpResponse:
    """The page of the facts."""
    scene = scene_of(request, reference)
    order = order_for(request.actor, scene.case.order_id) if scene.case.order_id else None
    form = form_of(scene, order, typed(request))
    if form is None:
        raise NotNow

    def do() -> str:
        complete_facts(actor=request.actor, case=scene.case, facts=form.changed, at=timezone.now())
        return gettext("Kept. The answer was computed again.")

    context = {"heading": gettext("Facts of the case"), "wanted": wanted(scene)}
    return act(request, scene, form, do, template="facts", context=context)
