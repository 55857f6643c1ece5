"""A ZIP written while it is read: no part of it, however large, lies in memory or on the disk."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

#: Kinds of content that are packed already.
PACKED: Final = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".mp4", ".3mf", ".zip")


class _Sink(io.RawIOBase):
    """Keeps what was written until somebody takes it; without a way back, as a network has none."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any, /) -> int:
        """Take a part."""
        self._parts.append(bytes(data))
        return len(self._parts[-1])

    def take(self) -> bytes:
        """What has come since the last time."""
        taken, self._parts = b"".join(self._parts), []
        return taken


def packed(members: Iterable[tuple[str, Iterable[bytes]]], *, at: datetime) -> Iterator[bytes]:
    """The ZIP of some named contents, part by part."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in members:
            about = zipfile.ZipInfo(name, at.timetuple()[:6])
            stored = name.lower().endswith(PACKED)
            about.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            with archive.open(about, "w", force_zip64=True) as target:
                for part in parts:
                    target.write(part)
                    if taken := sink.take():
                        yield taken
            yield sink.take()
    yield sink.take()
