"""The marks of this instance's letters, by which answers find their matter (see `core/mail_tokens.py`)."""

from functools import lru_cache

from django.conf import settings

from reprise.apps.notifications.models import Mail
from reprise.core.mail_tokens import About, message_id, sign, subject_token


def token_of(*, case_id: int | None, conversation_id: int | None) -> str:
    """The mark of a letter: its conversation's, else its case's; empty for a letter about neither."""
    if conversation_id is not None:
        return _signed(settings.SECRET_KEY, About.CONVERSATION, conversation_id)
    return _signed(settings.SECRET_KEY, About.CASE, case_id) if case_id is not None else ""


def subject_token_of(*, case_id: int | None, conversation_id: int | None) -> str:
    """The mark for the subject of a letter; empty for a letter about neither a conversation nor a case."""
    if conversation_id is not None:
        return subject_token(settings.SECRET_KEY, About.CONVERSATION, conversation_id)
    return subject_token(settings.SECRET_KEY, About.CASE, case_id) if case_id is not None else ""


def roots_of(mail: Mail) -> tuple[str, ...]:
    """The Message-IDs a letter's matter is gathered under: its case's, its conversation's, or both."""
    domain = mail.message_id.strip("<>").rpartition("@")[2]
    pointed = ((About.CASE, mail.case_id), (About.CONVERSATION, mail.conversation_id))
    tokens = [_signed(settings.SECRET_KEY, about, number) for about, number in pointed if number is not None]
    return tuple(message_id(token, domain, "thread") for token in tokens)


@lru_cache(maxsize=1024)  # several letters are written about one case
def _signed(secret: str, about: About, number: int) -> str:
    return sign(secret, about, number)
