"""What the fields of help articles and of the assistant's answers mean."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.rules.article import Deed, Kind
from reprise.apps.knowledge.rules.handover import Reason
from reprise.web.api.words.common import one_of

WORDS: Final[Mapping[str, str]] = {
    "q": "The words to look for; half typed and misspelt ones too.",
    "lang": "`fr` or `en`; left out: that of `Accept-Language`.",
    "Article.kind": f"What kind of article it is: {one_of(Kind)}.",
    "Article.language": "The language it is written in, which may not be the one asked for.",
    "Article.languages": "The languages it is really written in.",
    "answer": "The short answer, to be said word for word.",
    "reviewed": "The day somebody last read it through.",
    "Article.version": "How often the shop changed it; 0 is as it ships.",
    "Article.is_own": "Whether the shop wrote it itself.",
    "Article.body": "Its text: paragraphs, lists, “## ” headings, bold, links; help:<slug> leads to another article.",
    "Article.near": "The slugs of the articles that lie near.",
    "Article.actions": f"What its reader can do at once: {one_of(Deed)}.",
    "Article.pictures": "The names of its drawings.",
    "title_html": "Its title, as HTML in which only <mark> stands.",
    "excerpt_html": "The part that was found, as HTML in which only <mark> stands.",
    "Results.items": "What was found, the nearest first.",
    "asked_id": "The question (`id` of the answer).",
    "HelpQuestion.question": "What the customer typed.",
    "HelpQuestion.language": "The language of the page it was typed on.",
    "HelpAnswer.id": "The number of the question, for its outcome.",
    "HelpAnswer.kind": f"What is answered: {one_of(Answer)}.",
    "HelpAnswer.language": "The language of the answer: that of the question.",
    "HelpAnswer.reason": f"Why a person has to answer: {one_of(Reason)}; null otherwise.",
    "HelpAnswer.ask_back": "A question to ask before a person is called; null for none.",
    "HelpAnswer.articles": "The article it was answered with, or those offered.",
    "chosen": "The article that was opened, by its slug; null or empty for none.",
    "helpful": "Whether that was it; null when nobody said.",
}  # fmt: skip
