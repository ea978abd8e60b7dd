"""A real SPARQL server, over a store on disk."""

from __future__ import annotations

import socket
import subprocess
import sysconfig
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(store: Path, verb: str = "serve-read-only") -> Iterator[str]:
    """Serve a store by Oxigraph's own server; gives the address of the endpoint.

    Args:
        store: what is served; copy it where ``verb`` is ``serve``, which takes updates.
        verb: of the server.
    """
    name = (store / "current").read_text().strip()
    address = f"127.0.0.1:{free_port()}"
    server = Path(sysconfig.get_path("scripts")) / "oxigraph"
    process = subprocess.Popen(
        [server, verb, "--location", store / "generations" / name, "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                urlopen(f"http://{address}/", timeout=1).close()
                break
            except URLError:
                time.sleep(0.1)
        yield f"http://{address}/query"
    finally:
        process.terminate()
        process.wait()
