"""Which region a postcode lies in, where that decides what days are public holidays.

France alone: its departments are the first digits. Elsewhere a postcode may lie in two regions, or we have not looked.
"""

import re
from collections.abc import Mapping
from typing import Final

#: The first digits, the longest that fit → the region of the calendar; "": no holidays of its own, None: nobody knows.
FRANCE: Final[Mapping[str, str | None]] = {
    "": "", "57": "57", "67": "6AE", "68": "6AE",
    "971": "971", "97133": "BL", "97150": "MF", "972": "972", "973": "973", "974": "974", "975": "PM", "976": "976",
    "977": "BL", "978": "MF", "986": None, "987": None, "988": None,
}  # fmt: skip
FRENCH: Final = re.compile(r"[0-9]{5}")


def region_at(country: str, postcode: str) -> str | None:
    """The region of a postcode; None where it cannot be told."""
    written = postcode.replace(" ", "")
    if country != "FR" or not FRENCH.fullmatch(written) or written.startswith("00"):
        return None
    return FRANCE[max((start for start in FRANCE if written.startswith(start)), key=len)]
