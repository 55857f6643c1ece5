"""A PostgreSQL server of the tests' own: started from the installed programs, on a socket, and thrown away."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

FOLDER = "REPRISE_TEST_POSTGRESQL"  # workers find the server's folder here
OWNER = "postgres"  # the server refuses to run as root
OPTIONS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "lock_timeout": "60s",  # a test that would wait for ever fails instead
}  # fmt: skip
MISSING = (
    "The PostgreSQL server's programs are not installed. "
    "Debian or Ubuntu: apt-get install postgresql. macOS: brew install postgresql."
)


def folder() -> Path:
    """The server's folder, made at the first question and shared with child processes."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="reprise-pg-")
        if os.geteuid() == 0:
            shutil.chown(os.environ[FOLDER], OWNER)
    return Path(os.environ[FOLDER])


def url(database: str) -> str:
    """The address of one database of the server."""
    return f"postgresql://reprise@/{database}?host={folder()}"


def programs() -> Path:
    """The folder of initdb and pg_ctl, which Debian keeps off the path."""
    found = shutil.which("pg_ctl")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    if found is None and not debian:
        raise pytest.UsageError(MISSING)
    return Path(found or debian[-1]).parent


def run(program: str, *arguments: str) -> None:
    """Run one of the server's programs in its folder, as its owner when we are root."""
    owner = ("runuser", "-u", OWNER, "--") if os.geteuid() == 0 else ()
    command = [*owner, str(programs() / program), "--pgdata", str(folder() / "data"), *arguments]
    done = subprocess.run(command, cwd=folder(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise pytest.UsageError(f"{program} failed: {done.stderr or done.stdout}")


def start() -> None:
    """Make an empty server and start it."""
    programs()
    if os.geteuid() == 0:
        pwd.getpwnam(OWNER)
    run("initdb", "--username=reprise", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    settings = {**OPTIONS, "unix_socket_directories": str(folder())}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    run("pg_ctl", "--wait", f"--log={folder() / 'log'}", f"--options={options}", "start")


def stop() -> None:
    """Stop the server at once and remove its folder."""
    run("pg_ctl", "--mode=immediate", "stop")
    shutil.rmtree(folder())
