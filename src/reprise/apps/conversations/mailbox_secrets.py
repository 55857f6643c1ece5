"""What opens a mailbox, as it is kept sealed in its row."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Final

from reprise.apps.conversations.models import Mailbox
from reprise.platform.sealing import seal, unseal

_PURPOSE: Final = "mailbox"


@dataclass(frozen=True, slots=True)
class MailboxSecrets:
    """A password, or what an OAuth provider gave, or the key by which a provider signs what it posts."""

    password: str = ""
    client_id: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    token_url: str = ""
    webhook_key: str = ""


def secrets_of(mailbox: Mailbox) -> MailboxSecrets:
    """What the row keeps; a `SealBroken` where the instance has another key than when it was kept."""
    if not mailbox.sealed:
        return MailboxSecrets()
    kept = json.loads(unseal(mailbox.sealed, purpose=f"{_PURPOSE}:{mailbox.address.lower()}"))
    known = {field.name for field in fields(MailboxSecrets)}
    return MailboxSecrets(**{name: value for name, value in kept.items() if name in known})


def sealed(secrets: MailboxSecrets, address: str) -> str:
    """Secrets sealed for the row of this address: no other row can open them."""
    return seal(json.dumps(asdict(secrets)), purpose=f"{_PURPOSE}:{address.lower()}")
