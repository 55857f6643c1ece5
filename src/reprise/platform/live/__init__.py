"""Tells open pages, at once, that there is something new; what it is they fetch through their ordinary view."""

from reprise.platform.live.announcing import announce
from reprise.platform.live.ending import end_passes
from reprise.platform.live.passes import pass_for
from reprise.platform.live.presence import present

__all__ = ["announce", "end_passes", "pass_for", "present"]
