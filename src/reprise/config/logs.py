"""Structured logs: one event a line, with request and case ids bound where they are known."""

import logging.config
import re
from collections.abc import MutableMapping
from typing import Any, Final, Literal

import structlog

#: A part of an address that opens something by itself; a UUID does not, nor does the number of a case.
_SECRET: Final = re.compile(
    r"(?<=/)(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)(?=[\w-]*[0-9A-Z])[\w-]{16,}(?=[/?#\s\"']|$)"
)


def without_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep mailed links out of the logs: whoever reads those could follow them."""
    for name in ("event", "path"):
        if isinstance(told := event.get(name), str) and "/" in told:
            event[name] = _SECRET.sub("…", told)
    return event


SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_secrets,
]


def no_visitors(record: logging.LogRecord) -> bool:
    """Keep whose socket opened out of the logs, as whose page was read is."""
    return '"WebSocket' not in str(record.msg) and not str(record.msg).startswith("connection ")


def in_one_line(record: logging.LogRecord) -> bool:
    """A host that is not ours is whoever asked for it: one line says so, and no fault of ours is traced."""
    record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
    return True


def logging_config(style: Literal["console", "json"], level: str) -> None:
    """Send the standard library's logs and structlog's through one formatter to stderr."""
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
                    "foreign_pre_chain": SHARED,
                }
            },
            "filters": {"no_visitors": {"()": lambda: no_visitors}, "in_one_line": {"()": lambda: in_one_line}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                "uvicorn.error": {"filters": ["no_visitors"]},
                "uvicorn.access": {"level": "WARNING"},
                "django.request": {"level": "ERROR"},
                "django.security.DisallowedHost": {"filters": ["in_one_line"]},
                "httpx": {"level": "WARNING"},  # what is asked of a provider is told by our own events
            },
        }
    )
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
