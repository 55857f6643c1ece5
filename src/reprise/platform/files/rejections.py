"""Why a file was not taken, and what to do instead: one refusal for each reason the gate knows."""

from typing import Final

from reprise.core.refusals import Kind, Refusal, mark


class FileRejected(Refusal):
    """The file was not taken; nothing of it is kept."""

    code = "file_rejected"
    sentence = mark("This file cannot be taken. Send a photo (JPEG, PNG, HEIC) or a PDF.")


class EmptyFile(FileRejected):
    code = "file_empty"
    sentence = mark("This file is empty. It was perhaps not copied to the end: choose it again.")


class FileTooLarge(FileRejected):
    code = "file_too_large"
    sentence = mark("This file is larger than %(limit)s MB. Send a smaller one.")


class NotThisKind(FileRejected):
    code = "file_kind"
    sentence = mark("This kind of file cannot be added here. Send a photo (JPEG, PNG, HEIC) or a PDF.")


class UnknownFormat(FileRejected):
    code = "file_unknown"
    sentence = mark(
        "We do not know this format. Send a photo (JPEG, PNG, HEIC), a PDF, a video, or an STL, OBJ, 3MF, STEP or "
        "G-code."
    )


class FileDamaged(FileRejected):
    code = "file_damaged"
    sentence = mark("This file is damaged or incomplete. Open it on your device to check, then send it again.")


class TooManyPixels(FileRejected):
    code = "file_too_many_pixels"
    sentence = mark("This picture has more than %(limit)s million pixels. Send a smaller copy of it.")


class FileUnpacksTooLarge(FileRejected):
    code = "file_bomb"
    sentence = mark("This file unpacks to far more than it seems. Export it again from the program that made it.")


class ActiveDocument(FileRejected):
    code = "file_active"
    sentence = mark(
        "Pages and drawings that can run programs (HTML, SVG, XML) are not taken. Send a photo or a screenshot."
    )


class Executable(FileRejected):
    code = "file_executable"
    sentence = mark("This is a program, not a picture or document. Programs are never taken.")


class Archive(FileRejected):
    code = "file_archive"
    sentence = mark("This is an archive or an office document. Send what is in it one by one, as photos or PDF.")


class TwoFilesInOne(FileRejected):
    code = "file_polyglot"
    sentence = mark("Something else is hidden in this file. Take a screenshot of it and send that.")


class PdfLocked(FileRejected):
    code = "pdf_locked"
    sentence = mark("This PDF is locked by a password. Print it to a new PDF, or send a photo of it.")


class PdfActive(FileRejected):
    code = "pdf_active"
    sentence = mark("This PDF holds a script or starts programs. Print it to a new PDF, or send a photo of it.")


class EmptyModel(FileRejected):
    code = "model_empty"
    sentence = mark("There is no shape in this model. Export it again from the program that made it.")


class TooHard(FileRejected):
    code = "file_too_hard"
    sentence = mark("Reading this file takes too much time or memory. Send a smaller or simpler one.")


class Unopenable(FileRejected):
    code = "file_unopenable"
    sentence = mark("This file cannot be opened.")


class GateBusy(FileRejected):
    code = "file_gate_busy"
    kind = Kind.UNAVAILABLE
    sentence = mark("Too many files are being checked right now. Wait a minute, then send it again.")


REJECTIONS: Final[dict[str, type[FileRejected]]] = {
    kind.code: kind
    for kind in (
        FileRejected, EmptyFile, FileTooLarge, NotThisKind, UnknownFormat, FileDamaged, TooManyPixels,
        FileUnpacksTooLarge, ActiveDocument, Executable, Archive, TwoFilesInOne, PdfLocked, PdfActive, EmptyModel,
        TooHard, Unopenable, GateBusy,
    )
}  # fmt: skip
