"""The mail port over SMTP. Letters and what servers answer are never logged."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, make_msgid

from django.conf import settings

from seloste.adapters.smtp.server import Server, server_at
from seloste.outbox.errors import TryLater, WillNeverTake
from seloste.outbox.values import Letter


def from_settings() -> SmtpMail:
    """Return the mail service that SELOSTE_SMTP_URL and SELOSTE_MAIL_FROM name."""
    return SmtpMail(
        server_at(settings.SELOSTE_SMTP_URL, password_file=settings.SELOSTE_SMTP_PASSWORD_FILE),
        sender=settings.SELOSTE_MAIL_FROM,
    )


class SmtpMail:
    """Hands letters to one mail server."""

    def __init__(self, server: Server, *, sender: str, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._sender = sender
        self._tls = tls or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        """Hand the letter over.

        A sign-in or a sender that the server refuses is set right by whoever runs the register,
        so the letter waits for it.

        Raises:
            TryLater: no connection, no TLS, or the server asks to wait (4yz).
            WillNeverTake: the server refuses the letter or its recipient (5yz).

        Source: RFC 5321 4.2.1, 4.5.4.1.
        """
        message = self._message(letter)
        try:
            with self._connection() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _by_code(min(code for code, _ in refused.recipients.values())) from None
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused):
            raise TryLater("sender_refused") from None
        except smtplib.SMTPResponseException as answer:
            raise _by_code(answer.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise WillNeverTake("not_supported") from None
        except ssl.SSLError:
            raise TryLater("no_tls") from None
        except (smtplib.SMTPException, OSError):
            raise TryLater("no_connection") from None

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        if server.implicit_tls:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout, context=self._tls
            )
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        with opened as connection:
            if not server.implicit_tls and not server.is_this_machine:
                _start_tls(connection, self._tls)
            if server.user:
                connection.login(server.user, server.password())
            yield connection

    def _message(self, letter: Letter) -> EmailMessage:
        domain = self._sender.rpartition("@")[2]
        message = EmailMessage(policy=SMTP_POLICY)
        try:
            message["From"] = self._sender
            message["To"] = letter.to
            message["Subject"] = letter.subject
            if letter.reply_to:
                message["Reply-To"] = letter.reply_to
        except ValueError:  # a line break in a header
            raise WillNeverTake("not_a_header") from None
        message["Date"] = formatdate()
        message["Message-ID"] = (
            f"<{letter.id}@{domain}>" if letter.id else make_msgid(domain=domain)
        )
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine need answer
        message.set_content(letter.text, cte="quoted-printable")
        return message


def _start_tls(connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """Begin TLS, or fail: a letter never goes out in clear."""
    connection.ehlo()
    if not connection.has_extn("starttls"):
        raise TryLater("no_tls")
    connection.starttls(context=context)
    connection.ehlo()


def _by_code(code: int) -> TryLater | WillNeverTake:
    return WillNeverTake("refused") if code >= 500 else TryLater("refused_for_now")
