from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.new_mail import new_mail
from reprise.apps.notifications.writing.in_force import words_in_force
from reprise.apps.notifications.writing.own_words import Words
from reprise.apps.notifications.writing.said import spoken
from reprise.platform.jobs.enqueue_many import enqueue_many
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@dataclass(frozen=True, slots=True)
class NewLetter:
    """One of many letters; `wanted_while` is the condition under which it may still leave."""

    to: str
    language: str
    letter: Letter
    values: Mapping[str, Value]
    dedupe_key: str
    case_id: int | None = None
    wanted_while: str = ""


@atomic
def send_letters(*, shop: "Shop", letters: Sequence[NewLetter], at: datetime) -> int:
    """Write many letters of a shop in a few statements; one whose key is known already is not written again."""
    words: dict[tuple[Letter, str], Words] = {}
    mails = []
    for new in letters:
        kind = (new.letter, spoken(new.language))
        if kind not in words:
            words[kind] = words_in_force(shop, *kind)
        mails.append(
            new_mail(
                shop=shop, to=new.to, language=new.language, letter=new.letter, values=new.values, at=at,
                case_id=new.case_id, dedupe_key=new.dedupe_key, wanted_while=new.wanted_while, words=words[kind],
            )
        )  # fmt: skip
    Mail.objects.bulk_create(mails, batch_size=200, ignore_conflicts=True)
    ours = Mail.objects.filter(message_id__in=[mail.message_id for mail in mails])
    kept = dict(ours.values_list("pk", "state"))
    waiting = [pk for pk, state in kept.items() if state == Mail.State.WAITING]
    enqueue_many(kind="mail.send", payloads=((f"mail.send:{pk}", {"mail_id": pk}) for pk in waiting), at=at)
    return len(kept)
