"""Which fonts documents are drawn with: ours, those of other scripts that come with us, and those of the machine."""

from importlib import resources
from pathlib import Path
from typing import Final

_PACKAGES: Final = (
    "fontpkg_instrument_sans", "fontpkg_heebo", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_thai",
)  # fmt: skip
#: Installed with us, so that the same paper is the same file everywhere; the machine's own are for what these lack.
FONTS: Final = [Path(str(resources.files(package).joinpath("files"))) for package in _PACKAGES]
_KANA: Final = ("\u3040", "\u30ff")


def east_asian(text: str) -> str:
    """The form in which shared Chinese characters are drawn, where the machine has it: Japanese beside kana."""
    return "JP" if any(_KANA[0] <= letter <= _KANA[1] for letter in text) else "SC"
