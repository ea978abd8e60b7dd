"""Pages of a PDF as images, small enough to be put into a report.

Files are not to be trusted: :func:`.parsing.draw_apart` draws in another process.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PIL.Image import Image
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

MEDIA_TYPE: Final = "image/webp"
MAX_PAGES: Final = 20
"""Most pages of a document that are drawn."""
MAX_BYTES: Final = 150_000
"""Largest image, in bytes."""
_PIXELS: Final = 1_400_000
"""Most pixels of an image: A4 at 120 to the inch."""
_SCALE: Final = 2.0
"""Most pixels to a point."""
_STEPS: Final = ((1.0, 70), (1.0, 40), (0.7, 40), (0.5, 30), (0.25, 20))
"""Shares of the size, with qualities of WebP, that are tried until an image is small enough."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page, drawn: its number from 1, its size in points (1/72 inch), and the WebP."""

    page: int
    width: float
    height: float
    data: bytes


def draw(data: bytes, path: Path, pages: Iterable[int]) -> list[PageImage]:
    """Draw pages of a PDF.

    Args:
        data: The file's content.
        path: What it is called in messages.
        pages: Numbers of the pages, from 1.

    Raises:
        DocumentError: it is broken, or it has no such page.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        return [_draw(document[number - 1], number) for number in pages]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise DocumentError(
            f"{path}: its pages cannot be drawn ({error})\n"
            "  open it in a viewer and print or save it as a new PDF"
        ) from error


def _draw(page: PdfPage, number: int) -> PageImage:
    width, height = page.get_size()
    scale = min(_SCALE, sqrt(_PIXELS / (width * height)))
    image = page.render(scale=scale).to_pil().convert("RGB")
    return PageImage(number, width, height, _packed(image))


def _packed(image: Image) -> bytes:
    """As good an image as fits; text is sharp in the first, photographs need a later one."""
    for share, quality in _STEPS:
        out = io.BytesIO()
        size = max(1, round(image.width * share)), max(1, round(image.height * share))
        image.resize(size).save(out, "WEBP", quality=quality)
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue()
