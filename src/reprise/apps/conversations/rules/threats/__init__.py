"""The words of threats, in French and in English, one file for each sort."""

from collections.abc import Iterator, Mapping
from typing import Final

from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.rules.threats.authority import AUTHORITY
from reprise.apps.conversations.rules.threats.lawyer import LAWYER
from reprise.apps.conversations.rules.threats.press import PRESS
from reprise.apps.conversations.rules.threats.review import REVIEW
from reprise.apps.conversations.rules.threats.sign import Sign

SIGNS: Final[Mapping[Alarm, tuple[Sign, ...]]] = {
    Alarm.LAWYER: LAWYER, Alarm.PRESS: PRESS, Alarm.REVIEW: REVIEW, Alarm.AUTHORITY: AUTHORITY,
}  # fmt: skip


def every_sign() -> Iterator[tuple[Alarm, Sign]]:
    """Each sign with the alarm it raises."""
    return ((alarm, sign) for alarm, signs in SIGNS.items() for sign in signs)
