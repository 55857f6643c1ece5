"""What did you think of it? The page behind the mailed question."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.conversations.reply_queries import rating_by_key
from reprise.apps.conversations.services.give_opinion import LONGEST, OPEN_FOR, give_opinion
from reprise.core.refusals import NotFound, Refusal
from reprise.readmodels.opinions import SCORES
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, keep_private, shop_page
from reprise.web.portal.pages import show, told
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Rating


@shop_page(READ_AND_WRITE)
def opinion(request: ShopRequest, key: str) -> HttpResponse:
    """The answer clicked in the mail is chosen already; it counts once it is sent, for mail scanners click all five."""
    rating = rating_by_key(key)
    if rating.shop_id != request.shop.pk:
        raise NotFound
    if request.method == "POST":
        try:
            give_opinion(
                rating=rating, score=_score(request.POST.get("score", "")), comment=request.POST.get("comment", ""),
                at=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            targets = {"score": "score-5", "comment": "comment"}
            context = _context(request, rating, request.POST.get("score", ""), request.POST.get("comment", ""))
            page = show(request, "opinion", context, problems=[told(refusal, targets)], status=status_of(refusal))
            return keep_private(page)
        return keep_private(
            show(request, "opinion_given", {"rating": rating, "words": gettext(SCORES[rating.score or 1])})
        )
    chosen = request.GET.get("score", "") or str(rating.score or "")
    return keep_private(show(request, "opinion", _context(request, rating, chosen, rating.comment)))


def _context(request: ShopRequest, rating: "Rating", chosen: str, comment: str) -> dict[str, object]:
    return {
        "rating": rating, "chosen": _score(chosen), "comment": comment, "longest": LONGEST,
        "is_over": rating.asked_at + OPEN_FOR < request.now,
        "scores": [(score, gettext(words)) for score, words in sorted(SCORES.items(), reverse=True)],
        "about": rating.conversation.subject or (rating.conversation.case.subject if rating.conversation.case else ""),
    }  # fmt: skip


def _score(typed: str) -> int | None:
    return int(typed) if typed in {str(score) for score in SCORES} else None
