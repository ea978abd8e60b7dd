"""The report of a match as PDF: its HTML page, printed by Chromium, tagged for screen readers."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from skillkg.errors import OutputError

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
"""Programs that print pages alike, in the order in which they are looked for."""
PATIENCE: Final = 120
"""Seconds."""
OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--generate-pdf-document-outline",
    "--no-pdf-header-footer",
)
"""No address is ever resolved: the page loads nothing, and the browser shall not, either."""


def browser() -> str | None:
    """The first of them that is on the ``PATH``."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def print_pdf(html: str) -> bytes:
    """Print a page.

    Raises:
        OutputError: no browser is found, or it does not print.
    """
    found = browser()
    if found is None:
        raise OutputError(
            "a PDF is printed by Chromium, and none is on the PATH\n"
            "  install it (Debian: apt-get install chromium), or write --html and print that page"
        )
    with TemporaryDirectory(prefix="skillkg-") as folder:
        return _printed(found, html, Path(folder))


def _printed(program: str, html: str, folder: Path) -> bytes:
    page, target = folder / "report.html", folder / "report.pdf"
    page.write_text(html, encoding="utf-8")
    command = [program, *OPTIONS, f"--user-data-dir={folder / 'profile'}"]
    command += [f"--print-to-pdf={target}", page.as_uri()]
    if _is_root():
        command.insert(1, "--no-sandbox")  # Chromium refuses to run as root otherwise
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise OutputError(
            f"{program} did not print within {PATIENCE} s\n  write --html and print that page"
        ) from error
    if not target.exists():
        said = done.stderr.decode(errors="replace").strip()[-300:]
        raise OutputError(f"{program} did not print: {said}\n  write --html and print that page")
    return target.read_bytes()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
