"""The version of the law that gave an answer, kept with each decision."""

from typing import Final

#: Day up to which the texts were read, then a number raised whenever a rule or parameter changes an answer.
LAW_VERSION: Final = "2026-11-22.6"
