"""Whether white text on a colour can be read, and the nearest colour on which it can (WCAG 2.2, 1.4.3)."""

import colorsys
import re
from typing import Final

LEAST_CONTRAST: Final = 4.5
_WRITTEN: Final = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def tidy_colour(text: str) -> str:
    """A colour as we keep it, #rrggbb in small letters; empty when the text is no colour."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return ""
    digits = found[1].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def contrast_on_white(colour: str) -> float:
    """The contrast of a colour with white, from 1 (white itself) to 21 (black)."""
    return 1.05 / (_luminance(colour) + 0.05)


def readable_colour(colour: str) -> str:
    """The colour itself when it can be read on white, else the same hue, only as much darker as needed."""
    if contrast_on_white(colour) >= LEAST_CONTRAST:
        return colour
    hue, light, depth = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    for step in range(1, 201):
        red, green, blue = colorsys.hls_to_rgb(hue, light * (1 - step / 200), depth)
        darker = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        if contrast_on_white(darker) >= LEAST_CONTRAST:
            return darker
    return "#000000"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
