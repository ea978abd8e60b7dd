"""``skillkg relate`` and ``skillkg related``: learn which concepts are related, and ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from skillkg.cli.shared import (
    ExistingPath,
    open_graph,
    release_option,
    store_argument,
    store_option,
    view_options,
    without_option,
)
from skillkg.cli.terminal import console, progress_bars, say
from skillkg.view.spec import ViewSpec

if TYPE_CHECKING:
    from rich.console import Console

    from skillkg.graph.related import Related
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
    type=ExistingPath(path_type=Path, exists=True, dir_okay=False),
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

    with progress_bars() as progress:
        built, learned = learn(location, model=model, vacancies=vacancies, progress=progress)
    _print(built, learned, console())
    _ = open_graph(ViewSpec(location)).graph  # the first reader need not wait for it


def _print(built: Built, learned: Relatedness, out: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    out.print(Text.assemble((built.title, "bold"), f"  {built.statements:,} statements"))
    out.print(f"  {built.graph}\n  {built.digest}", soft_wrap=True)
    table = Table("pairs of", "edges", "calibrated on", "error", "AUC-PR random", "AUC-PR siblings")
    for pairing, edges in learned.edges.items():
        calibration = learned.calibrations[pairing]
        basis = f"{calibration.pairs:,} pairs of {pairing.labelled}s"
        table.add_row(
            f"{pairing.one} – {pairing.other}",
            f"{len(edges):,}",
            f"{basis}, shipped" if calibration.shipped else basis,
            f"{calibration.error:.3f}",
            f"{calibration.against_random['combined']:.3f}",
            f"{calibration.against_siblings['combined']:.3f}",
        )
    out.print(table)


@click.command()
@click.argument("concept")
@view_options(store_option, release_option, without_option)
@click.option("--kind", type=click.Choice(KINDS), help="Only concepts of this kind.")
@click.option("--min-strength", type=click.FloatRange(0, 1), default=0, help="Least probability.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def related(
    concept: str,
    spec: ViewSpec,
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

    from rich.table import Table

    from skillkg.model.features import NAMES
    from skillkg.text.printable import visible_json

    kg = open_graph(spec)
    others = kg.related(
        concept, kind=cast("ConceptKind | None", kind), min_strength=min_strength, limit=limit
    )
    rows = [_row(other) for other in others]
    if as_json:
        say(visible_json(json.dumps(rows, ensure_ascii=False, indent=2)))
        return
    table = Table("strength", "rank", *NAMES, "kind", "concept", "IRI")
    for row in rows:
        table.add_row(*map(str, row.values()))
    out = console()
    out.print(table)
    graphs = dict.fromkeys(other.step.graph for other in others)
    out.print(f"from {', '.join(graphs)}" if others else "Nothing was learned to be related to it.")


def _row(other: Related) -> dict[str, str | float]:
    concept = other.concept
    return {
        "strength": other.strength,
        "rank": other.rank,
        **other.features,
        "kind": concept.kind,
        "concept": concept.label,
        "IRI": concept.iri,
    }
