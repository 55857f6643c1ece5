"""A mail goes to the disk as it arrives: twenty large ones at once cost a few kilobytes of memory each."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import structlog
from aiosmtpd.smtp import SMTP, syntax

END: Final = b".\r\n"
TOO_LONG: Final = "500 Line too long (see RFC5321 4.5.3.1.6)"
TOO_MUCH: Final = "552 Error: Too much mail data"
LATER: Final = "451 4.3.0 Try again later"
log = structlog.get_logger("reprise.mail")

#: A fresh folder on the disk where mails are kept; it is cleared away with what is left in it.
Spool = Callable[[], Path]


class Spooling(SMTP):
    """Takes what follows DATA line by line into a file, which the handler finds as `spooled`."""

    spool: Spool
    spooled: Path

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd's name
        """As the class below does, but for the memory."""
        if await self.check_helo_needed() or await self.check_auth_needed("DATA"):
            return
        if self.envelope is None or not self.envelope.rcpt_tos:
            await self.push("503 Error: need RCPT command")
            return
        if arg:
            await self.push("501 Syntax: DATA")
            return
        try:
            folder = type(self).spool()
        except OSError:
            log.exception("no place for a mail")
            await self.push(LATER)
            return
        try:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            self.spooled = folder / "mail"
            with self.spooled.open("wb") as file:
                file.write(f"Return-Path: <{self.envelope.mail_from or ''}>\r\n".encode("utf-8", "replace"))
                answer = await self._take(file)
            answer = answer or await self._call_handler_hook("DATA")
        except asyncio.CancelledError:  # the connection was lost on the way
            self._writer.close()
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push(answer)

    async def _take(self, file: BinaryIO) -> str:
        """Write until the lone dot; what is refused is heard to its end all the same. Answers why, if it is."""
        size, fault, begins = 0, "", True
        while True:
            try:
                line, ends = await self._reader.readuntil(b"\r\n"), True
            except asyncio.LimitOverrunError as over:
                line, ends = await self._reader.read(over.consumed), False
                fault = fault or TOO_LONG
            if begins and line == END:
                return fault
            size += len(line)
            if self.data_size_limit and size > self.data_size_limit:
                fault = fault or TOO_MUCH
            if not fault:
                fault = _write(file, line[1:] if begins and line.startswith(b".") else line)
            begins = ends


def _write(file: BinaryIO, line: bytes) -> str:
    try:
        file.write(line)
    except OSError:
        log.exception("mail not written")
        return LATER
    return ""
