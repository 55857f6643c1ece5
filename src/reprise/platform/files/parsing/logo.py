"""A logo is drawn anew as a small PNG that keeps its transparency, without the empty border around it."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from reprise.platform.files.parsing.photo import bound, in_srgb, open_image
from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

WIDEST: Final = 640
HIGHEST: Final = 320  # twice what any page shows
MAIN: Final = "main.png"


def read_logo(path: Path, form: str, folder: Path) -> Verdict:
    """Draw a logo anew: pixels only, upright, in sRGB, at most 640 by 320."""
    refuse_hidden_files(path, "photo")
    with open_image(path, form) as image:
        bound(*image.size, form)
        try:
            drawn = _drawn(image)
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as fault:
            raise Rejected("file_damaged", "photo") from fault
    drawn.save(folder / MAIN, "PNG", optimize=True)
    return Verdict(
        Outcome.SANITISED, "photo", "image/png", facts={"format": form}, width=drawn.width, height=drawn.height,
        main=MAIN,
    )  # fmt: skip


def _drawn(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    image.thumbnail((WIDEST * 4, HIGHEST * 4), Image.Resampling.BICUBIC, reducing_gap=2.0)
    whole = ImageOps.exif_transpose(image).convert("RGBA")
    alpha = whole.getchannel("A")
    box = alpha.getbbox()
    if box is None:  # nothing to see
        raise Rejected("file_damaged", "photo")
    colours = whole.convert("RGB")
    colours = in_srgb(colours, profile) if profile else colours
    fresh = Image.new("RGBA", whole.size)
    fresh.paste(colours)
    fresh.putalpha(alpha)
    small = fresh.crop(box)
    small.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    return small
