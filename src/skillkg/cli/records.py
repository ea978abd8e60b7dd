"""``skillkg report``: a match again, from its record alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skillkg.cli.documents import FILE, RDF, TARGET, write_match
from skillkg.cli.terminal import console

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("record", type=FILE)
@click.option("--html", type=TARGET, help="Write the report as one HTML page.")
@RDF
def report(record: Path, html: Path | None, rdf: Path | None) -> None:
    """Show a match again from its record, without the store and the documents.

    RECORD is what `match --json` or `rank --reports` wrote. What is no such record, or has a fit
    that does not follow from its parts, is not shown, and why is said.

    \b
      skillkg match ad.pdf resume.docx --store my-store --json record.json
      skillkg report record.json --html report.html
    """
    from skillkg.explanation.record_reading import read_record
    from skillkg.explanation.report.terminal import print_match

    match = read_record(record)
    write_match(match, html, None, rdf)
    print_match(match, console())
