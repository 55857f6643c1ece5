"""What a slicer said of a print job, as staff read it: the machine, what it printed with, and how."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from reprise.core.refusals import mark

#: In the order in which somebody who looks for a fault reads them.
_SENTENCES: Final = (
    ("printer", "%(value)s"), ("materials", "%(value)s"), ("filaments", "%(value)s"),
    ("nozzle_mm", mark("nozzle %(value)s mm")), ("layer_mm", mark("layers of %(value)s mm")),
    ("infill", mark("%(value)s%% infill")), ("nozzle_c", mark("%(value)s °C at the nozzle")),
    ("bed_c", mark("%(value)s °C on the bed")), ("seconds", "%(value)s"), ("grams", mark("%(value)s g")),
    ("metres", mark("%(value)s m of filament")), ("profile", mark("profile %(value)s")), ("slicer", "%(value)s"),
)  # fmt: skip


def told_of(job: Mapping[str, Any]) -> list[str]:
    """The facts of a job, each in a few words; files kept before they were read have none."""
    shown = {name: _SHOWN.get(name, _value)(job[name]) for name, _ in _SENTENCES if job.get(name)}
    if "grams" in shown:
        shown.pop("metres", None)  # the same again
    return [_said(text) % {"value": shown[name]} for name, text in _SENTENCES if shown.get(name)]


def _said(text: str) -> str:
    return text if text == "%(value)s" else gettext(text)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value)
    if isinstance(value, float):
        return number_format(f"{value:.3f}".rstrip("0").rstrip("."))
    return str(value)


def _span(value: object) -> str:
    """Hours and minutes; whoever looks for a fault needs no seconds."""
    minutes = max(1, round(int(str(value)) / 60))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


_SHOWN: Final[Mapping[str, Callable[[object], str]]] = {"seconds": _span}
