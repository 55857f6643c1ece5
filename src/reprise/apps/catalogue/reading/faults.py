"""What can be wrong with a file as a whole, and with one order in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from reprise.apps.catalogue.ports import RefusedRow, Sentence
from reprise.core.refusals import Refusal, mark


class UnreadableFile(Refusal):
    """Nothing can be read from the file, so nothing was imported."""

    code = "unreadable_file"
    sentence = mark("This file cannot be read as an export of orders.")


class EmptyFile(UnreadableFile):
    """There is nothing in it."""

    code = "empty_file"
    sentence = mark("The file is empty. Export the orders again, then choose the new file.")


class NotText(UnreadableFile):
    """It is something else than text."""

    code = "not_text"
    sentence = mark("This is not a text file. Export the orders as CSV or JSON, then choose the new file.")


class PackedFile(UnreadableFile):
    """It is an archive."""

    code = "packed_file"
    sentence = mark("This is a compressed file. Unpack it, then choose the CSV or JSON file inside.")


class Workbook(UnreadableFile):
    """It is a spreadsheet."""

    code = "workbook"
    sentence = mark("This is a spreadsheet workbook. Save it as “CSV UTF-8”, or export the orders again.")


class WebPage(UnreadableFile):
    """It is a page that was saved in place of the export."""

    code = "web_page"
    sentence = mark("This is a web page, not an export: the session had probably ended. Sign in and export again.")


class XmlFile(UnreadableFile):
    """PrestaShop answers XML unless told otherwise."""

    code = "xml_file"
    sentence = mark("This is XML. Ask PrestaShop for JSON: add “output_format=JSON” to the address of the export.")


class NotCsv(UnreadableFile):
    """It is JSON where a table was expected."""

    code = "not_csv"
    sentence = mark("This is JSON, but a CSV file was expected. Check the format you chose: %(format)s.")


class NotJson(UnreadableFile):
    """It is no JSON at all."""

    code = "not_json"
    sentence = mark("This is not JSON, which an export for %(format)s is. Check the format you chose.")


class MissingColumns(UnreadableFile):
    """The header is not the one of this format."""

    code = "missing_columns"
    sentence = mark("These columns are missing: %(columns)s. Export the orders with all their columns, for %(format)s.")


class UnknownColumns(UnreadableFile):
    """The plain file's columns are called otherwise."""

    code = "unknown_columns"
    sentence = mark(
        "These columns are missing: %(columns)s. The file has: %(found)s. Rename the columns as in the example."
    )


class AnotherFormat(UnreadableFile):
    """It is the export of a platform that is read directly."""

    code = "another_format"
    sentence = mark("This is an export of %(other)s. Choose %(other)s as its format, then send it again.")


class MonthFirst(UnreadableFile):
    """Some of its dates can only be read with the month first, so the others would be read wrongly."""

    code = "month_first"
    sentence = mark(
        "The month stands before the day in this file (“%(value)s”, line %(line)s, %(column)s). Write dates like "
        "2026-06-30, then send it again."
    )


class OnlyNumbers(UnreadableFile):
    """PrestaShop lists the numbers of its orders unless asked for more."""

    code = "only_numbers"
    sentence = mark(
        "This file holds only the numbers of orders. Add “display=full” to the address of the export, and export again."
    )


class NothingInIt(UnreadableFile):
    """It is such an export, and holds no order."""

    code = "nothing_in_it"
    sentence = mark("There are no orders in this file. Choose the orders or the period again, then export again.")


class TwiceTheColumn(UnreadableFile):
    """Two columns carry one name, so a value could be read from either."""

    code = "twice_the_column"
    sentence = mark("The column “%(column)s” is there twice. Remove one of them.")


class NoOrders(UnreadableFile):
    """It is well formed but holds no orders."""

    code = "no_orders"
    sentence = mark("There are no orders in this file. Check that it is an export of orders for %(format)s.")


class ErrorAnswer(UnreadableFile):
    """The shop's interface answered with an error, which was saved as the export."""

    code = "error_answer"
    sentence = mark("The shop answered with an error instead of orders: %(message)s")


class RowFault(Exception):
    """One order cannot be used: which field, and why; the reader turns it into a refused row."""

    def __init__(self, field: str, text: str, **params: object) -> None:
        self.field = field
        self.line: int | None = None  # where one row of the order is to blame
        self.reason = Sentence(text, {name: _shown(value) for name, value in params.items()})
        super().__init__(str(self.reason))

    def refused(self, line: int, order: str) -> RefusedRow:
        """The row of the report."""
        return RefusedRow(self.line or line, order, self.field, self.reason)


@contextmanager
def blaming(line: int) -> Iterator[None]:
    """Whatever is wrong in here is wrong on this line of the file."""
    try:
        yield
    except RowFault as fault:
        fault.line = fault.line or line
        raise


def _shown(value: object) -> object:
    """A value as it may be printed: a file's control characters do nothing to a terminal."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "\ufffd" for letter in value)
