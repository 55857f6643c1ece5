"""Put a ready sentence into a text field: a button does it, and the page comes back with everything typed in place."""

from collections.abc import Sequence

from django.http import QueryDict

from reprise.web.backoffice.cases.sentences import Sentence
from reprise.web.backoffice.door import StaffRequest


def with_sentence(request: StaffRequest, field: str, sentences: Sequence[Sentence]) -> QueryDict | None:
    """What was typed, with the chosen sentence on a line of its own; nothing while the page is only looked at."""
    if request.method != "POST":
        return None
    chosen = request.POST.get("add", "")
    if not chosen.isascii() or not chosen.isdigit() or len(chosen) > 3 or int(chosen) >= len(sentences):
        return request.POST
    typed, sentence = request.POST.copy(), sentences[int(chosen)].text
    lines = typed.get(field, "").strip()
    if sentence not in lines:
        typed[field] = f"{lines}\n{sentence}" if lines else sentence
    return typed


def is_look(request: StaffRequest) -> bool:
    """Whether the page is only looked at again: a sentence was added, or the letter is to be shown anew."""
    return request.method == "POST" and ("add" in request.POST or "look" in request.POST)


def not_yet_in(text: str | None, sentences: Sequence[Sentence]) -> list[tuple[int, Sentence]]:
    """The sentences that a text does not hold, with their numbers."""
    return [(number, one) for number, one in enumerate(sentences) if one.text not in (text or "")]
