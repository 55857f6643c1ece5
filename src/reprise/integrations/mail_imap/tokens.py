import hashlib
import json
import re
import threading
import time
from collections.abc import Collection
from typing import Final

import httpx
from pydantic import BaseModel, ValidationError

from reprise.apps.conversations.ports import Access, MailboxFault
from reprise.integrations.mail_imap.places import check_place

_EARLY: Final = 120  # seconds before its end a token is no longer used
_LONGEST: Final = 3600
_ERROR: Final = re.compile(r'"error"\s*:\s*"([a-z_]{1,40})"')


class _Granted(BaseModel):
    access_token: str
    expires_in: int = _LONGEST
    refresh_token: str = ""


def _whose(access: Access) -> bytes:
    """By all that proves whose token it is: a name alone is what anybody may type, of a box of another shop too."""
    told = (access.token_url, access.client_id, access.client_secret, access.refresh_token, access.user, access.host)
    return hashlib.sha256(json.dumps(told).encode()).digest()


def _word_in(reply: httpx.Response) -> str:
    """The word of RFC 6749, 5.2 for why not; nothing else of what some server answered is shown to anybody."""
    found = _ERROR.search(reply.text[:2_000])
    return found[1] if found else ""


class AccessTokens:
    """Access tokens for mailboxes, refreshed when they end (RFC 6749, 6), kept in memory only."""

    def __init__(self, http: httpx.Client | None = None, inside: Collection[str] = ()) -> None:
        self._http, self._inside = http, inside
        self._kept: dict[bytes, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def of(self, access: Access) -> str:
        """A token that still holds."""
        key = _whose(access)
        with self._lock:
            token, end = self._kept.get(key, ("", 0.0))
        if time.monotonic() < end:
            return token
        granted = self._granted(access)
        with self._lock:
            self._kept[key] = (granted.access_token, time.monotonic() + min(granted.expires_in, _LONGEST) - _EARLY)
        if granted.refresh_token and granted.refresh_token != access.refresh_token and access.keep_refresh_token:
            access.keep_refresh_token(granted.refresh_token)
        return granted.access_token

    def forget(self, access: Access) -> None:
        """The server did not take it."""
        with self._lock:
            self._kept.pop(_whose(access), None)

    def _granted(self, access: Access) -> _Granted:
        form = {
            "grant_type": "refresh_token", "refresh_token": access.refresh_token, "client_id": access.client_id,
            "client_secret": access.client_secret,
        }  # fmt: skip
        try:
            address = httpx.URL(access.token_url)
            if address.scheme != "https":  # what opens the mailbox never travels in the clear
                raise MailboxFault("token_unreachable", "https://")
            if self._http is not None:
                reply = self._http.post(address, data=form)
            else:
                check_place(address.host, address.port or 443, inside=self._inside, within=())
                reply = httpx.post(address, data=form, timeout=20)
            if reply.is_client_error:
                raise MailboxFault("token_refused", _word_in(reply))
            reply.raise_for_status()
            return _Granted.model_validate_json(reply.content)
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise MailboxFault("token_unreachable", str(fault)) from fault
        except ValidationError as fault:
            raise MailboxFault("token_refused", "no token in the answer") from fault
