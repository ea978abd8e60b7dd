"""``skillkg link`` of many documents: a row for each mention, and a word on each that failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import click

from skillkg.cli.terminal import console, progress_bars, say
from skillkg.progress import counter

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.documents.document import Document
    from skillkg.documents.many import Many
    from skillkg.errors import DocumentError
    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.linking.links import Links

MOST_NOTES: Final = 10
"""Notes that the summary repeats, those of most documents first."""


def link_many(kg: KnowledgeGraph, many: Many, output: Path) -> None:
    """Link documents and write a row for each mention; what cannot be read is told at once.

    The output is there when all is done, and not before.

    Raises:
        click.UsageError: the output has another extension than those of rows.
        click.ClickException: no document could be read, and nothing was written.
        SystemExit: some could not be read; the status is 1.
    """
    from skillkg.explanation.mention_rows import SUFFIXES, mention_rows, row_writer

    if output.suffix not in SUFFIXES:
        raise click.UsageError(f"--output must end in {' or '.join(SUFFIXES)}: {output}")
    tally = Tally()
    with row_writer(output) as write:
        with progress_bars("items", remaining=True) as progress:
            advance = counter(progress, "documents", many.count())

            def tell(error: DocumentError) -> None:
                tally.unread += 1
                say(f"not read: {error}", err=True)
                advance(1)

            for document, links in kg.link_many(many.read(tell)):
                for row in mention_rows(document, links, kg.concepts.get):
                    write(row)
                tally.add(document, links)
                advance(1)
        if not tally.documents:
            raise click.ClickException("no document could be read; nothing was written")
    _summarise(tally, output)
    if tally.unread:
        raise SystemExit(1)


@dataclass
class Tally:
    """What a summary tells."""

    documents: int = 0
    unread: int = 0
    without: int = 0
    """Documents that name nothing."""
    named: int = 0
    described: int = 0
    unresolved: int = 0
    notes: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document, links: Links) -> None:
        """Count a document that was linked."""
        self.documents += 1
        self.without += not links.mentions
        self.named += len(links.mentions)
        self.described += len(links.described)
        self.unresolved += len(links.unresolved)
        self.notes.update(dict.fromkeys((*document.notes, *links.notes), 1))


def _summarise(tally: Tally, output: Path) -> None:
    out = console()
    out.print(str(output), soft_wrap=True)
    for what, count in (
        ("documents linked", tally.documents),
        ("documents not read", tally.unread),
        ("documents that name nothing that the graph knows", tally.without),
        ("mentions", tally.named),
        ("skills that are described without being named", tally.described),
        ("places that could not be linked to one concept", tally.unresolved),
    ):
        if count:
            out.print(f"{what}: {count:,}")
    most = tally.notes.most_common(MOST_NOTES)
    for note, count in most:
        out.print(f"note of {count:,}: {note}", soft_wrap=True)
    if rest := len(tally.notes) - len(most):
        out.print(f"other notes: {rest:,}; skillkg link FILE shows those of a document")
