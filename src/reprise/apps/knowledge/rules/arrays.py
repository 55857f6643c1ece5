"""NumPy, loaded by whoever computes first: a server that nobody asks anything starts sooner and smaller without it."""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["np"]

if TYPE_CHECKING:
    import numpy as np
else:

    class _Later:
        def __getattr__(self, name: str) -> Any:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no algebra is done here, and its threads cost a start
            found = getattr(import_module("numpy"), name)
            setattr(self, name, found)
            return found

    np = _Later()
