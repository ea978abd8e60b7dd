"""``skillkg export``: the named graphs of a store as RDF, for other tools."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from skillkg.cli.shared import open_graph, release_option, view_options, without_option
from skillkg.cli.terminal import VisibleStream, progress_bars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.view.spec import ViewSpec


@click.command()
@click.argument("location", metavar="STORE", envvar="SKILLKG_STORE", required=False)
@view_options(release_option, without_option)
@click.option(
    "--graph",
    "names",
    multiple=True,
    metavar="GRAPH",
    help="Only this graph, in view or not: by its IRI, as SOURCE/VERSION, or ontology or catalog; "
    "repeatable. Without it: all that are in view.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["nq", "trig", "ttl", "jsonld"]),
    default="nq",
    show_default=True,
    help="N-Quads, TriG, Turtle or JSON-LD. Turtle has no graphs: it gets what all say together.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here instead of stdout.",
)
def export(spec: ViewSpec, names: tuple[str, ...], format_: str, output: Path | None) -> None:
    """Write the named graphs of a store as RDF, to load into another engine.

    The ontology and the catalog are among them; the catalog tells of what is in view only, unless
    it is asked for by --graph. Any size is written in little memory.

    \b
      skillkg export my-store --output all.nq
      skillkg export my-store --graph esco/1.1.1 --format ttl --output esco.ttl
    """
    from skillkg.atomic import new_file
    from skillkg.store.dump import dump

    if names and (spec.releases or spec.without):
        raise click.UsageError("give --graph, or --release and --without: both say what to write")
    kg = open_graph(spec)
    if kinds := {kind.name for kind in kg.view.releases.edge_kinds} & spec.without:
        raise click.UsageError(
            f"--without {', '.join(sorted(kinds))}: graphs are written whole; leave out sources, "
            "not kinds of edges"
        )
    graphs = _known(kg, names) if names else kg.graphs
    held = {snapshot.graph for snapshot in kg.store.snapshots()}
    untold = () if names else held - set(graphs)
    if output is None and sys.stdout.isatty():
        dump(kg.store, graphs, cast("BinaryIO", VisibleStream()), format_, untold=untold)
        return
    with (
        progress_bars("items", remaining=True) as progress,
        nullcontext(sys.stdout.buffer) if output is None else new_file(output) as stream,
    ):
        dump(kg.store, graphs, stream, format_, progress, untold=untold)


def _known(kg: KnowledgeGraph, names: Sequence[str]) -> list[str]:
    """IRIs of graphs, each once, in the order in which they are named."""
    from skillkg import vocabulary as voc

    held = [*(s.graph for s in kg.store.snapshots()), voc.ONTOLOGY, voc.CATALOG]
    graphs = {name if name in held else voc.GRAPHS + name: name for name in names}
    if unknown := [name for graph, name in graphs.items() if graph not in held]:
        listed = ", ".join(graph.removeprefix(voc.GRAPHS) for graph in held)
        raise click.UsageError(
            f"{kg.store.location} has no graph {', '.join(unknown)}; it has: {listed}"
        )
    return list(graphs)
