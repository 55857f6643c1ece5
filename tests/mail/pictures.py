"""Small files that pass the gate."""

import io
import os

from PIL import Image

_BUFFER = io.BytesIO()
Image.frombytes("RGB", (64, 64), os.urandom(64 * 64 * 3)).save(_BUFFER, "PNG")
A_PHOTO = _BUFFER.getvalue()
