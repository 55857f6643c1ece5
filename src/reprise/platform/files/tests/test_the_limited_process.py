"""What reads hostile files can do nothing else, and is stopped when it takes too much."""

import subprocess
import sys
from pathlib import Path

import pytest

from reprise.platform.files import gate
from reprise.platform.files.tests import making as a

TRIES = {
    "a socket": "import socket; socket.socket()",
    "a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a twin": "import os; os.fork()",
    "another program": "import os; os.execv('/bin/true', ['true'])",
    "a foreign file": "open('/etc/hostname').read()",
    "a file elsewhere": "open('/var/written-by-a-parser', 'w')",
    "the source itself": "open(source, 'w')",
    "a way round": "open(folder + '/../x', 'w')",
    "a library": "import ctypes; ctypes.CDLL(None)",
    "a file to remove": "import os; os.remove(source)",
}
CONFINED = """
import sys
from pathlib import Path
from reprise.platform.files.confinement import confine, limit
folder, source, deed = sys.argv[1:]
limit(seconds=1)
confine(Path(folder), Path(source))
{deed}
"""


def confined(deed: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a deed as a parser could."""
    source = folder / "source"
    source.write_text("hostile")
    (folder / "out").mkdir(exist_ok=True)
    command = [sys.executable, "-I", "-c", CONFINED.format(deed=deed), str(folder / "out"), str(source), ""]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("deed", TRIES)
def test_a_parser_reaches(deed: str, tmp_path: Path) -> None:
    done = confined(TRIES[deed], tmp_path)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr
    assert (tmp_path / "source").read_text() == "hostile"


def test_a_parser_reads_its_file_and_writes_in_its_folder(tmp_path: Path) -> None:
    done = confined("open(source).read(); open(folder + '/main.jpg', 'w').write('x')", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "deed", ["x = bytearray(2 * 2**30)", "while True: pass", "open(folder + '/main.jpg', 'wb').write(bytes(2**27))"]
)
def test_a_parser_that_takes_too_much_is_stopped(deed: str, tmp_path: Path) -> None:
    assert confined(deed, tmp_path).returncode != 0
    assert not (tmp_path / "out" / "main.jpg").exists() or (tmp_path / "out" / "main.jpg").stat().st_size <= 2**26


def test_no_secret_is_in_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []
    monkeypatch.setattr(subprocess, "run", lambda *_, env, **__: seen.append(env))
    (tmp_path / "upload").write_bytes(a.OBJ)
    monkeypatch.setenv("REPRISE_SECRET_KEY", "canary")
    assert gate.check(tmp_path / "upload", "x").code == "file_too_hard"  # no verdict: it died
    assert "canary" not in str(seen)


def test_one_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "WALL_SECONDS", 0.01)
    (tmp_path / "upload").write_bytes(a.jpeg())
    assert gate.check(tmp_path / "upload", "x").code == "file_too_hard"


@pytest.mark.parametrize("said", ["", "[]", '{"outcome": "accept"}', '{"outcome": "trust me"}', "\xff"])
def test_a_verdict_out_of_form_is_not_believed(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forge(*_: object, **__: object) -> None:
        (tmp_path / "verdict.json").write_text(said, encoding="latin-1")

    monkeypatch.setattr(subprocess, "run", forge)
    (tmp_path / "upload").write_bytes(a.OBJ)
    assert gate.check(tmp_path / "upload", "x", folder=tmp_path).code == "file_damaged"


def test_so_many_at_once_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_PATIENCE", 0.01)
    (tmp_path / "upload").write_bytes(a.OBJ)
    for _ in range(gate.AT_ONCE):
        gate._SLOTS.acquire()
    try:
        assert gate.check(tmp_path / "upload", "x").code == "file_gate_busy"
    finally:
        for _ in range(gate.AT_ONCE):
            gate._SLOTS.release()
    assert gate.check(tmp_path / "upload", "x").accepted


def test_a_crowd_is_sent_away_at_once_so_that_pages_keep_their_threads(tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(a.OBJ)
    for _ in range(gate.AT_ONCE + gate.WAITING):
        gate._DOOR.acquire()
    try:
        assert gate.check(tmp_path / "upload", "x").code == "file_gate_busy"
    finally:
        for _ in range(gate.AT_ONCE + gate.WAITING):
            gate._DOOR.release()


def test_who_asks_loads_no_parser() -> None:
    heavy = "PIL", "numpy", "pi_heif", "reprise.platform.files.parsing"
    code = f"import sys; import reprise.platform.files.gate; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
