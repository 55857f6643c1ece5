"""How commands are declared: each says what it does, and each of their words what it is for."""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(commands: Commands, name: str, about: str) -> argparse.ArgumentParser:
    """A command with its sentence, in the list of its siblings and above its own words."""
    return commands.add_parser(name, help=about, description=sentence(about))


def sentence(about: str) -> str:
    """What a command does, as a sentence of its own."""
    return f"{about[:1].upper()}{about[1:]}."


def takes_shop(parser: argparse.ArgumentParser) -> None:
    """`--shop SLUG`, for what belongs to one shop."""
    parser.add_argument("--shop", required=True, metavar="SLUG", help="the shop, by its name in addresses: /s/SLUG/")


def takes_json(parser: argparse.ArgumentParser) -> None:
    """`--json`, for programs."""
    parser.add_argument("--json", action="store_true", help="answer with one JSON document, for programs")
