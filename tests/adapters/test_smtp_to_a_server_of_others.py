"""Letters as `aiosmtpd` takes them: a mail server that is none of ours, with its own reading of RFC 5321."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from seloste.adapters.smtp.mail import SmtpMail
from seloste.adapters.smtp.server import Server
from seloste.outbox.errors import TryLater, WillNeverTake
from seloste.outbox.values import Letter
from tests.receivers import certificate

LETTER = Letter(
    to="aino.virta@posti.example",
    subject="Pyyntönne on vastaanotettu",
    text="Hei Aino,\n\n.pisteellä alkava rivi ja ääkkösiä.\n",
    reply_to="tietosuoja@yritys.example",
    id="request-17.acknowledgement",
)
SENDER = "Esimerkki Oy <rekisteri@yritys.example>"
PASSWORD = "salainen sana"


class Elsewhere(Server):
    """A server on this machine that is spoken to as one on another."""

    @property
    def is_this_machine(self) -> bool:
        return False


class Box:
    """Takes letters, or refuses recipients as it is told to."""

    def __init__(self) -> None:
        self.refusal = ""
        self.letters: list[bytes] = []
        self.signed_in: list[bool] = []

    async def handle_RCPT(  # noqa: N802 - the library's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        self.signed_in.append(bool(session.authenticated))
        return "250 Taken"


def let_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _how: str, who: object
) -> AuthResult:
    assert isinstance(who, LoginPassword)
    is_known = (who.login, who.password) == (b"rekisteri", PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


@contextmanager
def running(box: Box, *, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run the server; with `tls` it takes letters only after STARTTLS and a password."""
    demands = {"tls_context": tls, "require_starttls": True, "auth_required": True} if tls else {}
    with socket.create_server(("127.0.0.1", 0)) as free:  # the library tries its port itself
        port: int = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, authenticator=let_in, **demands)
    server.start()
    try:
        yield port
    finally:
        server.stop()


def test_a_letter_arrives_word_for_word() -> None:
    box = Box()

    with running(box) as port:
        SmtpMail(Server("127.0.0.1", port, timeout=5), sender=SENDER).send(LETTER)

    [taken] = box.letters
    message = email.message_from_bytes(taken, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.get_content().replace("\r\n", "\n") == LETTER.text
    assert (message["to"], message["from"]) == (LETTER.to, SENDER)
    assert message["subject"] == LETTER.subject


@pytest.mark.parametrize(
    ("refusal", "failure"),
    [("550 5.1.1 No such mailbox", WillNeverTake), ("452 4.2.2 Mailbox full", TryLater)],
)
def test_a_recipient_who_is_refused_for_good_is_tried_no_more(
    refusal: str, failure: type[TryLater | WillNeverTake]
) -> None:
    box = Box()
    box.refusal = refusal

    with running(box) as port, pytest.raises(failure):
        SmtpMail(Server("127.0.0.1", port, timeout=5), sender=SENDER).send(LETTER)

    assert box.letters == []


def test_a_letter_to_another_machine_goes_under_tls_and_with_the_password(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    box = Box()

    with running(box, tls=ours) as port:
        away = Elsewhere("localhost", port, user="rekisteri", password_file=password, timeout=5)
        SmtpMail(away, sender=SENDER, tls=trusting).send(LETTER)

    assert (len(box.letters), box.signed_in) == (1, [True])


def test_a_wrong_password_lets_the_letter_wait(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text("toinen sana\n", encoding="utf-8")
    box = Box()

    with running(box, tls=ours) as port:
        away = Elsewhere("localhost", port, user="rekisteri", password_file=password, timeout=5)
        with pytest.raises(TryLater, match="sender_refused"):
            SmtpMail(away, sender=SENDER, tls=trusting).send(LETTER)

    assert box.letters == []
