"""Makes a process of its own ready to ask both policies; loads nothing before Django is."""

import importlib
from typing import Any

import django


def begin(settings: dict[str, Any]) -> None:
    """Called once in each new process, which never asks the database."""
    django.setup()
    asking = importlib.import_module("reprise.workflows.simulate_policy.asking")
    asking.prepare(asking.Settings(**settings))
