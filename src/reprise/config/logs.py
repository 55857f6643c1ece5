"""Structured logs: one event a line, with request and case ids bound where they are known."""

import logging.config
from typing import Literal

import structlog

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def no_visitors(record: logging.LogRecord) -> bool:
    """Keep whose socket opened out of the logs, as whose page was read is."""
    return '"WebSocket' not in str(record.msg) and not str(record.msg).startswith("connection ")


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
            "filters": {"no_visitors": {"()": lambda: no_visitors}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                "uvicorn.error": {"filters": ["no_visitors"]},
                "uvicorn.access": {"level": "WARNING"},
                "django.request": {"level": "ERROR"},
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
