"""Is a photo sharp, bright and large enough to decide on? Hints for whoever took it; nothing is refused for them."""

from typing import Any, Final

from PIL import Image, ImageFilter, ImageStat

SIDE: Final = 1024
BLURRY_BELOW: Final = 60
DARK_BELOW, BRIGHT_ABOVE = 45, 225
SMALL_BELOW: Final = 600  # pixels of the shorter side

_SCALE: Final = 4
_LAPLACE: Final = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=_SCALE, offset=128)


def look_at(image: Image.Image, shorter_side: int) -> dict[str, Any]:
    """Sharpness (variance of the Laplacian at 1024 pixels), brightness, a hash for doubles, and what to warn of."""
    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE))
    sharpness = round(_variance(grey) * _SCALE**2)
    brightness = round(ImageStat.Stat(grey).mean[0])
    warnings = []
    if sharpness < BLURRY_BELOW:
        warnings.append("blurry")
    if brightness < DARK_BELOW:
        warnings.append("dark")
    if brightness > BRIGHT_ABOVE:
        warnings.append("bright")
    if shorter_side < SMALL_BELOW:
        warnings.append("small")
    return {"sharpness": sharpness, "brightness": brightness, "likeness": likeness(grey), "warnings": warnings}


def _variance(grey: Image.Image) -> float:
    if min(grey.size) < 3:
        return 0.0
    edges = grey.filter(_LAPLACE).crop((1, 1, grey.width - 1, grey.height - 1))
    return float(ImageStat.Stat(edges).var[0])


def likeness(grey: Image.Image) -> str:
    """A 64-bit difference hash: alike for one picture at two sizes, so that doubles can be found."""
    tiny = grey.resize((9, 8), Image.Resampling.BOX)
    cells = list(tiny.tobytes())
    bits = [cells[row * 9 + at] < cells[row * 9 + at + 1] for row in range(8) for at in range(8)]
    return f"{sum(bit << place for place, bit in enumerate(bits)):016x}"
