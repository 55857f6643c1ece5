"""The address of a mail server is read strictly, and passwords do not travel in the clear."""

import pytest

from reprise.apps.notifications.sending.server import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", MailServer("mail.example.com", 587, "", "", False)),
        ("smtp://a%40b:p%3Aw@mail.example.com:25", MailServer("mail.example.com", 25, "a@b", "p:w", False)),
        ("smtps://a:b@mail.example.com", MailServer("mail.example.com", 465, "a", "b", True)),
    ],
)
def test_an_address_is_read(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://host:port"])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # urllib's own words for a bad port
        mail_server(url)


@pytest.mark.parametrize(("host", "here"), [("localhost", True), ("127.0.0.1", True), ("mail.example.com", False)])
def test_this_machine_is_told_from_others(host: str, here: bool) -> None:
    assert mail_server(f"smtp://{host}").is_here is here
