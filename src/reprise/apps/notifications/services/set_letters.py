from dataclasses import asdict, dataclass
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.notifications.models import LetterSettings
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

Digest = LetterSettings.Digest
MOST_STEPS: Final = 4
LONGEST_STEP: Final = 60


@dataclass(frozen=True, slots=True)
class LetterRules:
    """Where answers go, and when the shop reminds; hours are those of the shop."""

    reply_to: str = ""
    return_days: tuple[int, ...] = (3, 1)
    question_days: tuple[int, ...] = (3, 7)
    says_closed: bool = True
    encloses_decisions: bool = False
    digest: str = Digest.EACH.value
    digest_hour: int = 8
    digest_days: int = 2
    from_hour: int = 8
    until_hour: int = 20


@atomic
def set_letters(*, actor: Actor, rules: LetterRules) -> None:
    """Keep where answers go and when reminders leave."""
    actor.require(Right.SETTINGS_EDIT)
    for field, steps in (("return_days", rules.return_days), ("question_days", rules.question_days)):
        if len(steps) > MOST_STEPS or any(not 0 < step <= LONGEST_STEP for step in steps):
            raise Invalid(field=field, why=mark("write at most four numbers of days from 1 to 60, for example 3, 1."))
    if not 0 <= rules.from_hour < rules.until_hour <= 24:
        raise Invalid(field="until_hour", why=mark("reminders must begin before they end."))
    if not rules.from_hour <= rules.digest_hour < rules.until_hour:
        raise Invalid(field="digest_hour", why=mark("choose an hour between the two above."))
    kept = asdict(rules) | {
        "return_days": sorted(set(rules.return_days), reverse=True), "question_days": sorted(set(rules.question_days)),
    }  # fmt: skip
    LetterSettings.objects.update_or_create(shop_id=actor.shop_id, defaults=kept)
