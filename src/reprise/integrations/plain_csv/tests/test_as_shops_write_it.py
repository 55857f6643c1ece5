"""The plain file as French and English shops really write it: their columns, their words, their dates."""

import pytest

from reprise.apps.catalogue.kinds import LineType, OrderState
from reprise.apps.catalogue.reading.faults import AnotherFormat, MonthFirst, TwiceTheColumn, UnknownColumns
from reprise.apps.catalogue.tests.exports import read, read_one, refused_in
from reprise.integrations.plain_csv.names import called_here
from reprise.integrations.plain_csv.reader import PlainCsvOrders

CSV = PlainCsvOrders()
FRENCH = "N° de commande;Date de commande;E-mail;Produit;Quantité;Prix TTC;Taux de TVA;Type de ligne;Pays;Référence"
ROW = "C-7;02/06/2026;alice@example.com;Bobine PLA;2;19,90 €;20 %;Produit;France;FIL-1"


def file(*rows: str, head: str = FRENCH, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((head, *rows, "")).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac-roman"])
def test_a_french_spreadsheet_is_read_from_its_own_columns_and_words(encoding: str) -> None:
    voucher = "C-7;;;Remise fidélité;1;5,00;;Bon de réduction;;"
    order = read_one(CSV, file(ROW, "C-7;;;Colissimo;;4,90;;Livraison;;", voucher, encoding=encoding))
    assert (order.number, order.total_minor, order.shipping.country) == ("C-7", 3970, "FR")
    assert [(line.type, line.paid_minor) for line in order.lines] == [
        (LineType.PRODUCT, 3480), (LineType.SHIPPING, 490)
    ]  # fmt: skip
    assert (order.lines[0].sku, order.lines[0].tax_rate_bp) == ("FIL-1", 2000)


def test_a_column_s_own_name_counts_before_any_other() -> None:
    head = ["date", "ordered_at", "commande", "numéro de commande", "option: couleur", "date", ""]
    assert called_here(head) == ["date", "ordered_at", "commande", "order_number", "option: couleur", "date", ""]


def test_two_columns_of_one_name_are_refused_in_french_too() -> None:
    with pytest.raises(TwiceTheColumn):
        read(CSV, file(ROW.replace("FIL-1", "3"), head=FRENCH.replace("Référence", "Quantité")))


def test_titles_above_the_header_are_passed_over() -> None:
    order = read_one(CSV, b"Export du 2 juin 2026\n\nBoutique;;;\n" + file(ROW))
    assert (order.number, order.line) == ("C-7", 5)


def test_a_refusal_names_the_line_and_the_column_as_the_file_calls_it() -> None:
    row = refused_in(CSV, file(ROW, "C-7;;;Buse;un;3,00;20;;;"))
    assert (row.line, row.field, row.order) == (3, "Quantité", "C-7")


def test_columns_nobody_knows_are_told_with_those_that_are_there() -> None:
    with pytest.raises(UnknownColumns) as caught:
        read(CSV, b"Bestellnummer;Datum;Artikel\n1;2;3\n")
    assert caught.value.params == {
        "columns": "order_number, ordered_at, product, quantity", "found": "Bestellnummer, Datum, Artikel"
    }  # fmt: skip


def test_the_export_of_a_platform_is_recognised() -> None:
    with pytest.raises(AnotherFormat) as caught:
        read(CSV, b"Name,Email,Financial Status,Total,Lineitem name\n#1,a@b.fr,paid,5,Spool\n")
    assert "Shopify" in str(caught.value)


def test_a_file_with_the_month_first_is_refused_whole_before_one_wrong_day_lands() -> None:
    early = ROW.replace("02/06/2026", "06/07/2026")
    with pytest.raises(MonthFirst) as caught:
        read(CSV, file(early, ROW.replace("C-7", "C-8").replace("02/06/2026", "06/13/2026")))
    assert caught.value.params == {"value": "06/13/2026", "line": 3, "column": "Date de commande"}


def test_such_a_date_in_a_name_is_only_a_name() -> None:
    assert read_one(CSV, file(ROW.replace("Bobine PLA", "Calendrier 06/13/2026"))).number == "C-7"


def test_a_line_of_no_pieces_is_left_out_and_noted() -> None:
    order = read_one(CSV, file(ROW, "C-7;;;Buse;0;3,00;20;;;"))
    assert [line.name for line in order.lines] == ["Bobine PLA"]
    assert [remark.field for remark in order.remarks] == ["Quantité"]
    assert refused_in(CSV, file(ROW.replace(";2;", ";0;"))).order == "C-7"  # nothing is left of it


def test_a_line_of_no_pieces_with_a_sum_is_refused() -> None:
    head = "order_number,ordered_at,product,quantity,line_total"
    assert refused_in(CSV, file("1,2026-06-02,Spool,0,5.00", head=head)).field == "quantity"


@pytest.mark.parametrize(("written", "chosen"), [("oui", True), ("yes", True), ("", False), ("Non", False)])
def test_a_carrier_of_the_buyer_s_own_choice_is_told(written: str, chosen: bool) -> None:
    head = "order_number,ordered_at,product,quantity,price,carrier_chosen_by_buyer,state"
    order = read_one(CSV, file(f"1,2026-06-02,Spool,1,5.00,{written},Annulée", head=head))
    assert (order.carrier_chosen_by_buyer, order.state) == (chosen, OrderState.CANCELLED)
