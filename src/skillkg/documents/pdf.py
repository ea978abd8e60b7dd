"""PDF files that have a text layer."""

from __future__ import annotations

import io
import logging
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from skillkg.documents.reading import MAX_CHARACTERS, Reading, clean
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import PdfReader

# What pypdf lets through, besides its own errors, from files whose objects are not what they
# should be: it reads them lazily and unchecked.
_BROKEN: Final = (
    ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError,
    TypeError, ValueError, zlib.error,
)  # fmt: skip


def read_pdf(data: bytes, path: Path) -> Reading:
    """Read the text layer, page by page.

    Raises:
        DocumentError: the file is broken, protected by a password, or has no text layer.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        with _warnings() as warnings:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise _protected(path)
            reading = _reading(reader, path)
    except DependencyError:
        raise _protected(path) from None
    except (PyPdfError, *_BROKEN) as error:
        raise DocumentError(
            f"{path}: a broken PDF ({type(error).__name__}: {error})\n"
            "  open it in a viewer and print or save it as a new PDF"
        ) from error

    if warnings:
        reading.notes.append(f"the PDF is irregular ({len(warnings)} places): {warnings[0]}")
    return reading


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What pypdf says to its log, which nobody reads, while the context lasts."""
    warnings: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pypdf")
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield warnings
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagated


def _protected(path: Path) -> DocumentError:
    return DocumentError(
        f"{path}: the PDF is encrypted, and needs a password\n"
        "  open it with the password and save a copy without one (qpdf --decrypt IN OUT)"
    )


def _reading(reader: PdfReader, path: Path) -> Reading:
    pages: list[str] = []
    for page in reader.pages:
        pages.append(clean(page.extract_text()))
        if sum(map(len, pages)) > MAX_CHARACTERS:
            break
    if not any(pages):
        raise DocumentError(
            f"{path}: {len(pages)} page(s) and no text layer: a scan, or nothing but pictures\n"
            "  run OCR on it first, for example: ocrmypdf IN OUT"
        )
    reading = Reading("application/pdf", clean("\n\n".join(pages)))
    if empty := [str(number) for number, text in enumerate(pages, 1) if not text]:
        reading.notes.append(f"pages without text were not read: {', '.join(empty)}")
    return reading
