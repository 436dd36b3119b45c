"""Real servers on this machine that receive what the register sends."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Received:
    """One message over HTTP."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class HttpReceiver:
    """A recipient's address. It answers as it is told to, and remembers."""

    url: str = ""
    status: int = 200
    answer: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)


@contextmanager
def http_receiver(tls: ssl.SSLContext | None = None) -> Iterator[HttpReceiver]:
    receiver = HttpReceiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append(Received(self.path, headers, body))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(receiver.answer)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'https' if tls else 'http'}://localhost:{server.server_address[1]}/hook?a=1"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class MailServer:
    """A mail server. It answers each command as it is told to, and remembers.

    Attributes:
        answers: command → answer, in place of the usual one.
        commands: what came, without the letters.
        letters: the letters, byte for byte.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    greeting: str = "220 mail.example ESMTP"


_USUAL = {
    "HELO": "250 mail.example",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    "RSET": "250 OK",
    "QUIT": "221 Bye",
    "AUTH": "235 OK",
    "STARTTLS": "220 Go on",
}


class _MailSession:
    def __init__(
        self, server: MailServer, connection: socket.socket, tls: ssl.SSLContext | None
    ) -> None:
        self.server, self.connection, self.tls = server, connection, tls
        self.file = connection.makefile("rb")

    def run(self) -> None:
        self._say(self.server.greeting)
        while line := self.file.readline():
            command = line.decode().strip()
            self.server.commands.append(command)
            word = command.split(" ")[0].upper()
            self._say(self._answer(word))
            if word == "STARTTLS" and self.tls is not None:
                self.connection = self.tls.wrap_socket(self.connection, server_side=True)
                self.file = self.connection.makefile("rb")
            elif word == "DATA" and "DATA" not in self.server.answers:
                self._take_letter()
            elif word == "QUIT":
                return

    def close(self) -> None:
        self.file.close()
        self.connection.close()

    def _answer(self, word: str) -> str:
        if word in self.server.answers:
            return self.server.answers[word]
        if word == "EHLO":
            lines = ["mail.example", *self.server.extensions]
            last = len(lines) - 1
            return "\r\n".join(
                f"250{' ' if number == last else '-'}{line}" for number, line in enumerate(lines)
            )
        return _USUAL.get(word, "502 What?")

    def _take_letter(self) -> None:
        lines = []
        while (line := self.file.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.server.letters.append(b"".join(lines))
        self._say(self.server.answers.get("letter", "250 Taken"))

    def _say(self, text: str) -> None:
        self.connection.sendall(text.encode() + b"\r\n")


@contextmanager
def mail_server(
    *, tls: ssl.SSLContext | None = None, implicit_tls: bool = False
) -> Iterator[MailServer]:
    """Run a mail server; with `tls` it offers STARTTLS, or begins with TLS."""
    server = MailServer(extensions=("STARTTLS",) if tls and not implicit_tls else ())
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(5)
    server.port = listening.getsockname()[1]

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            try:
                if tls is not None and implicit_tls:
                    connection = tls.wrap_socket(connection, server_side=True)
                with closing(_MailSession(server, connection, tls)) as session:
                    session.run()
            except OSError:
                pass  # the client went away, as some tests want it to
            finally:
                connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for this machine; return the server's context and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)  # noqa: TID251 - the clients that look at it go by the clock too
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(
        cadata=made.public_bytes(serialization.Encoding.PEM).decode()
    )
