"""A question asked in the help: answered at once, noted once, and settled by what its asker then opens or says."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.signing import BadSignature, Signer

from reprise.apps.accounts.services.budget import afford
from reprise.apps.knowledge.kinds import Place
from reprise.apps.knowledge.services.note_asked import note_asked
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.core.refusals import NotFound
from reprise.web.client_address import client_address
from reprise.web.portal.door import ShopRequest

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.answering import Outcome

LONGEST: Final = 2_000  # characters of a question that are read
A_WHILE: Final = timedelta(minutes=10)
NOTED_IN_A_WHILE: Final = 30  # questions of one address; those beyond are answered all the same
_SIGNER: Final = Signer(salt="reprise.help.asked")


def note(request: ShopRequest, question: str, outcome: "Outcome", language: str) -> str:
    """Note a question that a person asked; the name by which it is settled, empty when it was not noted.

    A page that is loaded again, looked at in advance or asked for by a program that floods us counts for nothing.
    """
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return ""
    who = client_address(request)
    for what, asker, limit in (("help_again", f"{who}\n{question}", 1), ("help_asked", who, NOTED_IN_A_WHILE)):
        if not afford(what=what, who=f"{request.shop.pk}\n{asker}", limit=limit, per=A_WHILE, at=request.now):
            return ""
    asked = note_asked(
        shop_id=request.shop.pk, question=question, outcome=outcome, page_language=language, place=Place.HELP,
        at=request.now,
    )  # fmt: skip
    return _SIGNER.sign(str(asked.pk))


def settle(request: ShopRequest, name: str, *, chosen: str | None = None, helpful: bool | None = None) -> None:
    """Say what became of a question; a name that we did not give, or for something else, is let pass."""
    try:
        asked_id = int(_SIGNER.unsign(name))
        settle_asked(shop_id=request.shop.pk, asked_id=asked_id, at=request.now, chosen=chosen, helpful=helpful)
    except (BadSignature, ValueError, NotFound):
        return
