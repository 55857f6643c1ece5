"""What Outlook packs into winmail.dat."""

from tnefparse import TNEF


def unpacked(raw: bytes) -> tuple[str, str, list[tuple[str, bytes]]]:
    """Text, HTML and files of a winmail.dat; nothing of one that cannot be read."""
    try:
        packed = TNEF(raw, do_checksum=False)
        files = [(str(one.long_filename() or one.name or ""), bytes(one.data or b"")) for one in packed.attachments]
        return _letters(packed.body), _letters(packed.htmlbody), files
    except Exception:  # noqa: BLE001  # hostile input; the file then stands among those left out
        return "", "", []


def _letters(found: object) -> str:
    if isinstance(found, bytes):
        return found.decode("utf-8", "replace")
    return str(found) if found else ""
