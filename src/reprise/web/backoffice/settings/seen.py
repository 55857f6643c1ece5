"""A settings form knows what was seen when it was opened: who saves second is told what changed, and loses nothing."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext

from reprise.apps.accounts.seen import ChangedMeanwhile, mark_of
from reprise.web.backoffice.forms import DeskForm
from reprise.web.refusals import status_of, tell


class SeenForm(DeskForm):
    """A form with the marks of the values it shows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4_000)
    parts: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # a value of the shop → the fields that show it, if not its own

    def __init__(self, *args: Any, marks: Mapping[str, str], now: Mapping[str, object], **kwargs: Any) -> None:
        super().__init__(*args, initial={**now, "seen": json.dumps(dict(marks))}, **kwargs)
        self.marks, self.now = marks, now

    def seen_marks(self) -> dict[str, str] | None:
        """The marks that came back; None when none did, as from somebody who writes without our page."""
        try:
            given = json.loads(self.cleaned_data.get("seen") or "null")
        except ValueError:
            return None
        if not isinstance(given, dict):
            return None
        return {name: str(mark) for name, mark in given.items() if name in self.marks}

    def changed_meanwhile(self, refusal: ChangedMeanwhile, typed: Mapping[str, object]) -> None:
        """Ask again, saying at each field what somebody else wrote there; the next save counts as knowing it.

        `typed` are the values as they would have been saved: one that was not touched takes the other person's.
        """
        was = self.seen_marks() or {}
        self.status = status_of(refusal)
        data = {**{name: self.data[name] for name in self.data}, "seen": json.dumps(dict(self.marks))}
        notes: dict[str, str] = {}
        for value in refusal.fields:
            untouched = value in typed and mark_of(typed[value]) == was.get(value)
            for name in self._shown_by(value):
                if untouched:
                    data[name] = str(self.now.get(name) or "")
                if note := self._note(name, untouched=untouched):
                    notes[name] = note
        self.data = data
        self.add_error(None, tell(refusal))
        for name, note in notes.items():
            self.add_error(name, note)

    def _shown_by(self, value: str) -> list[str]:
        return [name for name in self.parts.get(value, (value,)) if name in self.fields]

    def _note(self, name: str, *, untouched: bool) -> str:
        """What happened to a field; nothing when both wrote the same."""
        now, label = str(self.now.get(name) or "").strip(), str(self.fields[name].label)
        if untouched:
            told = gettext("%(field)s: changed meanwhile, and stands here as it is now.")
            return told % {"field": label} if now else ""
        if str(self.data.get(name, "")).split() == now.split():
            return ""
        if not now:
            return gettext("%(field)s: emptied meanwhile.") % {"field": label}
        return gettext("%(field)s: meanwhile changed to “%(said)s”.") % {"field": label, "said": now}
