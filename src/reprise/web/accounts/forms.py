"""What a newcomer fills in."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Person


class JoinForm(forms.Form):
    """A name, and a password for those who want one."""

    name = forms.CharField(max_length=120, required=False)
    password = forms.CharField(max_length=256, required=False, strip=False)

    def __init__(self, *args: Any, person: "Person", **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """A password must be long and not guessable; none at all is fine."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.person)
        return password
