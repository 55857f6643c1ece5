"""Machines, spare parts and boxes."""

from reprise.demo.drawings.canvas import CARD, DARK, GREY, INK, WRONG, Canvas


def printer() -> bytes:
    """A printer as it stands on the bench: frame, bed, head."""
    canvas = Canvas()
    _frame(canvas)
    return canvas.jpeg()


def burnt_plug() -> bytes:
    """The socket of the power supply is brown and has melted."""
    canvas = Canvas()
    canvas.pen.rounded_rectangle((380, 380, 1220, 860), 40, fill=DARK)
    for x in range(430, 820, 44):
        canvas.pen.line((x, 440, x, 620), fill=GREY, width=10)
    canvas.pen.rounded_rectangle((900, 520, 1150, 760), 24, fill=GREY)
    for x in (955, 1025, 1095):
        canvas.pen.rectangle((x - 12, 590, x + 12, 690), fill=DARK)
    canvas.pen.polygon([(1010, 500), (1180, 560), (1210, 700), (1120, 800), (1000, 770), (1050, 640)], fill=WRONG)
    canvas.pen.line([(1110, 640), (1300, 700), (1420, 960)], fill=DARK, width=34, joint="curve")
    return canvas.jpeg()


def clogged_nozzle() -> bytes:
    """A lump of plastic sits on the nozzle where a thread should come out."""
    canvas = Canvas()
    canvas.pen.rectangle((640, 160, 960, 470), fill=GREY)
    for y in range(190, 470, 46):
        canvas.pen.line((620, y, 980, y), fill=DARK, width=12)
    canvas.pen.polygon([(690, 470), (910, 470), (850, 620), (750, 620)], fill=CARD)
    canvas.pen.ellipse((680, 590, 930, 770), fill=WRONG)
    canvas.pen.ellipse((620, 660, 760, 790), fill=WRONG)
    return canvas.jpeg()


def _frame(canvas: Canvas) -> None:
    canvas.pen.rectangle((400, 780, 1200, 860), fill=DARK)
    for x in (460, 1090):
        canvas.pen.rectangle((x, 240, x + 50, 780), fill=DARK)
    canvas.pen.rectangle((460, 220, 1140, 270), fill=DARK)
    canvas.pen.rectangle((510, 480, 1090, 520), fill=GREY)
    canvas.pen.rectangle((740, 440, 880, 580), fill=INK)
    canvas.pen.polygon([(780, 580), (840, 580), (820, 620), (800, 620)], fill=CARD)
    canvas.pen.rectangle((560, 740, 1040, 780), fill=GREY)
