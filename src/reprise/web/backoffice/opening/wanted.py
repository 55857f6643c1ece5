"""What somebody asks about an order, taken down by staff: the questions of the customer's pages, on one page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from reprise.core.refusals import mark
from reprise.printing.defects import groups
from reprise.readmodels.requests import Request, Wish
from reprise.web.backoffice import words
from reprise.web.backoffice.fields import PiecesField
from reprise.web.backoffice.forms import DeskForm

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from reprise.apps.catalogue.models import OrderLine

CHANNELS: Final = {
    "phone": mark("By telephone"), "mail": mark("By e-mail"), "letter": mark("By letter"),
    "counter": mark("At the counter"),
}  # fmt: skip
CLAIMS: Final = {
    "withdraw": mark("changes their mind"), "defect": mark("something is wrong with it"),
    "wrong_item": mark("it is not what was ordered"),
}  # fmt: skip
WISHES: Final = ("replacement", "repair", "price_reduction", "refund")
UNSEALED: Final = frozenset({"filament", "resin"})  # the law asks more of these once opened


class WantedForm(DeskForm):
    """How they got in touch, what they ask line by line, and what was said."""

    channel = forms.ChoiceField(label=_("How they got in touch"))
    language = forms.ChoiceField(label=_("Language of the customer"))
    danger = forms.BooleanField(
        label=_("Somebody was hurt, or something burned, leaked or gave a shock"), required=False
    )
    note = forms.CharField(
        label=_("What was said"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept as an internal note; no customer reads it."),
    )  # fmt: skip
    mine = forms.BooleanField(label=_("I take this case"), required=False, initial=True)
    looked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, lines: "Sequence[OrderLine]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if left(line)]
        self._offer("channel", [(value, gettext(label)) for value, label in CHANNELS.items()])
        self._offer("language", [(code, str(get_language_info(code)["name_translated"]).capitalize())
                                 for code in ("fr", "en")])  # fmt: skip
        for line in self.lines:
            self.fields |= _fields(line, only=len(self.lines) == 1 and left(line) == 1)
            self._offer(f"claim_{line.pk}", [("", gettext("choose")), *_told(CLAIMS)])
            self._offer(f"reason_{line.pk}", _reasons(line))
            self._offer(f"wish_{line.pk}", [("", gettext("what they are entitled to")), *_wishes()])
        self.dress()

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def rows(self) -> "list[tuple[OrderLine, int, list[BoundField], BoundField | None]]":
        """Each line with its fields; the last one is a box to tick, where it matters."""
        return [
            (line, left(line), [self[f"{name}_{line.pk}"] for name in ("pieces", "claim", "reason", "wish", "text")],
             self[f"opened_{line.pk}"] if line.kind in UNSEALED else None)
            for line in self.lines
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """At least one piece of something, each with what is claimed."""
        given = super().clean() or {}
        asked = [line for line in self.lines if given.get(f"pieces_{line.pk}")]
        if not asked and not self.errors and self.lines:
            self.add_error(f"pieces_{self.lines[0].pk}", gettext("Say how many pieces of at least one article."))
        for line in asked:
            if not given.get(f"claim_{line.pk}") and f"claim_{line.pk}" not in self.errors:
                self.add_error(f"claim_{line.pk}", gettext("Say what is claimed."))
        return given

    def request(self) -> Request:
        """The request, as the customer's own pages would make it."""
        given = self.cleaned_data
        wishes = tuple(self._wish(line) for line in self.lines if given.get(f"pieces_{line.pk}"))
        return Request(wishes, danger=given["danger"], language=given["language"], channel=given["channel"])

    def _wish(self, line: "OrderLine") -> Wish:
        given = self.cleaned_data
        claim = given[f"claim_{line.pk}"]
        faulty = claim != "withdraw"
        return Wish(
            line.pk, given[f"pieces_{line.pk}"], claim, reason=given[f"reason_{line.pk}"] if faulty else "",
            description=given[f"text_{line.pk}"], asked_remedy=given[f"wish_{line.pk}"] if faulty else "",
            opened=bool(given.get(f"opened_{line.pk}")),
        )  # fmt: skip


def left(line: "OrderLine") -> int:
    """The pieces nobody has asked about yet."""
    return max(0, line.quantity - line.cancelled_quantity - line.claimed_quantity)


def _fields(line: "OrderLine", *, only: bool) -> dict[str, forms.Field]:
    pieces = PiecesField(label=_("Pieces"), least=0, most=left(line), required=False, initial=int(only))
    fields: dict[str, forms.Field] = {
        f"pieces_{line.pk}": pieces,
        f"claim_{line.pk}": forms.ChoiceField(label=_("What they say"), required=False),
        f"reason_{line.pk}": forms.ChoiceField(label=_("What is wrong"), required=False),
        f"wish_{line.pk}": forms.ChoiceField(label=_("What they would like"), required=False),
        f"text_{line.pk}": forms.CharField(
            label=_("In their words"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
        ),
    }
    if line.kind in UNSEALED:
        fields[f"opened_{line.pk}"] = forms.BooleanField(label=_("The packaging was opened"), required=False)
    return fields


def _reasons(line: "OrderLine") -> list[Any]:
    lang = get_language() or "fr"
    grouped = [
        (group.label.in_(lang), [(defect.code, defect.label.in_(lang)) for defect in group.defects])
        for group in groups(line.kind)
    ]
    return [("", gettext("not said")), *grouped]


def _wishes() -> list[tuple[str, str]]:
    return [(wish, gettext(words.REMEDIES[wish])) for wish in WISHES]


def _told(labels: dict[str, str]) -> list[tuple[str, str]]:
    return [(value, gettext(label)) for value, label in labels.items()]
