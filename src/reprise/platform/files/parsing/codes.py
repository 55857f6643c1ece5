"""The codes on a picture: a slip's QR code, a carrier's bar code. Nothing of the picture is kept."""

from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image, ImageOps

from reprise.platform.files.parsing.photo import bound, open_image
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

LONGEST_SIDE: Final = 2400  # a code that fills a fifth of a photo is still sharp
MOST: Final = 5
LONGEST: Final = 500


def read_codes(path: Path, form: str, folder: Path) -> Verdict:
    """What the codes of a photo hold, the largest first; none is an answer too."""
    del folder  # nothing is drawn anew
    with open_image(path, form) as image:
        bound(*image.size, form)
        try:
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
            grey = ImageOps.exif_transpose(image).convert("L")
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as fault:
            raise Rejected("file_damaged", "photo") from fault
    found = sorted(zxingcpp.read_barcodes(grey), key=_size, reverse=True)
    told = [code.text.strip()[:LONGEST] for code in found if code.text.strip().isprintable() and code.text.strip()]
    return Verdict(Outcome.ACCEPT, "photo", f"image/{form}", facts={"codes": told[:MOST]})


def _size(code: zxingcpp.Barcode) -> int:
    corners = code.position
    wide = abs(corners.bottom_right.x - corners.top_left.x)
    return int(wide * abs(corners.bottom_right.y - corners.top_left.y))
