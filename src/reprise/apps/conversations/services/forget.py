from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from reprise.apps.cases.services.promise_reply import drop_promises
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.message_queries import their_mails, their_words
from reprise.apps.conversations.models import (
    AddressState,
    AutomaticMail,
    ChatSession,
    Conversation,
    IncomingFile,
    Message,
    MessageFile,
    Participant,
    PublicReview,
    Rating,
)
from reprise.platform.transactions import atomic


@atomic
def forget(
    *, at: datetime, case_ids: Collection[int] = (), person_id: int | None = None, shop_id: int = 0, email: str = "",
    conversation_ids: Collection[int] = (),
) -> list[int]:  # fmt: skip
    """Erase what was said in the cases and questions of a customer, what an address wrote in those of others, and the
    name of a member of staff wherever they wrote.

    The messages keep their numbers, so that whoever reads on from one misses nothing. Answers the ids of the files to
    destroy, for the caller to hand to `platform.files.erase`.
    """
    if person_id is not None:
        Message.objects.filter(person_id=person_id).update(author_name="", person=None)
    mine = set(conversation_ids)
    if case_ids:
        mine.update(Conversation.objects.filter(case_id__in=case_ids).values_list("pk", flat=True))
    if not mine and not email:
        return []
    files = _files(shop_id, email, mine)
    _words(shop_id, email, mine, at)
    _people(shop_id, email, mine, at)
    _matters(mine)
    drop_promises(conversation_ids=mine, at=at, why="erased")
    reviews = PublicReview.objects.filter(Q(conversation__in=mine) | Q(case_id__in=case_ids))
    reviews.update(said="", address="", erased_at=at)
    return files


def _files(shop_id: int, email: str, conversations: Collection[int]) -> list[int]:
    said = MessageFile.objects.filter(message__in=their_words(shop_id, email, conversations))
    mails = their_mails(shop_id, email, conversations)
    raw = mails.filter(raw__isnull=False).values_list("raw_id", flat=True)
    waiting = IncomingFile.objects.filter(mail__in=mails).values_list("file_id", flat=True)
    return [*said.values_list("file_id", flat=True), *raw, *waiting]


def _words(shop_id: int, email: str, conversations: Collection[int], at: datetime) -> None:
    their_words(shop_id, email, conversations).update(
        body="", quoted="", author_name="", client_id="", erased_at=at
    )  # fmt: skip
    their_mails(shop_id, email, conversations).update(**_BLANK_MAIL, erased_at=at)


#: What a mail keeps: that it came, when, how large it was and what became of it.
_BLANK_MAIL: dict[str, object] = {
    "sender": "", "sender_name": "", "reply_to": "", "subject": "", "header_id": "", "recipients": [], "references": [],
    "authentication": {}, "left_out": [], "raw_key": "", "body": "", "quoted": "",
}  # fmt: skip


def _people(shop_id: int, email: str, conversations: Collection[int], at: datetime) -> None:
    gone = {"name": "", "email": "", "phone": "", "erased_at": at}
    Participant.objects.filter(conversation__in=conversations).update(**gone)
    if email:
        elsewhere = Participant.objects.filter(conversation__shop_id=shop_id, email=email)
        elsewhere.update(**gone, left_at=at)
        AddressState.objects.filter(shop_id=shop_id, email=email).delete()
        AutomaticMail.objects.filter(shop_id=shop_id, email=email).delete()
    ChatSession.objects.filter(conversation__in=conversations).delete()


def _matters(conversations: Collection[int]) -> None:
    Conversation.objects.filter(pk__in=conversations).update(subject="", alarms=[])
    Rating.objects.filter(conversation__in=conversations).update(comment="")


@atomic
def forget_old(*, before: datetime, at: datetime, limit: int = 200) -> list[int]:
    """Erase questions that never became a case and were closed before a day; answers the files to destroy."""
    old = Conversation.objects.filter(case__isnull=True, closed_at__lt=before, state=ThreadState.CLOSED.value)
    kept = old.filter(messages__erased_at__isnull=True).distinct().order_by("pk")
    mine = list(kept.values_list("pk", flat=True)[:limit])
    return forget(at=at, conversation_ids=mine) if mine else []
