"""Nothing of one machine, and no registry's address, is in the repository."""

import re
import subprocess

from tests.architecture.code import ROOT

FORBIDDEN = re.compile(
    r"(?<![\w.*:-])/(?:work|home|root|Users|tmp|private)/\w|[A-Z]:\\Users"  # one machine's folders
    r"|registry\.(?:npmjs|yarnpkg)|pypi\.org|pythonhosted\.org|--(?:extra-)?index-url [a-z]"  # where packages came from
)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name]


def text_of(name: str) -> str:
    path = ROOT / name
    content = path.read_bytes() if path.is_file() else b""  # a file may be removed and not yet committed
    return "" if b"\0" in content[:8000] else content.decode("utf-8", errors="replace")


def test_no_path_of_one_machine_and_no_registry_address() -> None:
    faults = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in tracked()
        for number, line in enumerate(text_of(name).splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert not faults, "\n".join(faults)


def test_npm_s_lock_file_names_no_addresses() -> None:
    assert '"resolved"' not in text_of("package-lock.json")
