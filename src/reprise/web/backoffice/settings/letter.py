"""Word one letter in one language: its subject, how it begins and how it ends, with a preview beside."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.notifications.about import EDITABLE, NAMES, WHEN
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.queries import wordings
from reprise.apps.notifications.samples import sample_values
from reprise.apps.notifications.services.reword_letter import checked, reword_letter
from reprise.apps.notifications.services.send_trial import send_trial
from reprise.apps.notifications.writing.in_force import words_in_force
from reprise.apps.notifications.writing.own_words import Words, house_words
from reprise.apps.notifications.writing.placeholders import in_subject, offered
from reprise.core.refusals import NotFound, Refusal
from reprise.readmodels.letter_preview import fixed_part, preview
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.letters.frame import framed, in_a_frame
from reprise.web.backoffice.pages import address, go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of, tell

PARTS: Final = ("subject", "opening", "closing")


class LetterForm(DeskForm):
    """The three parts a shop may word."""

    subject = forms.CharField(
        label=_("Subject"), required=False, max_length=200,
        help_text=_("Nothing personal stands in a subject: it is read on locked screens. Empty: our own words."),
    )  # fmt: skip
    opening = forms.CharField(
        label=_("Opening"), required=False, widget=forms.Textarea({"rows": 4}), max_length=4000,
        help_text=_("How it begins. An empty line begins a new paragraph."),
    )  # fmt: skip
    closing = forms.CharField(
        label=_("Closing and signature"), required=False, widget=forms.Textarea({"rows": 5}), max_length=4000,
        help_text=_("How it ends, after the button."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def words(self) -> Words:
        """What was typed."""
        return Words(*(self.cleaned_data.get(part, "") for part in PARTS))


@desk_page(right=Right.SETTINGS_EDIT)
def letter(request: StaffRequest, letter: str, language: str) -> HttpResponse:
    """The editor."""
    asked = _asked(letter, language)
    rows = wordings(request.actor, asked.value, language)
    number, house = (rows[0].number if rows else 0), house_words(asked, language)
    form = LetterForm(typed(request), initial={**_shown(request, asked, language, house), "seen": number})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            done = _do(request, asked, language, form)
            if done is not None:
                return done
    context = {
        "form": form, "letter": asked.value, "name": gettext(NAMES[asked]), "when": gettext(WHEN[asked]),
        "language": language, "language_name": get_language_info(language)["name_translated"],
        "languages": [(code, get_language_info(code)["name_translated"], address(request, "letter", letter, code))
                      for code, _name in settings.LANGUAGES],
        "in_subject": _named(in_subject(asked)), "offered": _named(offered(asked)), "house": house, "history": rows,
        "fixed": fixed_part(shop=request.shop, letter=asked, language=language),
        "own": bool(rows) and not rows[0].is_the_house_s,
    }  # fmt: skip
    return show_settings(request, "letter", context, page="letters", status=form.status)


@in_a_frame
@desk_page(right=Right.SETTINGS_EDIT)
def letter_preview(request: StaffRequest, letter: str, language: str) -> HttpResponse:
    """The letter with what is typed, for the frame beside the editor; nothing is saved or sent."""
    asked, given = _asked(letter, language), request.POST if request.method == "POST" else request.GET
    try:
        words = words_in_force(request.shop, asked, language)
        if request.method == "POST":
            words = checked(asked, language, Words(*(given.get(part, "")[:4000] for part in PARTS)))
        about = given.get("about", "").strip()
        case = case_for(request.actor, about) if about else None
        shown = preview(case=case, shop=request.shop, letter=asked, language=language, words=words)
    except NotFound:
        return _plain(gettext("There is no such case. Write its reference, or leave the field empty for an example."))
    except Refusal as refusal:
        return _plain(tell(refusal))
    if given.get("form") == "text":
        return _plain(f"{shown.subject}\n\n{shown.text}")
    return framed(request, shown.html, theme="dark" if given.get("theme") == "dark" else "light")


def _do(request: StaffRequest, letter: Letter, language: str, form: LetterForm) -> HttpResponse | None:
    """Save, go back to the house's words, or send a test; None when it was refused."""
    deed: Callable[..., str] = {"default": _back, "test": _try}.get(request.POST.get("do", ""), _save)
    try:
        said = deed(request, letter, language, form)
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return None
    if deed is _try:
        form.status, form.said = 200, said  # type: ignore[attr-defined]  # what is typed stays
        return None
    return go(request, said, "letter", letter.value, language)


def _save(request: StaffRequest, letter: Letter, language: str, form: LetterForm) -> str:
    seen = form.cleaned_data.get("seen") or 0
    reword_letter(
        actor=request.actor, letter=letter, language=language, words=form.words(), seen=seen, at=timezone.now()
    )
    return gettext("Saved. Letters from now on have these words.")


def _back(request: StaffRequest, letter: Letter, language: str, form: LetterForm) -> str:
    seen = form.cleaned_data.get("seen") or 0
    reword_letter(actor=request.actor, letter=letter, language=language, words=Words(), seen=seen, at=timezone.now())
    return gettext("The letter has our words again.")


def _try(request: StaffRequest, letter: Letter, language: str, form: LetterForm) -> str:
    to = str(getattr(request.user, "email", ""))
    values = {**sample_values(letter, language), "shop_name": request.shop.name}
    send_trial(
        actor=request.actor, shop=request.shop, to=to, letter=letter, language=language,
        words=checked(letter, language, form.words()), values=values, at=timezone.now(),
    )  # fmt: skip
    return gettext("A test with example values is on its way to %(email)s.") % {"email": to}


def _asked(letter: str, language: str) -> Letter:
    if letter not in {each.value for each in EDITABLE} or language not in dict(settings.LANGUAGES):
        raise NotFound
    return Letter(letter)


def _shown(request: StaffRequest, letter: Letter, language: str, house: Words) -> dict[str, Any]:
    own = words_in_force(request.shop, letter, language)
    return {part: getattr(own, part) or getattr(house, part) for part in PARTS}


def _named(placeholders: Any) -> list[tuple[str, str]]:
    return [(each.written, gettext(each.about)) for each in placeholders]


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
