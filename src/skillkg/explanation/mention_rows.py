"""What many documents were linked to, a row for each mention, as JSON lines or Parquet."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from glob import escape
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from skillkg.atomic import new_file, scratch_file, told
from skillkg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

    from skillkg.documents.document import Document
    from skillkg.graph.concept import Concept
    from skillkg.linking.links import Links
    from skillkg.model.mention import Mention

SUFFIXES: Final = (".parquet", ".jsonl")
"""Extensions of the files that rows are written to."""


def mention_rows(
    document: Document, links: Links, concept: Callable[[str], Concept]
) -> Iterator[dict[str, Any]]:
    """Describe each mention of a document in a row: what is named in text order, then described.

    ``found`` is ``named`` or ``described``; ``years`` is the first number of years that the
    document gives; ``boxes`` are where the quote stands on pages, in points from the upper left
    corner, and none where the format has no pages. What is unknown is null.

    Args:
        document: what was linked.
        links: what it was linked to.
        concept: gives the concept of an IRI.
    """
    for found, mentions in (("named", links.mentions), ("described", links.described)):
        for mention in mentions:
            yield {"document": document.name, "found": found, **_row(document, mention, concept)}


def _row(document: Document, mention: Mention, concept: Callable[[str], Concept]) -> dict[str, Any]:
    span, meant = mention.span, concept(mention.concept)
    return {
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "concept": mention.concept,
        "label": meant.label,
        "kind": meant.kind,
        "block": mention.block,
        "section": mention.section or None,
        "probability": mention.probability,
        "stance": mention.stance,
        "demand": mention.demand,
        "levels": [level.span.quote for level in mention.levels],
        "level_rank": max((level.rank or 0 for level in mention.levels), default=0) or None,
        "years": next((level.years for level in mention.levels if level.years is not None), None),
        "position": mention.position and mention.position.title.quote,
        "alternatives": list(mention.alternatives),
        "boxes": [asdict(box) for box in document.boxes(span.start, span.end)],
    }


def schema() -> pl.Schema:
    """Columns of the rows with their types."""
    import polars as pl

    text, place, number = pl.String(), pl.Int64(), pl.Float64()
    edges = dict.fromkeys(("left", "top", "right", "bottom"), number)
    return pl.Schema(
        {
            **dict.fromkeys(("document", "found"), text),
            **dict.fromkeys(("start", "end"), place),
            **dict.fromkeys(("quote", "concept", "label", "kind", "block", "section"), text),
            "probability": number,
            **dict.fromkeys(("stance", "demand"), text),
            "levels": pl.List(text),
            "level_rank": place,
            "years": number,
            "position": text,
            "alternatives": pl.List(text),
            "boxes": pl.List(pl.Struct({"page": place, **edges})),
        }
    )


@contextmanager
def row_writer(target: Path) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Write rows to a file; it is there when the block ends well, and untouched where it does not.

    Args:
        target: the file, ``.jsonl`` for a row a line, or ``.parquet``.

    Raises:
        OutputError: it cannot be written.
    """
    with scratch_file(target) as lines:

        def write(row: dict[str, Any]) -> None:
            line = json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
            with told(target):
                lines.write(line.encode(errors="replace"))

        yield write
        with told(target):
            lines.flush()
        with new_file(target) as stream:
            if target.suffix == ".parquet":
                _write_parquet(Path(lines.name), stream, target)
            else:
                with Path(lines.name).open("rb") as whole:
                    copyfileobj(whole, stream)


def _write_parquet(lines: Path, stream: BinaryIO, target: Path) -> None:
    import polars as pl

    try:
        # Row by row in turn: the rows of many documents need not fit into memory.
        pl.scan_ndjson(escape(str(lines)), schema=schema()).sink_parquet(stream)
    except pl.exceptions.PolarsError as error:
        message = f"{target}: {error}\n  It cannot be written: make room, or choose another place."
        raise OutputError(message) from error
