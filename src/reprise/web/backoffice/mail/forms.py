"""What is typed about a mailbox, by how its mail comes in."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.conversations.mailbox_secrets import MailboxSecrets
from reprise.apps.conversations.rules.mail_hosts import host_of, token_url_of
from reprise.apps.conversations.services.save_mailbox import NewMailbox, Way
from reprise.web.backoffice.forms import DeskForm

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Mailbox

PROVIDERS: Final = (
    ("mailgun", "Mailgun"), ("postmark", "Postmark"), ("sendgrid", "SendGrid"), ("sparkpost", "SparkPost"),
    ("mailjet", "Mailjet"), ("brevo", "Brevo"), ("raw", _("Another program, the raw mail")),
)  # fmt: skip
_SECRET: Final = {"autocomplete": "new-password", "spellcheck": "false"}


class BoxForm(DeskForm):
    """Every mailbox has an address."""

    way: ClassVar[str] = Way.SMTP
    address = forms.EmailField(
        label=_("E-mail address"), max_length=254,
        help_text=_("Customers write to it, and answers to your letters go there. For example support@example.com."),
        error_messages={"required": _("Write the address of the mailbox.")},
    )  # fmt: skip

    def told(self) -> NewMailbox:
        """What was typed."""
        return NewMailbox(address=self.cleaned_data["address"], way=self.way)


class ImapForm(BoxForm):
    """Where the mailbox is, and what opens it."""

    way = Way.IMAP
    host = forms.CharField(
        label=_("IMAP server"), max_length=200, required=False,
        help_text=_("For example imap.example.com. Empty: the one of your provider, where we know it."),
        widget=forms.TextInput({"spellcheck": "false", "autocapitalize": "none", "list": "mail-hosts"}),
    )  # fmt: skip
    security = forms.ChoiceField(label=_("Encryption"))
    port = forms.IntegerField(
        label=_("Port"), required=False, min_value=1, max_value=65535,
        widget=forms.TextInput({"inputmode": "numeric"}), help_text=_("Empty: the usual one."),
    )  # fmt: skip
    folder = forms.CharField(label=_("Folder"), max_length=200, required=False)
    user = forms.CharField(
        label=_("Sign-in name"), max_length=200, required=False, help_text=_("Empty: the address itself."),
        widget=forms.TextInput({"spellcheck": "false", "autocapitalize": "none", "autocomplete": "off"}),
    )  # fmt: skip
    auth = forms.ChoiceField(label=_("It opens with"), widget=forms.RadioSelect)
    password = forms.CharField(
        label=_("Password"), max_length=500, required=False, strip=False, widget=forms.PasswordInput(_SECRET)
    )
    oauth_client = forms.CharField(label=_("Client id"), max_length=300, required=False)
    client_secret = forms.CharField(
        label=_("Client secret"), max_length=500, required=False, widget=forms.PasswordInput(_SECRET)
    )
    refresh_token = forms.CharField(
        label=_("Refresh token"), max_length=4000, required=False, widget=forms.PasswordInput(_SECRET)
    )
    token_url = forms.URLField(
        label=_("Address that gives tokens"), required=False, assume_scheme="https", max_length=500,
        help_text=_("Empty: the one of Google or Microsoft, by the server."),
    )  # fmt: skip
    anyway = forms.BooleanField(label=_("Keep it even if it does not open now"), required=False)

    def __init__(self, *args: Any, kept: "Mailbox | None" = None, **kwargs: Any) -> None:
        self.kept = kept
        super().__init__(*args, **kwargs)
        self.fields["security"].choices = [  # type: ignore[attr-defined]
            ("tls", gettext("TLS from the start (port 993)")), ("starttls", gettext("STARTTLS (port 143)")),
            ("none", gettext("none, only on this machine")),
        ]  # fmt: skip
        self.fields["auth"].choices = [  # type: ignore[attr-defined]
            ("password", gettext("a password, if need be one made for programs")),
            ("oauth", gettext("an OAuth token, as Google and Microsoft ask")),
        ]
        if kept is not None and kept.sealed:
            words = gettext("Empty: the one that is kept.")
            for name in ("password", "client_secret", "refresh_token"):
                self.fields[name].help_text = words

    def clean(self) -> dict[str, Any]:
        """A server, and a secret of the kind that was chosen, unless one is kept."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["host"] = given.get("host") or host_of(given.get("address", ""))
        if not given["host"] and "host" not in self.errors:
            self.add_error("host", gettext("Write the name of the server, for example imap.example.com."))
        by_token = given.get("auth") == "oauth"
        has_one = given.get("refresh_token") if by_token else given.get("password")
        if not has_one and not (self.kept and self.kept.sealed and self.kept.auth == given.get("auth")):
            words = gettext("Paste the refresh token.") if by_token else gettext("Type the password.")
            self.add_error("refresh_token" if by_token else "password", words)
        return given

    def told(self) -> NewMailbox:
        """What was typed, with its secret if one was."""
        given = self.cleaned_data
        return NewMailbox(
            address=given["address"], way=self.way, host=given["host"], port=given["port"], security=given["security"],
            user=given["user"], folder=given["folder"], auth=given["auth"], secrets=self._secrets(),
        )  # fmt: skip

    def _secrets(self) -> MailboxSecrets | None:
        given = self.cleaned_data
        if given["auth"] == "password":
            return MailboxSecrets(password=given["password"]) if given["password"] else None
        if not given["refresh_token"]:
            return None
        return MailboxSecrets(
            client_id=given["oauth_client"].strip(), client_secret=given["client_secret"].strip(),
            refresh_token=given["refresh_token"].strip(), token_url=given["token_url"] or token_url_of(given["host"]),
        )  # fmt: skip


class WebhookForm(BoxForm):
    """Which service posts, and the key by which it signs."""

    way = Way.WEBHOOK
    host = forms.ChoiceField(label=_("Mail service"), choices=PROVIDERS)
    webhook_key = forms.CharField(
        label=_("Signing key"), max_length=500, required=False, widget=forms.PasswordInput(_SECRET),
        help_text=_("What the service signs its calls with, or the password you gave it. Empty: the one that is kept."),
    )  # fmt: skip

    def __init__(self, *args: Any, kept: "Mailbox | None" = None, **kwargs: Any) -> None:
        self.kept = kept
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A key, unless one is kept: an unsigned call is believed by nobody."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("webhook_key") and not (self.kept and self.kept.sealed):
            self.add_error("webhook_key", gettext("Type the key by which the service signs its calls."))
        return given

    def told(self) -> NewMailbox:
        """What was typed."""
        given = self.cleaned_data
        key = given["webhook_key"].strip()
        secrets = MailboxSecrets(webhook_key=key) if key else None
        return NewMailbox(address=given["address"], way=self.way, host=given["host"], secrets=secrets)
