"""The fixed sentences of the assistant; what it says of a subject stands word for word in an article."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.knowledge.rules.danger import DANGERS
from reprise.apps.knowledge.rules.handover import Reason
from reprise.core.refusals import mark
from reprise.readmodels.clock_words import long_day
from reprise.readmodels.reply_promise import as_promised, promise_for
from reprise.readmodels.reply_promise_words import told_to_visitor

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation
    from reprise.apps.knowledge.rules.article import Article
    from reprise.workflows.first_line.visitor import Visitor

HOW_TO_LOOK_IT_UP: Final = "return-tracking"
#: Why a person has to answer, where the articles could not or must not.
FILES: Final = "files"
THREAT: Final = "threat"
NOT_THAT: Final = "not-that"
BECAUSE: Final[Mapping[str, str]] = {
    Reason.DISTRESS: mark(
        "You matter more than any order. If you think of harming yourself, talk to somebody now.\n"
        "In France: 3114, free, day and night. Elsewhere in the European Union: 112, or 116 123 where it exists.\n"
        "The shop has been alerted too."
    ),
    Reason.SAFETY: mark(
        "Stop using it now. Unplug it if you can do so without danger, and keep away from it.\n"
        "Fire, smoke or somebody hurt: call 112.\n"
        "Resin on the skin or in the eyes: rinse with plenty of water for fifteen minutes.\n"
        "Swallowed, or trouble breathing: call 112 or a poison centre.\n"
        "Keep everything as it is: do not repair it, do not send it. The shop has been alerted."
    ),
    Reason.PRIVACY_REQUEST: mark("What concerns your personal data is answered by a person."),
    Reason.ACCOUNT_ACTION: mark("Only a person may change something of an account or an order."),
    Reason.PAYMENT_DISPUTE: mark("Whatever concerns a payment is looked at by a person."),
    Reason.PAYMENT_INCIDENT: mark("Whatever concerns a payment is looked at by a person."),
    Reason.FRAUD: mark("A person has to look at this."),
    Reason.LEGAL_THREAT: mark("A person has to look at this."),
    THREAT: mark("A person has to look at this."),
    Reason.OUT_OF_SCOPE: mark("Our articles say nothing about this, and an automatic answer would only be a guess."),
    Reason.TOO_VAGUE: mark("I did not find out what it is about."),
    FILES: mark("Photos and files are looked at by a person."),
    NOT_THAT: mark("Then it was not that."),
}  # fmt: skip


def from_article(article: "Article", language: str, facts: Sequence[str] = (), note: str = "") -> str:
    """The answer of an article and where it stands; what is known of the reader's own case comes before it.

    Whoever asks where their case stands needs not be told how to look it up.
    """
    text = article.in_(language)
    if facts and article.id == HOW_TO_LOOK_IT_UP:
        return "\n\n".join(facts)
    cited = gettext("From our article “%(title)s”, read through on %(day)s.") % {
        "title": text.title, "day": long_day(article.reviewed),
    }  # fmt: skip
    return "\n\n".join(part for part in (*facts, note, text.answer, cited) if part)


def from_model(body: str, articles: Sequence["Article"], language: str) -> str:
    """What a language model said in the words of some articles, and that it did."""
    titles = ", ".join(f"“{article.in_(language).title}”" for article in articles)
    cited = gettext("Put together by a language model from %(titles)s; each sentence was held against our articles.")
    return f"{body}\n\n{cited % {'titles': titles}}"


def titles_of(articles: Sequence["Article"], language: str) -> str:
    """Some titles to choose from."""
    rows = [f"– {article.in_(language).title}" for article in articles]
    return "\n".join([gettext("I am not sure what you mean. Is it one of these?"), *rows])


def to_a_person(reason: str, visitor: "Visitor", conversation: "Conversation", at: datetime) -> str:
    """Why a person answers and by when; out of hours, where the answer may reach whoever leaves."""
    promise = promise_for(conversation.shop_id, at)
    when = str(told_to_visitor(as_promised(promise, conversation.pk, at), at, visitor.zone)) if promise else ""
    person = gettext("A person reads this conversation and answers here. %(when)s") % {"when": when}
    why = gettext(BECAUSE[reason]) if reason in BECAUSE else ""
    away = promise is not None and not promise.is_open and not visitor.has_address
    address = gettext("Leave your e-mail address below: the answer reaches you there too.") if away else ""
    first = f"{why}\n\n" if reason in DANGERS else f"{why} " if why else ""
    return first + " ".join(part for part in (person.strip(), address) if part)


def settled() -> str:
    """Said once the customer has what they came for."""
    return gettext("Good, then nobody has to answer. Write again whenever you like.")


def still_waits() -> str:
    """Said once somebody has what they came for who also wrote by mail or called: that still waits."""
    return gettext("Good. What you wrote to us another way is still answered by a person.")


def welcome() -> str:
    """Said to thanks."""
    return gettext("You are welcome. Write again whenever you like.")


def other_order() -> str:
    """Said where a number is named that the visitor has not proved to be theirs."""
    return gettext("Of an order or a case that you have not proved to be yours, nothing is told here.")
