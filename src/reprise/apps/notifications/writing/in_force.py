"""Which words a shop uses now."""

from typing import TYPE_CHECKING, Final

from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Wording
from reprise.apps.notifications.writing.own_words import Words

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

#: Letters about signing in are the instance's, not a shop's; the words of an acknowledgement are a proof.
FIXED: Final = frozenset({
    Letter.SIGN_IN_CODE, Letter.EMAIL_CODE, Letter.PASSWORD_RESET, Letter.ACCOUNT_CHANGED, Letter.STATEMENT_RECEIVED,
    Letter.STAFF_DIGEST,
})  # fmt: skip


def words_in_force(shop: "Shop | None", letter: Letter, language: str) -> Words:
    """The shop's own words for a letter, or empty ones."""
    if shop is None or not shop.pk or letter in FIXED:
        return Words()
    found = Wording.objects.filter(shop_id=shop.pk, letter=letter.value, language=language).order_by("-number")
    row = found.values_list("subject", "opening", "closing").first()
    return Words(*row) if row else Words()
