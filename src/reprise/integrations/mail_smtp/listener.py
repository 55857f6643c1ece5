import asyncio
import logging
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from reprise.integrations.mail_smtp.spooling import Spool, Spooling

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LARGEST: Final = 64 * 2**20
MOST_RECIPIENTS: Final = 50
MOST_SESSIONS: Final = 20
IDLE_SECONDS: Final = 60.0
log = structlog.get_logger("reprise.mail")
logging.getLogger("mail.log").setLevel(logging.WARNING)  # it would log every address

#: Whether mail for an address is taken here.
Accepts = Callable[[str], bool]
#: Keep a mail for its recipients, moving its file away; it is in the store and in the table when this answers.
Keep = Callable[[Path, Sequence[str]], None]
#: The certificate, read anew for each connection: one that was renewed counts at once.
Tls = Callable[[], ssl.SSLContext]


class Handler:
    """Answers a mail server: no to addresses that are nobody's here, yes only once a mail cannot be lost any more."""

    def __init__(self, accepts: Accepts, keep: Keep) -> None:
        self._accepts, self._keep = accepts, keep
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")  # tables are asked in threads

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name and arguments
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """No relay: only addresses of this instance."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            known = await asyncio.get_running_loop().run_in_executor(self._threads, self._accepts, address)
        except Exception:
            log.exception("recipient not checked")
            return "451 4.3.0 Try again later"
        if not known:
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep it, then say so."""
        assert isinstance(server, Spooling)
        loop, mail = asyncio.get_running_loop(), server.spooled
        keeping = loop.run_in_executor(self._threads, self._keep, mail, list(envelope.rcpt_tos))
        try:
            await keeping
        except Exception:
            log.exception("mail not kept")
            answer = "451 4.3.0 Try again later"
        else:
            answer = "250 2.0.0 Kept"
        if isinstance(server, LMTP):  # one answer for each recipient (RFC 2033)
            return "\r\n".join([answer] * len(envelope.rcpt_tos))
        return answer

    def close(self) -> None:
        """Let the mails at hand be kept."""
        self._threads.shutdown(wait=True)


def certificate(chain: Path, key: Path) -> ssl.SSLContext:
    """What a certificate and its key make of a server; raises OSError where they are none."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    return context


class _Full(asyncio.Protocol):
    """Turns a mail server away for a while; it comes back by itself."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say so, and hang up."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"421 4.7.0 Too many connections, try again later\r\n")
        transport.close()


@asynccontextmanager
async def listening(
    handler: Handler, *, host: str, port: int, spool: Spool, lmtp: bool = False, tls: Tls | None = None,
    only_tls: bool = False,
) -> "AsyncIterator[int]":  # fmt: skip
    """Serve until the block ends; answers the port, which is a free one when 0 was asked for.

    With `tls` a mail server may go over to TLS (STARTTLS), and with `only_tls` it must, before it says anything.
    """
    kind = LMTP if lmtp else SMTP
    busy: set[asyncio.Protocol] = set()
    spooled_at = spool

    class Counted(Spooling, kind):  # type: ignore[misc, valid-type]
        spool = staticmethod(spooled_at)

        def connection_lost(self, error: Exception | None) -> None:
            busy.discard(self)
            super().connection_lost(error)

    def one() -> asyncio.Protocol:
        if len(busy) >= MOST_SESSIONS:
            return _Full()
        session: asyncio.Protocol = Counted(
            handler, data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="Reprise", hostname="reprise",
            timeout=IDLE_SECONDS, tls_context=tls() if tls else None, require_starttls=bool(tls) and only_tls,
        )  # fmt: skip
        busy.add(session)
        return session

    server = await asyncio.get_running_loop().create_server(one, host=host, port=port)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        await server.wait_closed()
        handler.close()
