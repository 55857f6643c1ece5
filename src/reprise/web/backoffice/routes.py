"""How a part of the desk says its addresses: each path below a shop's desk, with its name and its view."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from django.http.response import HttpResponseBase

Routes: TypeAlias = Mapping[str, tuple[str, Callable[..., HttpResponseBase]]]
