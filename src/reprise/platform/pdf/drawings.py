"""The few drawings documents use, the same lines as on the pages."""

from typing import Final

_LINES: Final = {
    "i-box": "M12 3l8 4.2v9.6L12 21l-8-4.2V7.2L12 3z M4 7.2l8 4.3 8-4.3M12 11.5V21M8 5.1l8 4.3",
    "i-camera": "M5 7.5h3L9.5 5h5L16 7.5h3A1.5 1.5 0 0 1 20.5 9v8.5A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5V9"
    "A1.5 1.5 0 0 1 5 7.5z M15.5 13a3.5 3.5 0 1 1-7 0a3.5 3.5 0 1 1 7 0z",
    "i-clip": "M19 11.5l-7.3 7.2a4.5 4.5 0 0 1-6.4-6.4l7.7-7.6a3 3 0 0 1 4.3 4.3l-7.5 7.4a1.5 1.5 0 0 1-2.1-2.1"
    "l6.6-6.6",
    "i-cube": "M12 3.5l7.5 4.2v8.6L12 20.5l-7.5-4.2V7.7L12 3.5z M4.5 7.7L12 12l7.5-4.3M12 12v8.5",
    "i-file": "M6.5 3.5H14l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H6.5A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5z"
    " M14 3.5V8h4.5M8.5 12.5h7M8.5 16h5",
    "i-flask": "M9.5 3.5h5M10.5 3.5v6L5 18.5a1.3 1.3 0 0 0 1.2 2h11.6a1.3 1.3 0 0 0 1.2-2l-5.5-9v-6M7.5 15h9",
    "i-layers": "M5 18.5h14M5 15h14M6.5 11.5h11M6.5 8h11M12 2.5v2.5",
    "i-lock": "M6.5 10.5h11A1.5 1.5 0 0 1 19 12v6.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5V12a1.5 1.5 0 0 1"
    " 1.5-1.5z M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2",
    "i-nozzle": "M8 3.5h8V9h-8zM6.5 9h11v3.5L13.5 17v2h-3v-2l-4-4.5V9zM12 21.5v.1",
    "i-wrench": "M14.7 6.3a4.5 4.5 0 0 1 5.8-1.2l-3 3 .4 2.5 2.5.4a4.5 4.5 0 0 1-6.6 3.6L8 20.3a2.3 2.3 0 0 1-3.3-3.3"
    "l5.8-5.8a4.5 4.5 0 0 1 4.2-4.9z",
}


def drawing(name: str) -> str:
    """A drawing as SVG; a box for a name we have not drawn."""
    lines = _LINES.get(name, _LINES["i-box"])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#141f20" stroke-width="1.4"'
        f' stroke-linecap="round" stroke-linejoin="round"><path d="{lines}"/></svg>'
    )
