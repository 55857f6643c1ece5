"""What was posted, read without Django's bound of a megabyte on a form's field: a raw mail is one."""

from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict


@dataclass(frozen=True, slots=True)
class Posted:
    """A request as the parsers of providers look at it."""

    body: bytes
    content_type: str
    POST: "MultiValueDict[str, str]" = field(default_factory=MultiValueDict)
    FILES: "MultiValueDict[str, SimpleUploadedFile]" = field(default_factory=MultiValueDict)
    encoding: str = "utf-8"


class NotAForm(Exception):
    """It says that it is a form, and is in no form that can be read."""


def posted(body: bytes, content_type: str) -> Posted:
    """The fields and files of a form; anything else has only its body. `NotAForm` when it is a broken one.

    Whoever posts may not have proved anything yet, so that whatever goes wrong here is theirs.
    """
    try:
        return _posted(body, content_type)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise NotAForm from fault


def _posted(body: bytes, content_type: str) -> Posted:
    kind = content_type.partition(";")[0].strip().lower()
    found = Posted(body, kind)
    if kind == "application/x-www-form-urlencoded":
        for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500):
            found.POST.appendlist(name, value)
    elif kind == "multipart/form-data":
        head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
        form = BytesParser(policy=policy.compat32).parsebytes(head + body)
        parts = form.get_payload()
        for part in parts[:500] if isinstance(parts, list) else []:
            _put(found, part)
    return found


def _put(found: Posted, part: object) -> None:
    name = part.get_param("name", header="content-disposition")  # type: ignore[attr-defined]
    raw = part.get_payload(decode=True)  # type: ignore[attr-defined]
    if not isinstance(name, str) or not isinstance(raw, bytes):
        return
    if filename := part.get_filename():  # type: ignore[attr-defined]
        kind = part.get_content_type()  # type: ignore[attr-defined]
        found.FILES.appendlist(name, SimpleUploadedFile(str(filename), raw, kind))
    else:
        found.POST.appendlist(name, raw.decode("utf-8", "surrogateescape"))
