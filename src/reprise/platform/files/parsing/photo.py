"""A photo is decoded and drawn anew: what is stored holds pixels only, neither place nor device nor hidden files."""

import io
from pathlib import Path
from typing import Any, Final

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.parsing.quality import look_at
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

#: What may be decoded, and by what; no other format is registered in this process.
DECODERS: Final = {
    "jpeg": (JpegImagePlugin.JpegImageFile, MpoImagePlugin.MpoImageFile),
    "png": (PngImagePlugin.PngImageFile,),
    "gif": (GifImagePlugin.GifImageFile,),
    "webp": (WebPImagePlugin.WebPImageFile,),
    "avif": (AvifImagePlugin.AvifImageFile,),
    "heic": (),  # pi-heif registers its own
}
MOST_PIXELS: Final = 50_000_000
MOST_JPEG_PIXELS: Final = 130_000_000  # these decode at a fraction of their size
LONGEST_SIDE: Final = 4096
PREVIEW_SIDE: Final = 480
MAIN, PREVIEW = "main.jpg", "preview.jpg"
_GPS: Final = 0x8825


def read_photo(path: Path, form: str, folder: Path) -> Verdict:
    """Draw a photo anew, upright, in sRGB, at most 4096 pixels long, with a small one beside it."""
    refuse_hidden_files(path, "photo")
    with open_image(path, form) as image:
        shorter = min(image.size)
        bound(*image.size, form)
        facts: dict[str, Any] = {"format": form, "had_location": _had_location(image)}
        try:
            frames = getattr(image, "n_frames", 1)
            drawn = _drawn(image, form)
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as fault:
            raise Rejected("file_damaged", "photo") from fault
    facts |= look_at(drawn, shorter) | ({"frames": frames} if frames > 1 else {})
    drawn.save(folder / MAIN, "JPEG", quality=88, optimize=False, progressive=False)
    small = drawn.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    small.save(folder / PREVIEW, "JPEG", quality=80)
    return Verdict(
        Outcome.SANITISED, "photo", "image/jpeg", facts=facts, width=drawn.width, height=drawn.height,
        main=MAIN, preview=PREVIEW,
    )  # fmt: skip


def open_image(path: Path, form: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # our own bound comes next, before anything is decoded
    formats = [decoder.format for decoder in DECODERS[form] if decoder.format] or ["HEIF"]
    try:
        return Image.open(path, formats=formats)
    except (OSError, ValueError, SyntaxError, KeyError, EOFError, RuntimeError) as fault:  # unidentified is an OSError
        raise Rejected("file_damaged", "photo") from fault


def bound(width: int, height: int, form: str) -> None:
    """Refuse before a single pixel is decoded."""
    most = MOST_JPEG_PIXELS if form == "jpeg" else MOST_PIXELS
    if width * height > most:
        raise Rejected("file_too_many_pixels", "photo", limit=most // 1_000_000)
    if min(width, height) < 1:
        raise Rejected("file_damaged", "photo")


def _had_location(image: Image.Image) -> bool:
    try:
        return bool(image.getexif().get_ifd(_GPS))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return False  # broken metadata is thrown away like any other


def _drawn(image: Image.Image, form: str) -> Image.Image:
    if form == "jpeg":
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    profile = image.info.get("icc_profile")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    image = ImageOps.exif_transpose(image)
    flat = _flat(image)
    flat = in_srgb(flat, profile) if profile else flat
    fresh = Image.new("RGB", flat.size)
    fresh.paste(flat)  # nothing of the old file's info travels along
    return fresh


def _flat(image: Image.Image) -> Image.Image:
    """Without transparency: on white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        over = image.convert("RGBA")
        ground = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(ground, over).convert("RGB")
    return image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the camera meant them; a broken profile is ignored."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB":
            return image
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image
