"""`reprise mail`: take mails in without a mailbox elsewhere."""

import argparse
import asyncio
import functools
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from reprise.integrations.mail_smtp.listener import Handler, certificate, listening
from reprise.platform.files.store import incoming
from reprise.web.cli.address import fault_of, port_number
from reprise.web.cli.declaring import Commands, command
from reprise.workflows.mail_in.arrive import NobodyHere, arrive, is_ours

TRY_AGAIN, NO_SUCH_USER = 75, 67


def add_parser(commands: Commands) -> None:
    """Declare the commands."""
    mail = commands.add_parser("mail").add_subparsers(required=True, metavar="COMMAND")
    listen = command(mail, "listen", "take mails from a mail server over SMTP, or LMTP")
    listen.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    listen.add_argument("--port", type=port_number, default=8025, help="the port to listen on (%(default)s)")
    listen.add_argument("--lmtp", action="store_true", help="speak LMTP, as mail servers do to a mailbox")
    listen.add_argument("--certificate", type=Path, help="a certificate with its chain (PEM), for STARTTLS")
    listen.add_argument("--key", type=Path, help="its key (PEM)")
    listen.add_argument("--only-tls", action="store_true", help="take nothing from whoever does not go over to TLS")
    listen.set_defaults(run=run_listen)
    take = command(mail, "take", "take one mail from the standard input, as a mail server's pipe gives it")
    take.add_argument("recipient", nargs="+", help="to whom the envelope was addressed")
    take.set_defaults(run=run_take)


def run_listen(args: argparse.Namespace) -> int:
    """Listen until told to stop; a mail is kept before its sender hears yes."""
    if fault := fault_of(host=args.host, port=args.port):
        print(f"reprise: {fault}", file=sys.stderr)
        return 2
    if fault := _tls_fault(args):
        print(f"reprise: {fault}", file=sys.stderr)
        return 2
    asyncio.run(_listen(args))
    return 0


def _tls_fault(args: argparse.Namespace) -> str:
    """What is wrong with the certificate, if anything: better now than at the first mail."""
    if bool(args.certificate) != bool(args.key) or (args.only_tls and not args.certificate):
        return "--certificate and --key go together, and --only-tls needs both"
    if args.only_tls and args.lmtp:
        return "--only-tls is for SMTP: over LMTP a mail server says nothing before its first word"
    if not args.certificate:
        return ""
    try:
        certificate(args.certificate, args.key)
    except OSError as fault:  # an SSLError is one
        return f"the certificate or its key cannot be used: {fault.strerror or fault}"
    return ""


async def _listen(args: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    tls = functools.partial(certificate, args.certificate, args.key) if args.certificate else None
    async with listening(
        Handler(_accepts, _keep), host=args.host, port=args.port, spool=incoming, lmtp=args.lmtp, tls=tls,
        only_tls=args.only_tls,
    ) as port:  # fmt: skip
        print(f"Taking mails at {args.host}:{port} over {'LMTP' if args.lmtp else 'SMTP'}.", flush=True)
        await stop.wait()


def _accepts(address: str) -> bool:
    close_old_connections()
    return is_ours(address)


def _keep(mail: Path, addresses: Sequence[str]) -> None:
    close_old_connections()
    arrive(mail, addresses, at=timezone.now())


def run_take(args: argparse.Namespace) -> int:
    """Take one mail, and say in the words of mail servers (sysexits.h) why not."""
    try:
        for mail in arrive(sys.stdin.buffer.read(), args.recipient, at=timezone.now()):
            print(f"kept as mail {mail.pk}")
    except NobodyHere as refusal:
        print(f"reprise: {refusal}", file=sys.stderr)
        return NO_SUCH_USER
    except (DatabaseError, OSError) as fault:
        print(f"reprise: not kept ({type(fault).__name__}), try again later", file=sys.stderr)
        return TRY_AGAIN
    return 0
