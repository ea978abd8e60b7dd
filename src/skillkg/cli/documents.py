"""``skillkg link`` and ``match``: from job ads and resumes to explained figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillkg.atomic import write
from skillkg.cli.batch import link_many
from skillkg.cli.outputs import TARGET, output_options, write_match
from skillkg.cli.shared import (
    ExistingPath,
    model_option,
    open_graph,
    release_option,
    scoring_option,
    store_option,
    timestamp_option,
    view_options,
    without_option,
)
from skillkg.cli.terminal import console
from skillkg.file_kinds import real
from skillkg.model.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.cli.outputs import Outputs
    from skillkg.documents.document import Document
    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.linking.links import Links
    from skillkg.model.document import DocumentKind
    from skillkg.view.spec import ViewSpec

FILE = ExistingPath(path_type=Path, exists=True, dir_okay=False)
MANY = ExistingPath(path_type=Path, exists=True)
COLUMN = click.option(
    "--column", default="text", show_default=True, help="Column of Parquet that has the text."
)
ID = click.option("--id", "id_column", help="Column of Parquet that names the documents.")


@click.command()
@click.argument("files", metavar="FILE…", type=MANY, nargs=-1, required=True)
@view_options(store_option, release_option, model_option, without_option)
@click.option("--kind", type=click.Choice(["ad", "resume"]), help="What the files are.")
@click.option("--html", type=TARGET, help="Write the text of one file with its mentions marked.")
@click.option("--json", "json_", type=TARGET, help="Write the mentions of one file as JSON.")
@click.option(
    "--output",
    type=TARGET,
    help="Write the mentions of all files, a row each, as .parquet or .jsonl.",
)
@COLUMN
@ID
def link(
    files: tuple[Path, ...],
    spec: ViewSpec,
    kind: DocumentKind | None,
    html: Path | None,
    json_: Path | None,
    output: Path | None,
    column: str,
    id_column: str | None,
) -> None:
    """Show which concepts a job ad or a resume names, where, how sure, and what it says of them.

    What it denies, wants to learn, or says of the employer is marked as such; matching does not
    count it. What else it names or describes counts there as much as it is probable. Reads .txt,
    .md, .html, .pdf, .docx, JSON Resume, schema.org JobPosting, Europass XML and HR Open.

    With --output, FILE… may be many files, folders of them, and Parquet with a document a row. What
    cannot be read is named, the rest is linked all the same, and the exit status is 1.

    \b
      skillkg link resume.pdf --store my-store --kind resume --html linked.html
      skillkg link ads/ more-ads.parquet --store my-store --kind ad --output mentions.parquet
    """
    from skillkg.documents.many import TABLE, Many

    if output is not None:
        if html is not None or json_ is not None:
            raise click.UsageError("--output takes many files, --html and --json one: choose")
        if real(output) in map(real, files):
            raise click.UsageError(f"--output {output} is one of the files to read")
        kg = open_graph(spec)
        link_many(kg, Many(files, kind, column, id_column, output), output)
        return
    if many := [file for file in files if file.is_dir() or file.suffix.lower() == TABLE]:
        what = "directory" if many[0].is_dir() else "table"
        raise click.UsageError(f"{many[0]} is a {what}: say with --output where to write")
    if len(files) > 1:
        raise click.UsageError(f"{len(files)} files: say with --output where to write")
    _link_one(open_graph(spec), files[0], kind, html, json_)


def _link_one(
    kg: KnowledgeGraph,
    file: Path,
    kind: DocumentKind | None,
    html: Path | None,
    json_: Path | None,
) -> None:
    from skillkg.documents.page_images import draw_pages
    from skillkg.explanation.report.linked import linked_json, linked_page

    document = kg.read(file, kind)
    links = kg.link(document)
    every = (*links.mentions, *links.described)
    iris = {iri for mention in every for iri in (mention.concept, *mention.alternatives)}
    labels = {iri: kg.concepts.label(iri) for iri in sorted(iris)}
    if html is not None:
        drawn = draw_pages(file, document, [mention.span for mention in every])
        write(html, linked_page(document, links, labels, *drawn))
    if json_ is not None:
        write(json_, linked_json(document, links, labels))
    _print_links(document, links, labels)


def _print_links(document: Document, links: Links, labels: Mapping[str, str]) -> None:
    from rich.table import Column, Table

    from skillkg.explanation.mentions import alternatives, confidence, context
    from skillkg.explanation.report.linked import marked_text

    out = console()
    out.print(marked_text(document, links))
    for title, mentions in (("Named", links.mentions), ("Described, not named", links.described)):
        iri = Column("IRI", no_wrap=True)
        table = Table(
            "place", "quote", "concept", "sure", "section", "said of it", iri, title=title
        )
        for mention in mentions:
            span = mention.span
            others = alternatives(mention, labels)
            concept = labels[mention.concept] + (f"\nor {others}" if others else "")
            cells = (concept, confidence(mention), mention.section, context(mention))
            page = document.page_at(span.start)
            place = f"{span.start}–{span.end}" + (f" p. {page}" if page else "")
            table.add_row(place, span.quote, *cells, mention.concept)
        if mentions:
            out.print(table)
    for open_ in links.unresolved:
        out.print(f"not linked: “{open_.span.quote}” at {open_.span.start}: {open_.reason}")
    for note in links.notes:
        out.print(f"note: {note}")


@click.command()
@click.argument("ad", type=FILE)
@click.argument("resume", type=FILE)
@view_options(store_option, release_option, model_option, without_option, scoring_option)
@output_options
@click.option("--json", "json_", type=TARGET, help="Write the record as JSON.")
@timestamp_option
@click.option("--subject-ref", default="", help="Who is matched, for the record: opaque, no name.")
@click.option("--position-ref", default="", help="What for, likewise.")
@click.option(
    "--cut",
    type=click.FloatRange(0, 1),
    help="Fit at which it would be another decision, for what would change it; half of the fit, "
    "where left out.",
)
@click.option(
    "--stability",
    is_flag=True,
    help="Read the resume again, changed in what should not matter (order, wording, additions, "
    "name, pronouns, address), and tell how far the fit moves.",
)
def match(
    ad: Path,
    resume: Path,
    spec: ViewSpec,
    timestamp: str,
    subject_ref: str,
    position_ref: str,
    cut: float | None,
    stability: bool,
    json_: Path | None,
    outputs: Outputs,
) -> None:
    """Match a resume with a job ad and explain the fit.

    The fit lies between 0 and 1 and is exactly the sum of the contributions listed; coverage
    and gates are shown beside it and never enter it.

    \b
      skillkg match ad.pdf resume.docx --store my-store --html report.html
    """
    from skillkg.explanation.report.terminal import print_match

    outputs = outputs._replace(json=json_)
    decision = Decision(timestamp, subject_ref, position_ref)
    made = open_graph(spec).explain(ad, resume, cut=cut, stability=stability)
    explained = replace(made, decision=decision)
    write_match(explained, outputs)  # first: what is printed may go to a pipe that closes
    print_match(explained, console(), outputs.voice)
