"""What ``skillkg match`` and ``report`` write of a match: for whom, and in which forms."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from skillkg.atomic import write
from skillkg.explanation.report.catalogue import VOICES

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillkg.explanation.report.catalogue import Voice
    from skillkg.model.match import Match

TARGET = click.Path(path_type=Path, dir_okay=False)

_OPTIONS = (
    click.option(
        "--for",
        "voice",
        type=click.Choice(VOICES),
        default="recruiter",
        show_default=True,
        help="Whom the report is for. The record is the same, the words differ; for an auditor the "
        "annex is printed, too.",
    ),
    click.option("--html", type=TARGET, help="Write a report to read and print."),
    click.option("--pdf", type=TARGET, help="Write the report as tagged PDF; needs Chromium."),
    click.option("--markdown", type=TARGET, help="Write the report as Markdown."),
    click.option("--rdf", type=TARGET, help="Write the match as RDF (N-Quads)."),
)


class Outputs(NamedTuple):
    """Files to write, and whom reports are for."""

    voice: Voice = "recruiter"
    html: Path | None = None
    pdf: Path | None = None
    markdown: Path | None = None
    json: Path | None = None
    rdf: Path | None = None


def output_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Let a verb take as ``outputs`` what options say of the files to write."""

    @wraps(verb)
    def with_outputs(
        *args: Any,
        voice: Voice,
        html: Path | None,
        pdf: Path | None,
        markdown: Path | None,
        rdf: Path | None,
        **others: Any,
    ) -> Any:
        outputs = Outputs(voice, html, pdf, markdown, rdf=rdf)
        return verb(*args, outputs=outputs, **others)

    decorated: Callable[..., Any] = with_outputs
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def write_match(explained: Match, outputs: Outputs) -> None:
    """Write the reports and the record of a match, and the match as RDF, where they are wanted."""
    if outputs.html is not None or outputs.pdf is not None:
        _write_pages(explained, outputs)
    if outputs.markdown is not None:
        from skillkg.explanation.report.markdown import markdown_match

        write(outputs.markdown, markdown_match(explained, outputs.voice))
    if outputs.json is not None:
        from skillkg.explanation.record import to_json

        write(outputs.json, to_json(explained))
    if outputs.rdf is not None:
        from skillkg.explanation.rdf import to_nquads

        write(outputs.rdf, to_nquads(explained))


def _write_pages(explained: Match, outputs: Outputs) -> None:
    from skillkg.explanation.report.html import render_match

    page = render_match(explained, outputs.voice)
    if outputs.html is not None:
        write(outputs.html, page)
    if outputs.pdf is not None:
        from skillkg.explanation.report.pdf import print_pdf

        write(outputs.pdf, print_pdf(page))
