"""Images of the pages of a linked document, with frames around its mentions."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from skillkg.documents.formats.pdf.images import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillkg.documents.document import Box, Document
    from skillkg.documents.formats.pdf.images import PageImage
    from skillkg.linking.links import Links
    from skillkg.model.mention import Mention


MentionList = Literal["named", "described"]
"""The list of a document's links that a mention is from."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle around a line of a mention; one that wraps has a frame for each line."""

    source: MentionList
    number: int
    """Of the mention in its list, from 1."""
    is_first: bool
    """Whether the mention begins here."""
    mention: Mention
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its frames; ``image`` is its image as a ``data:`` URL."""

    number: int
    width: float
    height: float
    image: str
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


def framed_pages(document: Document, links: Links, images: Iterable[PageImage]) -> list[Page]:
    """Put frames on the images of a document's pages, on top those of what is named."""
    frames = [
        *_frames("described", document, links.described),
        *_frames("named", document, links.mentions),
    ]
    return [_page(image, frames) for image in images]


def _frames(
    source: MentionList, document: Document, mentions: Iterable[Mention]
) -> Iterator[Frame]:
    for number, mention in enumerate(mentions, 1):
        for line, box in enumerate(document.boxes(mention.span.start, mention.span.end)):
            yield Frame(source, number, line == 0, mention, box)


def _page(image: PageImage, frames: Iterable[Frame]) -> Page:
    url = f"data:{MEDIA_TYPE};base64,{b64encode(image.data).decode()}"
    here = [frame for frame in frames if frame.box.page == image.page]
    return Page(image.page, image.width, image.height, url, here)
