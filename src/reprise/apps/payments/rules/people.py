"""What people may do about a refund, by where it stands and who pays it; the moves themselves are in `transitions`."""

from reprise.apps.payments.kinds import BY_HAND, RefundState
from reprise.apps.payments.transitions import UNDER_WAY


def is_confirmed_by_people(state: RefundState, provider: str) -> bool:
    """A person's payment, or one of which the provider says nothing and somebody looked it up in its pages."""
    return provider == BY_HAND or state is RefundState.UNKNOWN


def is_asked_of_provider(state: RefundState, provider: str, *, awaits_approval: bool) -> bool:
    """The provider's last word is to come, or the refund never left though nobody has to do anything for it."""
    never_left = state is RefundState.INTENDED and provider != BY_HAND and not awaits_approval
    return state in UNDER_WAY or never_left
