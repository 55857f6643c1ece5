"""What speaks against a mail being from whom it says: shown beside it, so that nobody is taken in."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail

_FAILED: Final = frozenset({"fail", "softfail", "permerror"})


def doubts_of(mail: "IncomingMail") -> tuple[str, ...]:
    """An answer that would go elsewhere than to the sender, and checks that failed at the receiving server."""
    found = []
    if mail.reply_to and _domain(mail.reply_to) != _domain(mail.sender):
        told = gettext("An answer by mail would go to %(address)s, another domain than the sender’s.")
        found.append(told % {"address": mail.reply_to})
    failed = sorted(name.upper() for name, result in mail.authentication.items() if str(result).lower() in _FAILED)
    if failed:
        told = gettext("The sender could not be confirmed (%(checks)s failed): it may be somebody else.")
        found.append(told % {"checks": ", ".join(failed)})
    return tuple(found)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip("> ").lower()
