"""Every command and each of its words says what it is for."""

import argparse
import importlib

import pytest

from reprise.web.cli.main import COMMANDS, main, module_of


def unsaid(parser: argparse.ArgumentParser, name: str) -> list[str]:
    """What a command, its words and the commands below it leave unsaid."""
    missing = [] if parser.description else [name]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                missing += unsaid(below, f"{name} {word}")
        elif not action.help:
            missing.append(f"{name} {'/'.join(action.option_strings) or action.dest}")
    return missing


@pytest.mark.parametrize("word", COMMANDS)
def test_nothing_of_a_command_is_left_unsaid(word: str) -> None:
    commands = argparse.ArgumentParser().add_subparsers()
    importlib.import_module(module_of(word)).add_parser(commands)
    parser = commands.choices[word]
    parser.description = COMMANDS[word].about
    assert unsaid(parser, word) == []


def test_the_overview_names_every_command_with_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {word} " in told and command.about in told for word, command in COMMANDS.items())


def test_a_command_begins_its_help_with_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["law", "--help"])
    assert "Run scenarios of law, or tell what one set of facts leads to." in capsys.readouterr().out


def test_a_word_that_is_no_command_is_told_beside_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refund"]) == 2
    told = capsys.readouterr().err
    assert "there is no command “refund”" in told
    assert "  orders " in told
