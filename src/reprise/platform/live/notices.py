"""What is told over a socket: that something is there, who is writing, who is reading. Never what was written."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from reprise.core.first_name import first_name

HIGHEST: Final = 2**53 - 1  # the largest number a page's script counts exactly


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that happened on a topic. `staff_only`: whoever is on the customer's side is not told."""

    topic: str
    kind: str  # after, typing, read, here, ended: then the topic is the holder whose passes end
    number: int = 0
    side: str = ""
    name: str = ""
    staff_only: bool = False

    def told_to(self, side: str) -> dict[str, object]:
        """As a page of a side reads it; the topic is added by its alias there.

        Customers know the staff by their first names: nothing more of a name leaves the house, whatever a page shows.
        """
        if self.kind == "typing":
            whole = side == "staff" or self.side != "staff"
            return {"typing": {"side": self.side, "name": self.name if whole else first_name(self.name)}}
        if self.kind == "read":
            return {"read": {"side": self.side, "to": self.number}}
        return {"after": self.number}

    @property
    def slot(self) -> str:
        """What replaces what while a page is slow to take it: only the newest of a slot is sent."""
        return f"{self.kind}:{self.side}:{self.name}:{self.number == 0}"


def packed(notice: Notice) -> dict[str, Any]:
    """For another process."""
    return asdict(notice)


def unpacked(told: Mapping[str, Any]) -> Notice:
    """From another process."""
    return Notice(**told)
