"""Pages of a linked document as pictures, with frames around what was found on them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg.documents.formats.pdf.images import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillkg.documents.document import Box, Document
    from skillkg.documents.formats.pdf.images import PageImage
    from skillkg.linking.links import Links
    from skillkg.model.mention import Mention


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle around a line of a mention."""

    found: str
    """``named`` or ``described``."""
    number: int
    """Of the mention in its list, from 1."""
    is_first: bool
    """Whether the mention begins here; one that wraps has a frame for each line."""
    mention: Mention
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its frames; ``source`` is the picture as an address of its own."""

    number: int
    width: float
    height: float
    source: str
    frames: list[Frame]

    def style(self, box: Box) -> str:
        """CSS that puts a frame around a box, whatever the size that the page is shown in."""
        edges = {
            "left": box.left / self.width,
            "top": box.top / self.height,
            "width": (box.right - box.left) / self.width,
            "height": (box.bottom - box.top) / self.height,
        }
        return ";".join(f"{name}:{share:.2%}" for name, share in edges.items())


def framed(document: Document, links: Links, pictures: Iterable[PageImage]) -> list[Page]:
    """Put frames on the pictures of a document's pages, on top those of what is named."""
    frames = [
        *_frames("described", document, links.described),
        *_frames("named", document, links.mentions),
    ]
    return [_page(picture, frames) for picture in pictures]


def _frames(found: str, document: Document, mentions: Iterable[Mention]) -> Iterator[Frame]:
    for number, mention in enumerate(mentions, 1):
        for line, box in enumerate(document.boxes(mention.span.start, mention.span.end)):
            yield Frame(found, number, line == 0, mention, box)


def _page(picture: PageImage, frames: Iterable[Frame]) -> Page:
    source = f"data:{MEDIA_TYPE};base64,{b64encode(picture.data).decode()}"
    here = [frame for frame in frames if frame.box.page == picture.page]
    return Page(picture.page, picture.width, picture.height, source, here)
