"""A real IMAP server and a real SMTP server on this machine: dovecot and chasquid, for one test or one file.

Both run without privileges: as root, as `nobody`.
"""

import grp
import os
import pwd
import secrets
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any, Final

DOMAIN: Final = "atelier-lamelle.example"
PASSWORD: Final = "a secret of four words"
_OWNER: Final = (65534, 65534) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
_PATIENCE: Final = 10.0


@dataclass(frozen=True, slots=True)
class MailServers:
    """Where they listen. Whoever of `people` signs in by IMAP reads what reached `name@DOMAIN`."""

    folder: Path
    imap_port: int
    lmtp_port: int
    smtp_port: int = 0

    @property
    def smtp_url(self) -> str:
        """As REPRISE_MAIL_URL."""
        return f"smtp://127.0.0.1:{self.smtp_port}"

    def deliver(self, raw: bytes, *, to: str, sender: str = "alice@example.com") -> None:
        """Put a mail into a mailbox, as a mail server of the outside would."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as wire:
            wire.sendmail(sender, [to], raw)


@contextmanager
def an_imap_server(*people: str, plus_addresses: bool = True) -> Iterator[MailServers]:
    """Dovecot with a mailbox for each name, all with PASSWORD; without plus addresses they are nobody's."""
    folder = Path(tempfile.mkdtemp(prefix="reprise-mail-"))
    folder.chmod(0o755)
    servers = MailServers(folder, _free_port(), _free_port())
    _write_dovecot(servers, people or ("support",), plus_addresses=plus_addresses)
    try:
        _give_away(folder)
        with _running(["dovecot", "-F", "-c", str(folder / "dovecot.conf")], servers.imap_port, folder / "dovecot.out"):
            _await(servers.lmtp_port)
            yield servers
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def mail_servers(*people: str, plus_addresses: bool = True) -> Iterator[MailServers]:
    """The same, with chasquid before it, which takes mails for DOMAIN by SMTP."""
    with an_imap_server(*people, plus_addresses=plus_addresses) as imap:
        servers = MailServers(imap.folder, imap.imap_port, imap.lmtp_port, _free_port())
        conf = _write_chasquid(servers, people or ("support",), plus_addresses=plus_addresses)
        _give_away(conf)
        with _running(["chasquid", f"--config_dir={conf}"], servers.smtp_port, servers.folder / "chasquid.out"):
            yield servers


def _write_dovecot(servers: MailServers, people: tuple[str, ...], *, plus_addresses: bool) -> None:
    folder = servers.folder
    (folder / "users").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}::::::\n" for name in people))
    user, group = _OWNER
    me, ours = pwd.getpwuid(user).pw_name, grp.getgrgid(group).gr_name
    (folder / "dovecot.conf").write_text(
        dedent(f"""\
        base_dir = {folder}/run
        state_dir = {folder}/run
        log_path = {folder}/dovecot.log
        protocols = imap lmtp
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        default_internal_user = {me}
        default_internal_group = {ours}
        default_login_user = {me}
        mail_location = maildir:{folder}/mail/%n
        recipient_delimiter = {"+" if plus_addresses else ""}
        auth_mechanisms = plain login
        passdb {{
          driver = passwd-file
          args = username_format=%n {folder}/users
        }}
        userdb {{
          driver = passwd-file
          args = username_format=%n {folder}/users
          override_fields = uid={user} gid={group} home={folder}/mail/%n
        }}
        service imap-login {{
          inet_listener imap {{
            port = {servers.imap_port}
          }}
          inet_listener imaps {{
            port = 0
          }}
          chroot =
        }}
        service lmtp {{
          inet_listener lmtp {{
            address = 127.0.0.1
            port = {servers.lmtp_port}
          }}
          chroot =
        }}
        service anvil {{
          chroot =
        }}
        service stats {{
          chroot =
        }}
        """)
    )


def _write_chasquid(servers: MailServers, people: tuple[str, ...], *, plus_addresses: bool) -> Path:
    conf = servers.folder / "chasquid"
    certificate = conf / "certs" / "localhost"
    certificate.mkdir(parents=True)
    (conf / "domains" / DOMAIN).mkdir(parents=True)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", certificate / "privkey.pem", "-out", certificate / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (conf / "chasquid.conf").write_text(
        dedent(f"""\
        hostname: "localhost"
        smtp_address: "127.0.0.1:{servers.smtp_port}"
        submission_address: "127.0.0.1:{_free_port()}"
        submission_over_tls_address: "127.0.0.1:{_free_port()}"
        data_dir: "{servers.folder}/queue"
        mail_log_path: "{servers.folder}/chasquid.log"
        mail_delivery_agent_bin: "/usr/bin/mda-lmtp"
        mail_delivery_agent_args: "-addr_network"
        mail_delivery_agent_args: "tcp"
        mail_delivery_agent_args: "-addr"
        mail_delivery_agent_args: "127.0.0.1:{servers.lmtp_port}"
        mail_delivery_agent_args: "-f"
        mail_delivery_agent_args: "%from%"
        mail_delivery_agent_args: "-d"
        mail_delivery_agent_args: "%to%"
        suffix_separators: "{"+" if plus_addresses else ""}"
        drop_characters: ""
        """)
    )
    for name in people:
        subprocess.run(
            ["chasquid-util", f"--configdir={conf}", "user-add", f"{name}@{DOMAIN}", f"--password={PASSWORD}"],
            check=True, capture_output=True,
        )  # fmt: skip
    return conf


@contextmanager
def _running(command: list[str], port: int, output: Path) -> Iterator[None]:
    with output.open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said, **_privileges())
    try:
        _await(port, server, output)
        yield
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)


def _await(port: int, server: "subprocess.Popen[bytes] | None" = None, output: Path | None = None) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            _greet(port)
        except OSError:
            ended = server is not None and server.poll() is not None
            if ended or time.monotonic() > until:
                said = output.read_text(errors="replace") if output else ""
                raise RuntimeError(f"no mail server at port {port}: {said}") from None
            time.sleep(0.02)
        else:
            return


def _greet(port: int) -> None:
    """Wait for the server's first word: one that listens may not be ready yet to talk."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as wire:
        if not wire.recv(100):
            raise ConnectionResetError


def _free_port() -> int:
    """One that nobody listens at, below those that connections are given: one of these may be gone a moment later."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def _privileges() -> dict[str, Any]:
    """The servers' user and group where we may choose them."""
    return {"user": _OWNER[0], "group": _OWNER[1], "extra_groups": []} if os.geteuid() == 0 else {}


def _give_away(folder: Path) -> None:
    """Let the servers' user own what they write to."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, *_OWNER)
