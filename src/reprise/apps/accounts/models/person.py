from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class People(BaseUserManager["Person"]):
    """Makes people; an e-mail address is one person whatever its letter case."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in: staff of one shop or of several."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)  # when they left and were forgotten
    sessions_ended = models.PositiveIntegerField(default=0)  # how often all their sessions were ended at once

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to stay signed in; each ending of all sessions makes it another."""
        known: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]  # private in Django
        if not self.sessions_ended:
            return known
        return salted_hmac("reprise.sessions", f"{known}:{self.sessions_ended}", algorithm="sha256").hexdigest()
