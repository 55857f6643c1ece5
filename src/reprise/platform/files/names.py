"""A file's name as people see it: tidied, and never used to find anything."""

import re
import unicodedata
from typing import Final

EXTENSIONS: Final = {
    "image/jpeg": ".jpg", "application/pdf": ".pdf", "video/mp4": ".mp4", "video/webm": ".webm", "model/3mf": ".3mf",
    "model/stl": ".stl", "model/obj": ".obj", "model/step": ".step",
    "text/x.gcode": ".gcode", "application/x-bgcode": ".bgcode",
}  # fmt: skip
_LONGEST: Final = 100
_UNFIT: Final = re.compile(r'[<>:"|?*\\/]')


def tidy_name(name: str, media_type: str) -> str:
    """The last part of a name without control and direction marks, ending as its content demands."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if character.isspace() else character for character in last if _visible(character))
    seen = _UNFIT.sub("_", " ".join(seen.split())).strip(" .")
    ending = EXTENSIONS.get(media_type, "")
    stem = re.sub(r"\.[A-Za-z0-9]{1,6}$", "", seen) if ending else seen
    return (stem[:_LONGEST].strip(" .") or "file") + ending


def _visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
