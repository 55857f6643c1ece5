"""Why things come back, as rows of bars: the frequent reasons by name, the rest together, the unknown last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, gettext, ngettext

from reprise.core.refusals import mark
from reprise.printing.defects import defect
from reprise.readmodels.overview.flow import Reason

SHOWN: Final = 7

CLAIMS: Final[Mapping[str, str]] = {
    "withdraw": mark("Changed their mind"),
    "wrong_item": mark("Not what was ordered"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason: its name, how many lines, and its length in hundredths of the longest."""

    name: str
    lines: int
    length: int
    look: str


def bars(reasons: Sequence[Reason]) -> tuple[Bar, ...]:
    """Rows to draw, longest first; what is left over and what is not known come last."""
    named: dict[str, int] = {}
    unknown = 0
    for reason in reasons:
        name = _name(reason)
        if name:
            named[name] = named.get(name, 0) + reason.lines
        else:
            unknown += reason.lines
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(lines for _name, lines in ranked[SHOWN:])
    longest = max([*(lines for _name, lines in ranked), rest, unknown], default=1) or 1
    rows = [(name, lines, "first" if n == 0 else "law") for n, (name, lines) in enumerate(ranked[:SHOWN])]
    rows += [(gettext("Other reasons"), rest, "rest")] if rest else []
    rows += [(gettext("Not said"), unknown, "rest")] if unknown else []
    return tuple(Bar(name, lines, round(100 * lines / longest), look) for name, lines, look in rows)


def finding(rows: Sequence[Bar]) -> str:
    """The first reason and its share: the title of the chart."""
    total = sum(row.lines for row in rows)
    if not total:
        return gettext("No reason yet")
    share = round(100 * rows[0].lines / total)
    return gettext("“%(reason)s”: %(share)s %% of what comes back") % {"reason": rows[0].name, "share": share}


def articles(products: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """The articles most asked about, as rows of bars."""
    longest = max((lines for _name, lines in products), default=1)
    rows = [(name, lines, "first" if n == 0 else "law") for n, (name, lines) in enumerate(products)]
    return tuple(Bar(name, lines, round(100 * lines / longest), look) for name, lines, look in rows)


def article_finding(rows: Sequence[Bar]) -> str:
    """The article that comes back most."""
    if not rows:
        return gettext("No article yet")
    return gettext("Most asked about: %(article)s") % {"article": rows[0].name}


def note(rows: Sequence[Bar]) -> str:
    """What was counted."""
    total = sum(row.lines for row in rows)
    said = ngettext(
        "%(count)s line of the requests of the last 12 weeks.", "%(count)s lines of the requests of the last 12 weeks.",
        total,
    )  # fmt: skip
    return said % {"count": total}


def _name(reason: Reason) -> str:
    found = defect(reason.code)
    if found:
        return found.label.in_(get_language() or "fr")
    return gettext(CLAIMS[reason.claim]) if reason.claim in CLAIMS else ""
