from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from seloste.adapters.smtp.mail import SmtpMail
from seloste.adapters.smtp.server import Server, server_at
from seloste.outbox.errors import NotSetUp, TryLater, WillNeverTake
from seloste.outbox.services import mail, mail_is_set_up
from seloste.outbox.values import Letter
from tests.receivers import MailServer, certificate, mail_server

LETTER = Letter(
    to="aino.virta@posti.example",
    subject="Pyyntönne on vastaanotettu",
    text="Hei Aino,\n\n.pisteellä alkava rivi ja ääkkösiä.\n",
    reply_to="tietosuoja@yritys.example",
    id="request-17.acknowledgement",
)
SENDER = "Esimerkki Oy <rekisteri@yritys.example>"


def here(server: MailServer) -> SmtpMail:
    return SmtpMail(Server("127.0.0.1", server.port, timeout=5), sender=SENDER)


def only_letter(server: MailServer) -> EmailMessage:
    [letter] = server.letters
    message = email.message_from_bytes(letter, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        here(server).send(LETTER)

    message = only_letter(server)
    assert message.get_content().replace("\r\n", "\n").replace("\n..", "\n.") == LETTER.text
    assert message["to"] == LETTER.to
    assert message["from"] == SENDER
    assert message["subject"] == LETTER.subject
    assert message["reply-to"] == LETTER.reply_to
    assert message["auto-submitted"] == "auto-generated"


def test_a_letter_that_is_sent_twice_has_one_id() -> None:
    with mail_server() as server:
        here(server).send(LETTER)
        here(server).send(LETTER)

    ids = {email.message_from_bytes(one)["message-id"] for one in server.letters}
    assert ids == {"<request-17.acknowledgement@yritys.example>"}


@pytest.mark.parametrize(
    ("command", "answer", "failure", "reason"),
    [
        ("RCPT", "450 4.2.1 Mailbox busy", TryLater, "refused_for_now"),
        ("RCPT", "550 5.1.1 No such aino.virta", WillNeverTake, "refused"),
        ("DATA", "451 4.3.0 Later", TryLater, "refused_for_now"),
        ("letter", "554 5.7.1 No", WillNeverTake, "refused"),
        ("letter", "452 4.3.1 Full", TryLater, "refused_for_now"),
        ("MAIL", "550 5.7.1 Not you", TryLater, "sender_refused"),
    ],
)
def test_a_server_that_refuses_for_good_is_asked_no_more_and_one_that_is_busy_is(
    command: str, answer: str, failure: type[TryLater | WillNeverTake], reason: str
) -> None:
    with mail_server() as server:
        server.answers[command] = answer
        with pytest.raises(failure) as failed:
            here(server).send(LETTER)

    assert str(failed.value) == reason
    assert failed.value.__cause__ is None


def test_a_server_that_is_not_there_is_tried_later() -> None:
    with mail_server() as server:
        pass

    with pytest.raises(TryLater, match="no_connection"):
        here(server).send(LETTER)


def test_a_server_that_hangs_up_is_tried_later() -> None:
    with mail_server() as server:
        server.greeting = "421 Too busy"
        with pytest.raises(TryLater):
            here(server).send(LETTER)


def test_a_line_break_in_a_subject_puts_no_header_into_a_letter() -> None:
    with mail_server() as server, pytest.raises(WillNeverTake, match="not_a_header"):
        here(server).send(replace(LETTER, subject="Hei\r\nBcc: other@posti.example"))

    assert server.letters == []


def test_a_letter_goes_over_tls_from_the_beginning(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    with mail_server(tls=ours, implicit_tls=True) as server:
        SmtpMail(
            Server("localhost", server.port, implicit_tls=True, timeout=5),
            sender=SENDER,
            tls=trusting,
        ).send(LETTER)

    assert only_letter(server)["to"] == LETTER.to


class Elsewhere(Server):
    """A server on this machine that is spoken to as one on another."""

    @property
    def is_this_machine(self) -> bool:
        return False


def test_a_letter_to_another_machine_goes_only_after_starttls(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text("salainen sana\n")
    with mail_server(tls=ours) as server:
        server.extensions = ("STARTTLS", "AUTH PLAIN")
        away = Elsewhere("localhost", server.port, user="rekisteri", password_file=password)
        SmtpMail(away, sender=SENDER, tls=trusting).send(LETTER)

    words = [command.split(" ")[0].upper() for command in server.commands]
    assert words.index("STARTTLS") < words.index("AUTH") < words.index("MAIL")
    assert only_letter(server)["to"] == LETTER.to


def test_without_tls_nothing_goes_to_another_machine() -> None:
    with mail_server() as server, pytest.raises(TryLater, match="no_tls"):
        SmtpMail(Elsewhere("localhost", server.port), sender=SENDER).send(LETTER)

    assert server.letters == []
    assert not any("MAIL" in command for command in server.commands)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    ours, _ = certificate(tmp_path)
    with (
        mail_server(tls=ours, implicit_tls=True) as server,
        pytest.raises(TryLater, match="no_tls"),
    ):
        SmtpMail(Server("localhost", server.port, implicit_tls=True), sender=SENDER).send(LETTER)


def test_a_password_that_the_server_refuses_is_set_right_by_somebody_so_the_letter_waits(
    tmp_path: Path,
) -> None:
    password = tmp_path / "password"
    password.write_text("salainen sana\n")
    with mail_server() as server:
        server.extensions, server.answers["AUTH"] = ("AUTH PLAIN",), "535 5.7.8 No"
        here = Server("127.0.0.1", server.port, user="rekisteri", password_file=password)
        with pytest.raises(TryLater, match="sender_refused"):
            SmtpMail(here, sender=SENDER).send(LETTER)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Server("mail.example", 587)),
        ("smtps://mail.example", Server("mail.example", 465, implicit_tls=True)),
        (
            "smtp://rekisteri%40yritys.example@mail.example:2525",
            Server("mail.example", 2525, user="rekisteri@yritys.example"),
        ),
    ],
)
def test_a_url_names_a_server(url: str, server: Server) -> None:
    assert server_at(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://u:salainen@mail.example"]
)
def test_a_url_that_names_none_or_holds_a_password_is_refused_without_telling_it(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_SMTP_URL must") as refused:
        server_at(url)

    assert "salainen" not in str(refused.value)


def test_without_settings_there_is_no_mail_service() -> None:
    assert not mail_is_set_up()
    with pytest.raises(NotSetUp):
        mail()


def test_the_settings_name_the_mail_service(settings: Any) -> None:
    settings.SELOSTE_SMTP_URL = "smtp://127.0.0.1:2525"
    settings.SELOSTE_MAIL_FROM = SENDER
    settings.SELOSTE_MAIL = "seloste.adapters.smtp.mail.from_settings"

    assert isinstance(mail(), SmtpMail)
