"""Whether goods have left, where a platform says it of the whole order."""

from dataclasses import replace
from typing import Final

from reprise.apps.catalogue.kinds import Dispatch, LineType
from reprise.apps.catalogue.ports import ImportedLine
from reprise.core.refusals import mark

SEVERAL_PARCELS: Final = mark("%(count)s parcels were sent: only one of them is followed here.")


def all_of(lines: tuple[ImportedLine, ...], dispatch: Dispatch) -> tuple[ImportedLine, ...]:
    """The lines with what is said of the order put on each article."""
    return tuple(replace(line, dispatch=dispatch) if line.type is LineType.PRODUCT else line for line in lines)
