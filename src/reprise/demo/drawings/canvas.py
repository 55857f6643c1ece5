"""The wall, the bench and the colours all drawings share."""

import io
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (1600, 1200)
BENCH_TOP: Final = 860
WALL, BENCH, INK, LAYER, WRONG = (233, 229, 221), (205, 200, 190), (11, 90, 110), (8, 56, 71), (242, 99, 58)
LIGHT, GREY, DARK, CARD = (244, 246, 246), (140, 150, 152), (38, 50, 54), (190, 152, 108)


class Canvas:
    """A picture begun with the wall and the bench; `pen` draws on it, `jpeg` ends it."""

    def __init__(self) -> None:
        self._picture = Image.new("RGB", SIZE, WALL)
        self.pen = ImageDraw.Draw(self._picture)
        self.pen.rectangle((0, BENCH_TOP, *SIZE), fill=BENCH)

    def jpeg(self) -> bytes:
        """The bytes of the finished photograph."""
        stream = io.BytesIO()
        self._picture.save(stream, "JPEG", quality=88)
        return stream.getvalue()
