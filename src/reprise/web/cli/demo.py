"""`reprise demo`: a shop with stories, served with its worker and a sandbox card provider, on this machine only."""

import argparse
import importlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from reprise.web.cli.address import fault_of, port_number
from reprise.web.cli.declaring import Commands

FOLDER: Final = Path("var/demo")
MARK: Final = ".reprise-demo"  # only a folder that carries it is ever emptied
HOST: Final = "127.0.0.1"
TOKEN_FILE: Final = "api-token"


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    demo = commands.add_parser("demo")
    demo.add_argument("--port", type=port_number, default=8000, help="the port it is served at (%(default)s)")
    demo.add_argument("--fresh", action="store_true", help="throw the demo's data away and make it again")
    demo.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the demo if it is not there, print how to get in, serve until told to stop."""
    if fault := fault_of(host=HOST, port=args.port):
        print(f"reprise: {fault}", file=sys.stderr)
        return 2
    folder = _folder(fresh=args.fresh)
    if folder is None:
        return 2
    # The server passes a SIGTERM on when it is done; as an exit it lets the card provider be stopped, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    card = _start_card_provider(folder)
    try:
        _describe_instance(folder, port=args.port, card_url=_address_of(card))
        _serve(folder, port=args.port)
    finally:
        card.terminate()
        card.wait(timeout=10)
        if importlib.import_module("reprise.demo.again").is_asked(folder):
            _begin_again(folder, port=args.port)
    return 0


def _begin_again(folder: Path, *, port: int) -> None:
    """Run the command anew in the place of this process, from an empty folder."""
    command = [sys.executable, "-m", "reprise.web.cli", "demo", "--port", str(port), "--fresh"]
    os.execve(sys.executable, command, os.environ | {"REPRISE_DATA_DIR": str(folder)})  # noqa: S606


def _folder(*, fresh: bool) -> Path | None:
    folder = Path(os.environ.get("REPRISE_DATA_DIR", FOLDER)).resolve()
    holds_something = folder.is_dir() and any(folder.iterdir())
    if holds_something and not (folder / MARK).exists():
        print(f"reprise: {folder} holds something else than a demo. Choose another REPRISE_DATA_DIR.", file=sys.stderr)
        return None
    if fresh and holds_something:
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / MARK).touch()
    return folder


def _start_card_provider(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "reprise.web.cli", "sandbox-card", "--port", "0", "--data", str(folder / "card")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _address_of(card: "subprocess.Popen[str]") -> str:
    assert card.stdout is not None
    return card.stdout.readline().strip()


def _describe_instance(folder: Path, *, port: int, card_url: str) -> None:
    """Set what makes this instance the demo; nothing of another instance's settings is taken over."""
    for name in [name for name in os.environ if name.startswith("REPRISE_")]:
        del os.environ[name]
    os.environ |= {
        "REPRISE_DATA_DIR": str(folder),
        "REPRISE_DEMO": "true",
        "REPRISE_BASE_URL": f"http://localhost:{port}",
        "REPRISE_SANDBOX_CARD_URL": card_url,
        "REPRISE_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "reprise.config.settings",
    }


def _serve(folder: Path, *, port: int) -> None:
    """Everything that needs Django is imported only now that the instance is described."""
    importlib.import_module("django").setup()
    importlib.import_module("reprise.web.cli.instance").run_migrate(argparse.Namespace())
    making = importlib.import_module("reprise.demo.making")
    timezone = importlib.import_module("django.utils.timezone")
    if not making.is_made():
        print("Making the demo shop …", file=sys.stderr)
        made = making.make(timezone.now())
        (folder / TOKEN_FILE).write_text(made.token)
    _welcome(f"http://localhost:{port}", making.SLUG, (folder / TOKEN_FILE).read_text())
    importlib.import_module("reprise.web.cli.serve").serve(host=HOST, port=port, workers=1)


def _welcome(base: str, slug: str, token: str) -> None:
    staff = importlib.import_module("reprise.demo.staff")
    rows = [f"  {one.role.value:<10} {one.email:<34} {staff.PASSWORD}" for one in staff.STAFF]
    print(
        f"""
The demo shop is open, on this machine only. Nothing is really sent or paid.

  The tour           {base}/fr/tour/          two minutes, in English: {base}/en/tour/
  Customers          {base}/fr/s/{slug}/      in English: {base}/en/s/{slug}/
    an order to try  L-2041, alice@example.com
  Staff              {base}/fr/desk/
  Mails and codes    {base}/fr/outbox/        every mail, and the sign-in codes of the staff
  API                {base}/api/v1/openapi.json

Staff sign in with address, password and the code shown on the outbox page:
{chr(10).join(rows)}

API token: {token}
Stop with Ctrl+C. Begin again with: make demo FRESH=1 (or reprise demo --fresh)
""",
        flush=True,
    )
