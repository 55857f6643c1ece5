"""The worker inside the web process, for an instance that runs as one command."""

import importlib
import threading

from reprise.platform.jobs.bell import ring

PATIENCE = 20.0  # seconds a job at hand may take to end when the server stops


class EmbeddedWorker:
    """One thread that does jobs; started and stopped with the server."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, unless it runs already."""
        if self._thread is None or not self._thread.is_alive():
            self._stop.clear()
            self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        # The server imports this module before Django is set up, and the worker's module has tables.
        importlib.import_module("reprise.platform.jobs.worker").work_until(self._stop)

    def stop(self) -> None:
        """Let it end the job at hand. What does not end in time comes back when its lease is over."""
        self._stop.set()
        ring()
        if self._thread is not None:
            self._thread.join(PATIENCE)


_WORKER = EmbeddedWorker()
start_embedded_worker = _WORKER.start
stop_embedded_worker = _WORKER.stop
