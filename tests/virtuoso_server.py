"""A real Virtuoso, loaded with a few graphs."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from sparql_server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CLIENT: Final = "isql-vt"
SERVER: Final = "virtuoso-t"
SETTINGS: Final = """
[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = .
[HTTPServer]
ServerPort = {address}
[SPARQL]
ResultSetMaxRows = 10000
"""
"""What Debian's settings say of SPARQL: longer answers are cut off, without a word."""


@contextmanager
def virtuoso(folder: Path, graphs: Mapping[str, Path]) -> Iterator[str]:
    """Serve files of N-Triples by Virtuoso; gives the address of the endpoint.

    Where there is none, tests are skipped; its absence is an error where CI is set.

    Args:
        folder: an empty one, for its database.
        graphs: files in that folder, by the graphs that they are loaded into.
    """
    if shutil.which(SERVER) is None:
        message = f"{SERVER} is not installed (Debian: virtuoso-opensource-7-bin)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    port, address = free_port(), f"127.0.0.1:{free_port()}"
    (folder / "virtuoso.ini").write_text(SETTINGS.format(port=port, address=address))
    with subprocess.Popen(
        [SERVER, "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            await_answer(f"http://{address}/sparql", process)
            for graph, file in graphs.items():
                load = f"DB.DBA.TTLP(file_open('{file.name}'), '', '{graph}')"
                command = [CLIENT, str(port), "dba", "dba", "ERRORS=STDOUT", f"exec={load};"]
                said = subprocess.run(
                    command, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True
                )
                assert "Error" not in said.stdout, said.stdout
            yield f"http://{address}/sparql"
        finally:
            process.kill()  # nothing of its database is needed any more


def await_answer(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "Virtuoso ended before it answered"
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("Virtuoso does not answer")
