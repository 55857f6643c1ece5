"""Fields as people fill them in at the desk: amounts with a comma, days, pieces."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reprise.core.money import Money, exponent

_SPACES = re.compile(r"[\s\u00a0\u202f€$£]")
_PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)")  # no exponent: 1e309 is no amount anybody means


class MoneyField(forms.CharField):
    """An amount typed with a comma or a point, as minor units of the shop's currency; empty is nothing."""

    default_error_messages: ClassVar = {
        "amount": _("Write an amount, for example 12.90."),
        "least": _("Write 0 or more."),
    }

    def __init__(self, *, currency: str = "EUR", **more: Any) -> None:
        self.currency = currency
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, **more)

    def clean(self, value: Any) -> Any:
        """Minor units, or None for an empty field that may stay empty."""
        typed = _SPACES.sub("", super().clean(value) or "").replace(",", ".")
        if not typed:
            return None
        amount = Decimal(typed) if _PLAIN.fullmatch(typed) else Decimal("NaN")
        if not amount.is_finite() or abs(amount) > 10**10 or amount != round(amount, exponent(self.currency)):
            raise ValidationError(self.error_messages["amount"], "amount")
        if amount < 0:
            raise ValidationError(self.error_messages["least"], "least")
        return Money.of(amount, self.currency).minor


def typed_amount(minor: int | None, currency: str, language: str) -> str:
    """Minor units as somebody of this language would type them."""
    if minor is None:
        return ""
    text = str(Money(minor, currency).decimal)
    return text.replace(".", ",") if language == "fr" else text


class PiecesField(forms.IntegerField):
    """A number of pieces between two bounds, both shown to whoever types."""

    def __init__(self, *, most: int, least: int = 1, **more: Any) -> None:
        super().__init__(
            min_value=least, max_value=most, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more
        )


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"], **more
        )
