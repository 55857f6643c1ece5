"""A mail as it arrived is kept a year after its matter fell silent; what was said in it stays in the conversation."""

from datetime import timedelta

import pytest

from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import Conversation, IncomingMail, Message
from reprise.apps.conversations.services.drop_raw import drop_old_raws
from reprise.platform.files.models import StoredFile
from reprise.platform.jobs.registry import HANDLERS
from reprise.workflows.mail_in.arrive import arrive
from reprise.workflows.tidy_conversations import RAW_MAILS_KEPT
from tests.mail.letters import DESK, a_mail, a_mailbox
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db
YEAR = AT + RAW_MAILS_KEPT


def tidied(later: timedelta) -> IncomingMail:
    """The mail after the hourly work of a later day."""
    deed = HANDLERS["conversations.tidy"]({}, at=YEAR + later)
    assert deed is not None
    deed()
    return IncomingMail.objects.get()


@pytest.fixture
def mail() -> IncomingMail:
    shop = a_shop()
    a_mailbox(shop)
    (kept,) = arrive(a_mail().as_bytes(), [DESK], at=AT)
    thread = Conversation.objects.create(shop=shop, created_at=AT, last_at=AT)
    said = Message.objects.create(conversation=thread, sequence=1, body="Bonjour, merci.", created_at=AT)
    IncomingMail.objects.filter(pk=kept.pk).update(
        state=MailState.ATTACHED, received_at=AT, conversation=thread, message=said
    )
    return IncomingMail.objects.get()


def test_its_bytes_go_a_year_after_the_last_word_and_its_words_stay(mail: IncomingMail) -> None:
    assert tidied(timedelta(0)).raw_key
    old = tidied(timedelta(days=1))
    assert (old.raw_key, old.sender != "" or old.size > 0) == ("", True)
    assert mail.raw_id is not None
    assert StoredFile.objects.get(pk=mail.raw_id).erased_at is not None
    assert Message.objects.get().body == "Bonjour, merci."
    assert drop_old_raws(before=YEAR, at=YEAR) == 0, "it is not looked at again every hour"


@pytest.mark.parametrize("state", [MailState.WAITING, MailState.ASKS, MailState.QUARANTINED])
def test_one_that_somebody_has_to_look_at_stays_as_it_arrived(mail: IncomingMail, state: MailState) -> None:
    IncomingMail.objects.update(state=state)
    assert tidied(timedelta(days=400)).raw_key


def test_one_of_a_matter_that_goes_on_stays(mail: IncomingMail) -> None:
    Conversation.objects.update(last_at=AT + timedelta(days=300))
    assert tidied(timedelta(days=100)).raw_key
