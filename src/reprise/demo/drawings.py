"""Drawings that stand for customers' photographs: a part on its bed, layer by layer, with one thing wrong."""

import io
import math
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (1600, 1200)
WALL, BENCH, INK, LAYER, WRONG = (233, 229, 221), (205, 200, 190), (11, 90, 110), (8, 56, 71), (242, 99, 58)
LAYERS: Final = 28
Edge = Callable[[int], tuple[float, float]]  # left and right end of a layer, the lowest being 0


def _draw(edge: Edge, *, coloured: range, lift: Callable[[float], float] = lambda _: 0.0) -> bytes:
    picture = Image.new("RGB", SIZE, WALL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 860, *SIZE), fill=BENCH)
    for layer in range(LAYERS):
        left, right = edge(layer)
        top = 850 - layer * 20
        points = [(x, top - lift((x - 800) / 400)) for x in range(int(left), int(right), 8)]
        colour = WRONG if layer in coloured else INK
        pen.line(points, fill=colour, width=22, joint="curve")
        pen.line([(x, y + 9) for x, y in points], fill=LAYER, width=2)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=88)
    return stream.getvalue()


def layer_shift() -> bytes:
    """From the middle on, every layer stands two centimetres aside."""
    return _draw(lambda n: (420, 1100) if n < 14 else (520, 1200), coloured=range(14, 16))


def warped() -> bytes:
    """The corners have come off the bed."""
    return _draw(lambda _: (380, 1220), coloured=range(2), lift=lambda x: 46 * max(0.0, abs(x) - 0.35) ** 2 * 2)


def under_extruded() -> bytes:
    """Some layers are too thin to reach the walls."""
    return _draw(lambda n: (420 + 90 * abs(math.sin(n * 1.7)) * (n % 5 == 2), 1180), coloured=range(2, LAYERS, 5))
