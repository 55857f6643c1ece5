"""The shop's mark: five printed layers, the middle one in coral, as a PNG made here."""

import io
from typing import Final

from PIL import Image, ImageDraw

COLOUR: Final = "#0b5a6e"
_INK, _CORAL = (11, 90, 110), (242, 99, 58)
_WIDTHS: Final = (150, 250, 330, 250, 150)


def logo() -> bytes:
    """The bytes of a PNG, 480 × 480, with nothing behind the layers."""
    picture = Image.new("RGBA", (480, 480), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for n, wide in enumerate(_WIDTHS):
        top = 70 + n * 72
        box = (240 - wide // 2 - 20, top, 240 + wide // 2 + 20, top + 52)
        pen.rounded_rectangle(box, 26, fill=_CORAL if n == 2 else _INK)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
