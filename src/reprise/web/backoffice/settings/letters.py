"""The letters of the shop: which there are, when each is sent, and whose words it has."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.lists import format_list
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.notifications.about import GROUPS, NAMES, WHEN
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.queries import letter_settings, reworded
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.settings.frame import show_settings

if TYPE_CHECKING:
    from reprise.apps.notifications.models import Wording


@dataclass(frozen=True, slots=True)
class Version:
    """The wording of a letter in one language."""

    language: str
    url: str
    own: "Wording | None"


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of the list."""

    name: str
    when: str
    versions: list[Version]


@desk_page(right=Right.SETTINGS_EDIT, methods=READ)
def letters(request: StaffRequest) -> HttpResponse:
    """The list, and where answers go."""
    own = reworded(request.actor)
    groups = [(gettext(heading), [_line(request, each, own) for each in found]) for heading, found in GROUPS.items()]
    rules = letter_settings(request.shop.pk)
    language = get_language() or "en"
    context = {
        "groups": groups, "rules": rules, "answers": rules.reply_to or request.shop.email,
        "return_days": format_list([str(day) for day in rules.return_days], locale=language),
        "question_days": format_list([str(day) for day in rules.question_days], locale=language),
    }  # fmt: skip
    return show_settings(request, "letters", context, page="letters")


def _line(request: StaffRequest, letter: Letter, own: "dict[tuple[str, str], Wording]") -> LetterLine:
    versions = [
        Version(code, address(request, "letter", letter.value, code), _in_force(own.get((letter.value, code))))
        for code, _name in settings.LANGUAGES
    ]
    return LetterLine(gettext(NAMES[letter]), gettext(WHEN[letter]), versions)


def _in_force(row: "Wording | None") -> "Wording | None":
    return row if row is not None and not row.is_the_house_s else None
