from django.conf import settings

from reprise.apps.accounts.models import CustomerAccount
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def change_account(
    *, account: CustomerAccount, name: str, language: str, gets_reminders: bool, is_asked_opinions: bool
) -> None:  # fmt: skip
    """Keep how a customer wants to be written to; letters the law asks for leave whatever is said here."""
    if len(name.strip()) > 120:
        raise Invalid(field="name", why=mark("120 characters are enough."))
    CustomerAccount.objects.filter(pk=account.pk).update(
        name=name.strip(), language=language if language in dict(settings.LANGUAGES) else "",
        gets_reminders=gets_reminders, is_asked_opinions=is_asked_opinions,
    )  # fmt: skip
