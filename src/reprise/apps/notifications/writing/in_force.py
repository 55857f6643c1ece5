"""Which words a shop uses now."""

from typing import TYPE_CHECKING, Final

from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Wording
from reprise.apps.notifications.writing.own_words import Words
from reprise.platform.statements import Reading

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

#: Letters about signing in are the instance's, not a shop's; an acknowledgement and a copy of what was said are proofs.
FIXED: Final = frozenset({
    Letter.SIGN_IN_CODE, Letter.EMAIL_CODE, Letter.PASSWORD_RESET, Letter.ACCOUNT_CHANGED, Letter.STATEMENT_RECEIVED,
    Letter.STAFF_DIGEST, Letter.REFUND_TO_APPROVE, Letter.REFUND_NOT_APPROVED,
    Letter.CONVERSATION_TRANSCRIPT, Letter.STAFF_MENTIONED, Letter.STAFF_PROMISE_DUE, Letter.MAILBOX_TEST,
})  # fmt: skip


_LATEST = Reading(
    lambda shop_id, letter, language: Wording.objects.filter(
        shop_id=shop_id, letter=letter, language=language
    ).order_by("-number")[:1]
)


def ask_words_ahead(shop: "Shop", letter: Letter, language: str) -> None:
    """Have a shop's words for a letter asked with the next question, for this block."""
    if letter not in FIXED:
        _LATEST.ahead(shop.pk, letter.value, language)


def words_in_force(shop: "Shop | None", letter: Letter, language: str) -> Words:
    """The shop's own words for a letter, or empty ones."""
    if shop is None or not shop.pk or letter in FIXED:
        return Words()
    row = _LATEST.first(shop.pk, letter.value, language)
    return Words(row.subject, row.opening, row.closing) if row else Words()
