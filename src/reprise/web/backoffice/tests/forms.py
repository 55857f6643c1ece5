"""The pages of a case, and their forms as a browser sends them back."""

from html.parser import HTMLParser

from django.test import Client

from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.workflows.tests.builders import authorised

Attributes = list[tuple[str, str | None]]


class Forms(HTMLParser):
    """Reads what each form that posts would send as it stands: typed values, ticks and chosen options."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside = False
        self.text = self.select = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method") == "post"
            if self.inside:
                self.found.append((given.get("action", ""), {}))
        elif self.inside:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        sent, name = self.found[-1][1], given.get("name", "")
        if tag == "input" and name and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            sent[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")
        elif tag in {"textarea", "select"}:
            self.text, self.select = (name, "") if tag == "textarea" else ("", name)
            if tag == "textarea":
                sent[name] = ""
        elif tag == "option" and self.select and ("selected" in given or self.select not in sent):
            sent[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag in {"textarea", "select"}:
            self.text = self.select = ""

    def handle_data(self, data: str) -> None:
        if self.text:
            self.found[-1][1][self.text] += data.removeprefix("\n")


def fields_of(page: str, action: str = "") -> dict[str, str]:
    """The fields of the page's form: the one sent to `action`, else the one sent to the page itself."""
    reader = Forms()
    reader.feed(page)
    fields = next(fields for where, fields in reader.found if where == action)
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def form_at(client: Client, url: str) -> dict[str, str]:
    """The form of a page."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return fields_of(answer.content.decode())


def complaint(page: str) -> str:
    """What a page that came back complains about."""
    return page.partition('class="rp-errors"')[2].partition("</ul>")[0]


def address(case: Case, deed: str = "") -> str:
    """A page of the case."""
    return f"/fr/desk/atelier-lamelle/cases/{case.reference}/{deed}"


def send(client: Client, url: str, **typed: str) -> str:
    """Open a deed's page, change some fields, send it, and read the page one is led to."""
    answer = client.post(url, {**form_at(client, url), **typed}, follow=True)
    assert answer.status_code == 200, complaint(answer.content.decode())
    assert answer.redirect_chain, "the form came back"
    return answer.content.decode()


def received(desk: Client, order: Order) -> Case:
    """A case whose goods are here."""
    case = authorised(order)
    send(desk, address(case, "receive/"))
    return case
