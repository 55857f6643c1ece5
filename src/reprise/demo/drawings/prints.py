"""Printed parts, layer by layer, from the side."""

import math
from collections.abc import Callable
from typing import Final

from reprise.demo.drawings.canvas import INK, LAYER, WRONG, Canvas

LAYERS: Final = 28
Edge = Callable[[int], tuple[float, float]]  # left and right end of a layer, the lowest being 0


def _draw(edge: Edge, *, coloured: range, lift: Callable[[float], float] = lambda _: 0.0) -> bytes:
    canvas = Canvas()
    for layer in range(LAYERS):
        left, right = edge(layer)
        top = 850 - layer * 20
        points = [(x, top - lift((x - 800) / 400)) for x in range(int(left), int(right), 8)]
        canvas.pen.line(points, fill=WRONG if layer in coloured else INK, width=22, joint="curve")
        canvas.pen.line([(x, y + 9) for x, y in points], fill=LAYER, width=2)
    return canvas.jpeg()


def layer_shift() -> bytes:
    """From the middle on, every layer stands two centimetres aside."""
    return _draw(lambda n: (420, 1100) if n < 14 else (520, 1200), coloured=range(14, 16))


def warped() -> bytes:
    """The corners have come off the bed."""
    return _draw(lambda _: (380, 1220), coloured=range(2), lift=lambda x: 46 * max(0.0, abs(x) - 0.35) ** 2 * 2)


def under_extruded() -> bytes:
    """Some layers are too thin to reach the walls."""
    return _draw(lambda n: (420 + 90 * abs(math.sin(n * 1.7)) * (n % 5 == 2), 1180), coloured=range(2, LAYERS, 5))


def tacky() -> bytes:
    """Resin that never hardened runs down the side."""
    canvas = Canvas()
    canvas.pen.rounded_rectangle((560, 330, 1040, 860), 90, fill=INK)
    for row in range(360, 860, 26):
        canvas.pen.line((580, row, 1020, row), fill=LAYER, width=2)
    for x, end in ((640, 780), (740, 900), (860, 820), (960, 930)):
        canvas.pen.line((x, 330, x, end), fill=WRONG, width=34)
        canvas.pen.ellipse((x - 26, end - 26, x + 26, end + 30), fill=WRONG)
    return canvas.jpeg()
