from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.queries import is_unclaimed
from reprise.apps.accounts.services.budget import spend
from reprise.apps.accounts.setup_code import is_setup_code, spend_setup_code
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic

TRIES_OF_ONE: Final = 10
TRIES_OF_ALL: Final = 60  # of whatever addresses together


class WrongSetupCode(Refusal):
    """The code is not the one of this instance."""

    code = "wrong_setup_code"
    kind = Kind.FORBIDDEN
    sentence = mark(
        "This is not the set-up code. The command “reprise serve” prints it when it starts; it also stands in the file "
        "“setup_code” of the data folder."
    )


class ClaimedAlready(Refusal):
    """Somebody made the first shop."""

    code = "claimed_already"
    kind = Kind.CONFLICT
    sentence = mark("This instance has its first shop already. Sign in, or ask its owner for an invitation.")


def try_setup_code(*, code: str, who: str, at: datetime) -> None:
    """Refuse a wrong code, and whoever guesses too often; each try is counted whatever becomes of it."""
    hour = timedelta(hours=1)
    spend(what="setup_code", who=who, limit=TRIES_OF_ONE, per=hour, at=at)
    spend(what="setup_code_all", who="instance", limit=TRIES_OF_ALL, per=hour, at=at)
    if not is_setup_code(code):
        raise WrongSetupCode(field="code")


@atomic
def claim() -> None:
    """Take the instance: the last act of whoever makes its first owner and shop, in their transaction."""
    if not spend_setup_code():
        raise ClaimedAlready


def require_unclaimed() -> None:
    """Refuse once there is a shop or a person."""
    if not is_unclaimed():
        raise ClaimedAlready
