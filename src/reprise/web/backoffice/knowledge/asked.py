"""An article that begins with a question nobody had answered: the question becomes one of its phrasings."""

from dataclasses import dataclass
from typing import Any

from reprise.apps.knowledge.asked_queries import asked_for
from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.core.refusals import NotFound
from reprise.web.backoffice.door import StaffRequest


@dataclass(frozen=True, slots=True)
class Begun:
    """The question, what the form begins with, and the same in the shape of an article."""

    question: str
    language: str
    initial: dict[str, Any]
    content: dict[str, Any]


def begun_from(request: StaffRequest) -> Begun | None:
    """What a new article begins with when its address names a question; nothing when that is gone."""
    given = (request.POST if request.method == "POST" else request.GET).get("question", "")
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        return None
    try:
        asked = asked_for(request.actor, int(given))
    except NotFound:
        return None
    language = asked.language if asked.language in LANGUAGES else "fr"
    initial = {"question": asked.pk, f"phrasings_{language}": asked.question}
    text = {"title": "", "answer": "", "body": "", "phrasings": [asked.question], "near": []}
    return Begun(asked.question, language, initial, {language: text})
