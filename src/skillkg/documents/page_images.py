"""The pages of a document that some places stand on, drawn from its file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from skillkg.documents.formats.pdf.images import MAX_PAGES
from skillkg.documents.isolation.parsing import draw_apart
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from skillkg.documents.document import Document
    from skillkg.documents.formats.pdf.images import PageImage
    from skillkg.model.document import Span


def draw_pages(
    path: Path, document: Document, spans: Iterable[Span]
) -> tuple[Sequence[PageImage], Sequence[str]]:
    """Draw the pages that places stand on, the first twenty of them.

    Args:
        path: The file that the document was read from.
        document: The document; nothing is drawn where its format has no pages.
        spans: Places in its text.

    Returns:
        The images, in the order of pages, and what was not drawn and why.
    """
    boxes = (box for span in spans for box in document.boxes(span.start, span.end))
    pages = sorted({box.page for box in boxes})
    if not pages:
        return [], []
    notes = [f"page {page} is not shown, as {MAX_PAGES} others are" for page in pages[MAX_PAGES:]]
    try:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != document.digest:
            raise DocumentError(f"{path}: it changed after it was read")
        return draw_apart(data, path, pages[:MAX_PAGES]), notes
    except (DocumentError, OSError) as error:
        return [], [f"no page is shown: {error}"]
