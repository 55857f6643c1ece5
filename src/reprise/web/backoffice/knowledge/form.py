"""The form of an article: both languages side by side, and what they share."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.knowledge.rules.article import LANGUAGES, Kind
from reprise.web.backoffice.forms import DeskForm
from reprise.web.backoffice.knowledge.typography import french_spaces
from reprise.web.backoffice.knowledge.words import DEEDS, KINDS

PARTS: Final = ("title", "answer", "body", "phrasings")
NEAR: Final = 4  # related articles
LONGEST: Final = {"title": 300, "answer": 3000, "body": 20_000, "phrasings": 60_000}  # what may be sent at all


def _text(language: str, rows: int, label: Any, hint: Any = "") -> forms.CharField:
    spelling = "false" if rows > 20 else "true"
    attrs = {"rows": rows, "lang": language, "spellcheck": spelling, "dir": "auto"}
    return forms.CharField(label=label, help_text=hint, required=False, strip=False, widget=forms.Textarea(attrs))


class ArticleForm(DeskForm):
    """Everything an article says, as it is typed."""

    kind = forms.ChoiceField(
        label=_("What it is about"), required=False, initial=Kind.FAQ.value, choices=list(KINDS.items()),
        widget=forms.RadioSelect,
    )  # fmt: skip
    title_fr = _text("fr", 2, _("Title in French"))
    title_en = _text("en", 2, _("Title in English"))
    answer_fr = _text("fr", 6, _("Answer in French"))
    answer_en = _text("en", 6, _("Answer in English"))
    body_fr = _text("fr", 18, _("Article in French"))
    body_en = _text("en", 18, _("Article in English"))
    phrasings_fr = _text("fr", 10, _("How customers ask it in French"))
    phrasings_en = _text("en", 10, _("How customers ask it in English"))
    sources = forms.CharField(
        label=_("Sources"), required=False, strip=False,
        help_text=_("One per line: what it is, then its address, which begins with https://"),
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )  # fmt: skip
    actions = forms.MultipleChoiceField(
        label=_("Buttons below the answer"), required=False, choices=list(DEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    read_through = forms.BooleanField(label=_("I read it through today, in both languages"), required=False)
    why = forms.CharField(
        label=_("What you changed"), required=False, max_length=200, help_text=_("For the list of versions."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    question = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**15)

    def __init__(self, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, NEAR + 1):
            self.fields[f"near_{n}"] = forms.ChoiceField(
                label=gettext("Related article %(number)s") % {"number": n}, required=False,
                choices=[("", "–"), *sorted(others.items(), key=lambda one: one[1].casefold())],
            )  # fmt: skip
        for name, most in LONGEST.items():
            for language in LANGUAGES:
                self._limit(f"{name}_{language}", most)
        self.dress()

    def _limit(self, name: str, most: int) -> None:
        """Refuse what no page of ours would send, too."""
        self.fields[name].validators.append(MaxLengthValidator(most))
        self.fields[name].widget.attrs["maxlength"] = most

    @property
    def pairs(self) -> list[tuple[str, list[Any]]]:
        """The parts in their order, each in both languages."""
        return [(part, [self[f"{part}_{language}"] for language in LANGUAGES]) for part in PARTS]

    @property
    def near(self) -> list[Any]:
        """The fields of the related articles."""
        return [self[f"near_{n}"] for n in range(1, NEAR + 1)]


def content_of(given: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, in the shape of an article's file; what the form does not know stays as it was."""
    near = list(dict.fromkeys(given[f"near_{n}"] for n in range(1, NEAR + 1) if given.get(f"near_{n}")))
    return {
        **was,
        "kind": given.get("kind") or Kind.FAQ.value,
        **{language: _text_of(given, language, near) for language in LANGUAGES},
        "sources": sources_of(given.get("sources", "")),
        "actions": [{"do": deed} for deed in given.get("actions", [])],
    }


def sources_of(lines: str) -> list[dict[str, str]]:
    """A source of each line: its address is the last word that looks like one, what stands before is its name."""
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        words, _space, last = line.rpartition(" ")
        label, url = (words, last) if "://" in last else (line, "")
        found.append({"label": label.strip(" \u00a0:–—|"), "url": url})
    return found


def initial_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """An article as the form shows it; a language in which it is not written stays empty."""
    initial: dict[str, Any] = {
        "kind": content.get("kind", ""),
        "sources": "\n".join(f"{one['label']} {one['url']}" for one in content.get("sources", [])),
        "actions": [one["do"] for one in content.get("actions", [])],
    }
    near: list[str] = []
    for language in LANGUAGES:
        text = content.get(language, {})
        initial |= {f"{name}_{language}": text.get(name, "") for name in ("title", "answer", "body")}
        initial[f"phrasings_{language}"] = "\n".join(text.get("phrasings", []))
        near = near or text.get("near", [])
    return initial | {f"near_{n}": slug for n, slug in enumerate(near[:NEAR], 1)}


def _text_of(given: Mapping[str, Any], language: str, near: list[str]) -> dict[str, Any]:
    def tidy(text: str) -> str:
        plain = text.replace("\r\n", "\n").strip()
        return french_spaces(plain) if language == "fr" else plain

    text: dict[str, Any] = {
        "title": tidy(given.get(f"title_{language}", "")).replace("\n", " "),
        "answer": tidy(given.get(f"answer_{language}", "")),
        "body": tidy(given.get(f"body_{language}", "")),
        "phrasings": _lines(given.get(f"phrasings_{language}", "").splitlines()),
    }
    return text | {"near": near if any(text.values()) else []}  # a language nobody wrote in has no relations either


def _lines(typed: Iterable[str]) -> list[str]:
    """Each phrasing once, as it was typed first."""
    told: dict[str, str] = {}
    for one in typed:
        plain = " ".join(one.split())
        if plain:
            told.setdefault(plain.casefold(), plain)
    return list(told.values())
