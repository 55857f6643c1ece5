"""A small mail server on this machine, which takes letters or refuses them as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class PretendMailServer(socketserver.ThreadingTCPServer):
    """Keeps what it took; `answers` replaces its reply to a command, None hangs up instead of replying."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.signed_in: list[str] = []
        self.answers: dict[str, str | None] = {}
        super().__init__(("127.0.0.1", 0), _Talk)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    server: PretendMailServer

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].split(":")[0].upper()
            if verb in self.server.answers:
                answer = self.server.answers[verb]
                if answer is None:
                    return
                self.say(answer)
            elif not self.answer(verb, line):
                return

    def answer(self, verb: str, line: str) -> bool:
        if verb in {"EHLO", "HELO"}:
            self.say("250-here\r\n250 AUTH PLAIN")
        elif verb == "AUTH":
            self.server.signed_in.append(line)
            self.say("235 welcome")
        elif verb == "DATA":
            return self.take()
        elif verb == "QUIT":
            self.say("221 goodbye")
            return False
        else:
            if verb == "RCPT":
                self.server.recipients.append(line)
            self.say("250 fine")
        return True

    def take(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        answer = self.server.answers.get("END", "250 taken")
        if answer is None or answer.startswith("250"):
            self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        if answer is None:
            return False
        self.say(answer)
        return True

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def a_mail_server() -> Iterator[PretendMailServer]:
    """A server that runs until the block ends."""
    with PretendMailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
