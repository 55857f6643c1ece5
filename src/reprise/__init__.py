"""Reprise: returns, complaints and disputes for people who sell 3D printing."""

from importlib.metadata import version

__version__ = version("reprise")
