"""The form of a version: hours of each day as people type them, whose public holidays, own days, and the promise."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rules.opening import OwnDays, read_own, read_week
from reprise.apps.accounts.rules.typed_hours import PastMidnight, Unreadable, read_hours, typed_hours
from reprise.apps.accounts.services.set_hours import LONGEST_NAME, NewHours, Seen
from reprise.core.working_days import Span, Week
from reprise.readmodels.clock_words import language
from reprise.readmodels.public_holidays import Holiday, holidays_of, region_names
from reprise.web.backoffice.forms import DeskForm
from reprise.web.backoffice.hours.places import country_choices, zone_choices

if TYPE_CHECKING:
    from reprise.apps.accounts.models import OpeningHours, Shop

DAYS: Final = tuple(f"day_{n}" for n in range(7))
SPARE: Final = 2  # empty rows for own days
NAMES: Final = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


class HoursField(forms.CharField):
    """The spans of one day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        """The spans, or a sentence that says what could not be read."""
        text = str(super().clean(value) or "")
        try:
            return read_hours(text)
        except PastMidnight as fault:
            why = gettext("%(day)s: hours end on the day they begin. Write what lies after midnight on the next day.")
            raise ValidationError(why % {"day": self.label}) from fault
        except Unreadable as fault:
            why = gettext("%(day)s: “%(rest)s” is no hours. Write them like 9:00–12:30, 14:00–18:00.")
            raise ValidationError(why % {"day": self.label, "rest": fault.rest[:40]}) from fault


