"""``skillkg next``: the occupations that somebody is likely to have next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skillkg.cli.documents import FILE
from skillkg.cli.outputs import TARGET
from skillkg.cli.shared import (
    model_option,
    open_graph,
    release_option,
    store_option,
    view_options,
    without_option,
)
from skillkg.cli.terminal import console

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.view.spec import ViewSpec


@click.command("next")
@click.argument("resume", type=FILE, required=False)
@view_options(store_option, release_option, model_option, without_option)
@click.option(
    "--title",
    "titles",
    multiple=True,
    help="A job title instead of a resume; repeat for earlier ones, the latest first.",
)
@click.option("-k", type=click.IntRange(1), default=10, show_default=True, help="How many.")
@click.option(
    "--json", "json_", type=TARGET, help="Write them as JSON, with every statement and quote."
)
def next_(
    resume: Path | None, spec: ViewSpec, titles: tuple[str, ...], k: int, json_: Path | None
) -> None:
    """Show which occupations somebody is likely to have next, why, and which skills that takes.

    The scores of all occupations sum to 1. Each is the sum of what the occupations add that the
    resume attests: for staying, and for a move over statements of the graph.

    \b
      skillkg next resume.pdf --store my-store
      skillkg next --title "data analyst" --title "sales assistant" --store my-store -k 5
    """
    from skillkg.atomic import write
    from skillkg.explanation.report.careers import careers_json, print_careers

    if (resume is None) == (not titles):
        raise click.UsageError("give a RESUME, or job titles with --title")
    careers = open_graph(spec).next_occupations(resume if resume else list(titles), k=k)
    if json_ is not None:
        write(json_, careers_json(careers))
    print_careers(careers, console())
