"""What the closed lists of the knowledge base are called at the desk."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from reprise.apps.knowledge.kinds import Verdict
from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.rules.article import Deed, Kind
from reprise.apps.knowledge.rules.handover import Reason

KINDS: Final = {
    Kind.FAQ.value: _("The shop: orders, returns, refunds"),
    Kind.HELP.value: _("Printing: what goes wrong and how to mend it"),
}
DEEDS: Final = {
    Deed.OPEN_RETURN.value: _("Open a return"),
    Deed.OPEN_WITHDRAWAL.value: _("Withdraw from a purchase"),
    Deed.TRACK.value: _("See where a case stands"),
    Deed.CONTACT.value: _("Write to a person"),
}
LANGUAGES: Final = {"fr": _("French"), "en": _("English")}
ANSWERS: Final = {
    Answer.SURE.value: _("It answers"),
    Answer.CHOICES.value: _("It offers titles"),
    Answer.NONE.value: _("It says that it does not know"),
    Answer.PERSON.value: _("It calls a person"),
}
VERDICTS: Final = {
    Verdict.RIGHT.value: _("Right"),
    Verdict.WRONG.value: _("Wrong"),
    Verdict.NEEDLESS.value: _("A person for nothing"),
}
REASONS: Final = {
    Reason.DISTRESS.value: _("somebody in distress"),
    Reason.SAFETY.value: _("a danger"),
    Reason.LEGAL_THREAT.value: _("a threat"),
    Reason.PRIVACY_REQUEST.value: _("personal data"),
    Reason.FRAUD.value: _("fraud"),
    Reason.PAYMENT_DISPUTE.value: _("a disputed payment"),
    Reason.PAYMENT_INCIDENT.value: _("a payment that went wrong"),
    Reason.ASKS_HUMAN.value: _("asks for a person"),
    Reason.ACCOUNT_ACTION.value: _("a change to an account"),
    Reason.OUT_OF_SCOPE.value: _("no article is about it"),
    Reason.TOO_VAGUE.value: _("too vague"),
}
SHORT_KINDS: Final = {Kind.FAQ.value: _("the shop"), Kind.HELP.value: _("printing")}
