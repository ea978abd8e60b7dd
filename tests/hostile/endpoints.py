"""A server on loopback that answers SPARQL as no server should."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON: Final = "application/sparql-results+json"
RDF_XML: Final = "application/rdf+xml"
TURTLE: Final = "text/turtle"
ENTITIES: Final = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
BOMB: Final = (
    f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "lol">{ENTITIES}]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://e.org/">'
    '<rdf:Description rdf:about="http://e.org/a"><x:p>&a9;</x:p></rdf:Description></rdf:RDF>'
)


def solutions(*rows: dict[str, str], variables: tuple[str, ...] = ("g",)) -> str:
    bindings = [
        {name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows
    ]
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": bindings}})


class Odd(BaseHTTPRequestHandler):
    """Answers by the path that is asked; keeps what it was sent."""

    sent: list[bytes]

    def do_POST(self) -> None:
        self.sent.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        with contextlib.suppress(OSError):  # who asked had enough
            WAYS[self.path.partition("?")[0].strip("/")](self)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def give(self, body: str | bytes, media_type: str = JSON, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.end_headers()
        self.wfile.write(body.encode() if isinstance(body, str) else body)

    def forever(self, piece: bytes, pause: float = 0) -> None:
        while True:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(pause)


def endless(odd: Odd) -> None:
    odd.give('{"head": {"vars": ["g"]}, "results": {"bindings": [')
    odd.forever(b" " * 1_000_000)


def dripping(odd: Odd) -> None:
    odd.give("")
    odd.forever(b" ", 0.2)


def endless_headers(odd: Odd) -> None:
    odd.wfile.write(b"HTTP/1.1 200 OK\r\n")
    odd.forever(b"X-More: " + b"x" * 1000 + b"\r\n")


def elsewhere(odd: Odd) -> None:
    odd.send_response(302)
    odd.send_header("Location", "http://127.0.0.2:1/")
    odd.end_headers()


def in_a_circle(odd: Odd) -> None:
    odd.send_response(302)
    odd.send_header("Location", odd.path)
    odd.end_headers()


def raw(data: bytes) -> Callable[[Odd], None]:
    return lambda odd: odd.wfile.write(data) and None


def given(body: str | bytes, media_type: str = JSON, status: int = 200) -> Callable[[Odd], None]:
    return lambda odd: odd.give(body, media_type, status)


WAYS: Final[dict[str, Callable[[Odd], None]]] = {
    "endless": endless,
    "dripping": dripping,
    "endless-headers": endless_headers,
    "elsewhere": elsewhere,
    "in-a-circle": in_a_circle,
    "silent": raw(b""),
    "no-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "status-that-is-none": raw(b"HTTP/1.1 999999999999 \xff\xfe\r\n\r\n"),
    "length-that-is-none": raw(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}"),
    "less-than-said": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"),
    "chunk-that-is-none": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
    "page": given("<html><p>Welcome", "text/html"),
    "nothing": given(""),
    "no-json": given("{"),
    "nested-json": given("[" * 1_000_000),
    "nested-triples": given(
        '{"head": {"vars": ["g"]}, "results": {"bindings": [{"g": '
        + '{"type": "triple", "value": {"subject": {"type": "uri", "value": "http://e.org/a"}, '
        '"predicate": {"type": "uri", "value": "http://e.org/b"}, "object": ' * 50_000
    ),
    "zeros": given(bytes(1_000_000)),
    "not-utf-8": given(b'{"head": {"vars": ["\xff"]}}'),
    "boolean": given('{"head": {}, "boolean": true}'),
    "entities": given(BOMB, RDF_XML),
    "turtle": given("<http://e.org/a> <http://e.org/b> 1 .", TURTLE),
    "unknown-type": given("x", "application/\x01"),
    "other-columns": given(solutions({"x": "1"}, variables=("x",))),
    "other-values": given(
        solutions({"graph": "\x1b[31m", "digest": "x"}, variables=("graph", "digest"))
    ),
    "no-rows": given(solutions()),
    "unauthorised": given("no", status=401),
    "forbidden": given("\x1b[31mno", status=403),
    "not-found": given("no", status=404),
    "error": given(b"\xff" * 1_000_000, status=500),
    "teapot": given("no", status=418),
    "too-many": given("no", status=429),
    "unavailable": given("no", status=503),
}


@contextmanager
def odd_server() -> Iterator[tuple[str, list[bytes]]]:
    """Serve oddly; gives the address, to which a way is added, and what it was sent."""
    sent: list[bytes] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Server", (Odd,), {"sent": sent}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()
