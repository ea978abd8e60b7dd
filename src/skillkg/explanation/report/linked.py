"""A linked document: its text with the mentions marked, on a terminal, as a page, as a record."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from skillkg.code import tool
from skillkg.explanation.codec import dump, plain
from skillkg.explanation.mentions import STANCES, alternatives, confidence, context
from skillkg.explanation.record import SCHEMA_VERSION
from skillkg.explanation.report.environment import environment
from skillkg.explanation.report.page_frames import framed_pages
from skillkg.explanation.report.wording import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.text import Text

    from skillkg.documents.document import Document
    from skillkg.documents.formats.pdf.images import PageImage
    from skillkg.linking.links import Links
    from skillkg.model.mention import Mention, Stance

STYLES: Final[dict[Stance, str]] = {
    "stated": "bold green",
    "negated": "strike red",
    "wished": "italic yellow",
    "company": "underline magenta",
}
"""How a terminal shows the stances."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that one mention covers, or a cue does, or neither."""

    text: str
    mention: Mention | None
    is_cue: bool


def pieces(document: Document, links: Links) -> list[Piece]:
    """Cut a text at the ends of mentions and cues; joined, the pieces are the text.

    A skill inside a job title takes precedence over the occupation.
    """
    cues = {span for mention in links.mentions for span in _cues(mention)}
    spans = {(m.span.start, m.span.end) for m in links.mentions} | cues
    cuts = sorted({0, len(document.text)}.union(*spans))

    def starts(start: int, end: int) -> list[int]:
        """Where the pieces of a span start."""
        return cuts[bisect_left(cuts, start) : bisect_left(cuts, end)]

    cue_starts = {start for span in cues for start in starts(*span)}
    skills_last = sorted(links.mentions, key=lambda m: m.block == "skills")
    mentions = {start: m for m in skills_last for start in starts(m.span.start, m.span.end)}
    return [
        Piece(document.text[start:end], mentions.get(start), start in cue_starts)
        for start, end in pairwise(cuts)
    ]


def _cues(mention: Mention) -> Iterator[tuple[int, int]]:
    levels = (level.span for level in mention.levels)
    for span in filter(None, (mention.stance_cue, mention.demand_cue, *levels)):
        yield span.start, span.end


def marked_text(document: Document, links: Links) -> Text:
    """The text for a terminal, its mentions in the style of their stance, and a legend."""
    from rich.text import Text

    text = Text()
    for piece in pieces(document, links):
        style = STYLES[piece.mention.stance] if piece.mention else "dim" if piece.is_cue else ""
        text.append(printable(piece.text), style)
    text.append("\n\n")
    for stance, meaning in STANCES.items():
        if any(mention.stance == stance for mention in links.mentions):
            text.append(stance, STYLES[stance]).append(meaning.removeprefix(stance) + "\n")
    return text


def linked_page(
    document: Document,
    links: Links,
    labels: Mapping[str, str],
    images: Sequence[PageImage] = (),
    notes: Sequence[str] = (),
) -> str:
    """Write a linked document as a self-contained HTML page.

    Args:
        document: what was linked.
        links: what it was linked to.
        labels: of the concepts that are named or described, and of alternatives, by IRI.
        images: of its pages, to show the places on.
        notes: listed after those of the document and of the links.
    """
    used = {mention.stance for mention in links.mentions}
    return (
        environment()
        .get_template("linked.html.j2")
        .render(
            tool=" ".join(tool()[:2]),
            document=document,
            links=links,
            labels=labels,
            pieces=pieces(document, links),
            pages=framed_pages(document, links, images),
            notes=(*document.notes, *links.notes, *notes),
            stances={stance: text for stance, text in STANCES.items() if stance in used},
            alternatives=alternatives,
            confidence=confidence,
            context=context,
        )
    )


def linked_json(document: Document, links: Links, labels: Mapping[str, str]) -> str:
    """Write what a document was linked to as JSON; arguments as for :func:`linked_page`.

    ``boxes`` of a mention say where its quote stands: page, from 1, and the edges of a rectangle
    for each line, in points (1/72 inch) from the page's upper left corner. There are none where
    the format has no pages.
    """

    def with_boxes(mention: Mention) -> dict[str, Any]:
        boxes = document.boxes(mention.span.start, mention.span.end)
        return {**plain(mention), "boxes": plain(boxes)}

    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": plain(tool()),
        "document": {"name": document.name, "digest": document.digest, "kind": document.kind},
        "classifiers": plain(links.classifiers),
        "mentions": [with_boxes(mention) for mention in links.mentions],
        "described": [with_boxes(mention) for mention in links.described],
        "unresolved": [asdict(unresolved) for unresolved in links.unresolved],
        "labels": dict(sorted(labels.items())),
        "notes": [*document.notes, *links.notes],
    }
    return dump(record)
