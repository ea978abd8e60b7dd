"""``skillkg relate`` and ``skillkg related``: learn which concepts are related, and ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from skillkg.cli.shared import (
    console,
    open_graph,
    release_option,
    stage_meter,
    store_argument,
    store_option,
    without_option,
)
from skillkg.model.features import NAMES

if TYPE_CHECKING:
    from rich.console import Console

    from skillkg.model.graph import ConceptKind
    from skillkg.relatedness.edge_graph import Relatedness
    from skillkg.store.build import Built

KINDS = ("skill", "occupation", "technology", "element")


@click.command()
@store_argument
@click.option(
    "--model",
    metavar="MODEL",
    help="The encoder: a folder of sentence-transformers, or minilm; the default where left out.",
)
@click.option(
    "--vacancies",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Parquet with title and skill_name (a list of preferred labels), for co-occurrence.",
)
def relate(location: str, model: str | None, vacancies: Path | None) -> None:
    """Learn which concepts of a store are related, as a graph of its own.

    Skills with skills, technologies and O*NET's elements, and occupations with occupations: by
    the words of both, by who asks for them, and by their place in the graph, weighed on pairs
    that ESCO and O*NET call related. Each strength is a probability, checked on pairs that were
    held out. Nothing changes unless all of it succeeds; --without relatedness switches it off.

    \b
      skillkg relate my-store
    """
    from skillkg.learning import relate as learn

    with stage_meter() as progress:
        built, found = learn(location, model=model, vacancies=vacancies, progress=progress)
    _print(built, found, console())
    _ = open_graph(location).graph  # the first reader need not wait for it


def _print(built: Built, found: Relatedness, out: Console) -> None:
    from rich.table import Table

    out.print(f"[bold]{built.title}[/]  {built.statements:,} statements")
    out.print(f"  {built.graph}\n  {built.digest}", soft_wrap=True)
    table = Table("pairs of", "edges", "calibrated on", "error", "AUC-PR random", "AUC-PR siblings")
    for pairing, edges in found.found.items():
        held = found.calibrations[pairing]
        basis = f"{held.pairs:,} pairs of {pairing.labelled}s"
        features = (held.error, held.against_random["combined"], held.against_siblings["combined"])
        table.add_row(
            f"{pairing.one} – {pairing.other}",
            f"{len(edges):,}",
            f"{basis}, shipped" if held.shipped else basis,
            *(f"{figure:.3f}" for figure in features),
        )
    out.print(table)


@click.command()
@click.argument("concept")
@store_option
@release_option
@without_option
@click.option("--kind", type=click.Choice(KINDS), help="Only concepts of this kind.")
@click.option("--min-strength", type=click.FloatRange(0, 1), default=0, help="Least probability.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def related(
    concept: str,
    location: str,
    releases: tuple[str, ...],
    without: tuple[str, ...],
    kind: str | None,
    min_strength: float,
    limit: int,
    as_json: bool,
) -> None:
    """Show what was learned to be related to a concept, given by IRI, code or label, and why.

    Strength is a calibrated probability; it rests on text, words, co-occurrence and structure.

    \b
      skillkg related SQL --store my-store --kind technology --min-strength 0.8
    """
    import json

    from rich.markup import escape
    from rich.table import Table

    kg = open_graph(location, releases, without=without)
    found = kg.related(
        concept, kind=cast("ConceptKind | None", kind), min_strength=min_strength, limit=limit
    )
    columns = ("strength", "rank", *NAMES, "kind", "concept", "IRI")
    rows = [
        (r.strength, r.rank, *r.features.values(), r.concept.kind, r.concept.label, r.concept.iri)
        for r in found
    ]
    if as_json:
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    out = console()
    out.print(table)
    graphs = dict.fromkeys(r.step.graph for r in found)
    out.print(f"from {', '.join(graphs)}" if found else "Nothing was learned to be related to it.")
