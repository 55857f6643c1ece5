"""How a box may look before it is opened, in words: its name and its signs."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import Box
from reprise.core.refusals import mark

BOXES: Final[Mapping[Box, tuple[str, str]]] = {
    Box.INTACT: (mark("Intact"), mark("Closed, no dent")),
    Box.DAMAGED: (mark("Damaged"), mark("Crushed, torn or wet: photograph it")),
    Box.OPENED: (mark("Opened before"), mark("Tape cut or opened on the way")),
    Box.NONE: (mark("Brought in by hand"), mark("No box")),
}