class HoursForm(DeskForm):
    """A version of the hours; the public holidays asked about are those of the country it was drawn for."""

    named: ClassVar[Mapping[str, str]] = {"reply": "reply_count", "own": "own_0_name"}
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    drawn_for = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    own_rows = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=120)
    in_force_from = forms.DateField(label=_("In force from"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    zone = forms.ChoiceField(label=_("Time zone"))
    country = forms.ChoiceField(label=_("Public holidays of"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    reply_count = forms.IntegerField(
        label=_("An answer within"), min_value=1, max_value=14_400, widget=forms.NumberInput({"inputmode": "numeric"})
    )
    reply_unit = forms.ChoiceField(label=_("Unit"), choices=[("hours", _("working hours")), ("minutes", _("minutes"))])

    def __init__(self, *args: Any, shop: "Shop", today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shop, self.today = shop, today
        for name, label in zip(DAYS, NAMES, strict=True):
            self.fields[name] = HoursField(label=label)
        self.country_now = self._given("country")
        self.region_now = self._given("region")
        choices = {
            "country": country_choices(language()), "zone": zone_choices(shop, self._given("zone")),
            "region": [("", gettext("the whole country")), *region_names(self.country_now, language())],
        }  # fmt: skip
        for name, known in choices.items():
            self.fields[name].choices = known  # type: ignore[attr-defined]
        if self.region_now not in dict(choices["region"]):
            self.region_now = ""
        self.holidays = holidays_of(self.country_now, self.region_now, today, language())
        for holiday in self.holidays:
            self.fields[f"closed_{holiday.name}"] = forms.BooleanField(label=holiday.title, required=False)
        for n in range(self.rows):
            self._own_fields(n)
        self.dress()

    def _given(self, name: str) -> str:
        """What was chosen, known before the form is read: other fields depend on it."""
        given = self.data.get(name) if self.is_bound else self.initial.get(name)
        text = str(given or "")
        return text if name != "country" or text in dict(country_choices(language())) else ""

    @property
    def rows(self) -> int:
        """How many rows there are for own days."""
        if not self.is_bound:
            return int(self.initial.get("own_rows") or SPARE)
        given = str(self.data.get("own_rows", ""))
        return min(int(given), 120) if given.isdecimal() else SPARE

    def _own_fields(self, n: int) -> None:
        dates = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        number = {"n": n + 1}
        self.fields[f"own_{n}_first"] = forms.DateField(
            label=gettext("Closure %(n)s: first day") % number, required=False, widget=dates
        )
        self.fields[f"own_{n}_last"] = forms.DateField(
            label=gettext("Closure %(n)s: last day") % number, required=False, widget=dates
        )
        self.fields[f"own_{n}_name"] = forms.CharField(
            label=gettext("Closure %(n)s: name") % number, required=False, max_length=LONGEST_NAME
        )
        self.fields[f"own_{n}_hours"] = HoursField(label=gettext("Closure %(n)s: hours instead") % number)

    def clean(self) -> dict[str, Any]:
        """The own days row by row, and whether the holidays that were asked about are those of this country."""
        data = super().clean() or self.cleaned_data
        self.own = tuple(own for n in range(self.rows) if (own := self._own(n, data)) is not None)
        return data

    @property
    def asks_of_other_holidays(self) -> bool:
        """Whether another country or region was chosen than the page asked about: it has to be drawn again."""
        return str(self.data.get("drawn_for", "")) != self.place

    @property
    def place(self) -> str:
        """The country and region whose holidays are asked about."""
        return f"{self.country_now}:{self.region_now}"

    def _own(self, n: int, data: Mapping[str, Any]) -> OwnDays | None:
        first, last, name = data.get(f"own_{n}_first"), data.get(f"own_{n}_last"), data.get(f"own_{n}_name", "")
        hours: tuple[Span, ...] = data.get(f"own_{n}_hours") or ()
        if not (first or last or name or hours):
            return None
        first = first or last
        if first is None:
            self.add_error(f"own_{n}_first", gettext("Write the first day of this closure."))
            return None
        if (last or first) < first:
            self.add_error(f"own_{n}_last", gettext("The last day comes before the first."))
            return None
        return OwnDays(first, last or first, name or gettext("closed"), hours)

    def hours(self) -> NewHours:
        """What was written, as the shop keeps it."""
        given = self.cleaned_data
        unit = 60 if given["reply_unit"] == "hours" else 1
        return NewHours(
            in_force_from=given["in_force_from"], zone=given["zone"], country=self.country_now, region=self.region_now,
            week=Week(tuple(given[name] for name in DAYS)), reply_minutes=given["reply_count"] * unit,
            holidays={one.name: bool(given[f"closed_{one.name}"]) for one in self.holidays}, own=self.own,
        )  # fmt: skip

    def seen_version(self) -> Seen | None:
        """The newest version that was known when the form was opened."""
        number = self.cleaned_data.get("seen")
        return None if number is None else Seen(number)

    def days(self) -> list[BoundField]:
        """The fields of the week."""
        return [self[name] for name in DAYS]

    def closings(self) -> Iterator[tuple[Holiday, BoundField]]:
        """Each public holiday with its tick."""
        return ((one, self[f"closed_{one.name}"]) for one in self.holidays)

    def own_fields(self) -> Iterator[tuple[int, BoundField, BoundField, BoundField, BoundField]]:
        """The rows of own days."""
        for n in range(self.rows):
            first, last, name, hours = (self[f"own_{n}_{part}"] for part in ("first", "last", "name", "hours"))
            yield n, first, last, name, hours


def start_of(shop: "Shop", newest: "OpeningHours | None", today: date) -> dict[str, Any]:
    """What the form shows at first: the newest version, or a usual week for a shop that has none."""
    if newest is None:
        usual = (*(((Span(540, 720), Span(840, 1080)),) * 5), (), ())
        return {
            **_typed(Week(usual)), "zone": shop.timezone, "country": shop.country, "region": "", "reply_count": 4,
            "reply_unit": "hours", "in_force_from": today, "seen": 0, "own_rows": SPARE,
            **{f"closed_{one.name}": True for one in holidays_of(shop.country, "", today, language())},
        }  # fmt: skip
    own = [each for each in read_own(newest.closures) if each.last >= today]
    hours, rest = divmod(newest.reply_minutes, 60)
    start = {
        **_typed(read_week(newest.week)), "zone": newest.zone, "country": newest.country, "region": newest.region,
        "reply_count": newest.reply_minutes if rest else hours, "reply_unit": "minutes" if rest else "hours",
        "in_force_from": max(today, newest.in_force_from), "seen": newest.number, "own_rows": len(own) + SPARE,
        **{f"closed_{name}": closed for name, closed in newest.holidays.items()},
    }  # fmt: skip
    for n, each in enumerate(own):
        start |= {f"own_{n}_first": each.first, f"own_{n}_last": each.last, f"own_{n}_name": each.name,
                  f"own_{n}_hours": typed_hours(each.spans, language())}  # fmt: skip
    return start


def _typed(week: Week) -> dict[str, str]:
    return {name: typed_hours(spans, language()) for name, spans in zip(DAYS, week.days, strict=True)}
