"""``skillkg info`` and ``paths``: what a store holds, and how its concepts are joined."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from skillkg.cli.shared import (
    open_graph,
    release_option,
    store_option,
    view_options,
    without_option,
)
from skillkg.cli.terminal import console, say

if TYPE_CHECKING:
    from skillkg.view.spec import ViewSpec


@click.command()
@click.argument("location", metavar="STORE", envvar="SKILLKG_STORE", required=False)
@view_options(without_option)
def info(spec: ViewSpec) -> None:
    """Show what a store holds: releases, counts, digests, licences, and whom to credit.

    \b
      skillkg info my-store
    """
    from rich.text import Text

    kg, out = open_graph(spec), console()
    seen = {snapshot.graph for snapshot in kg.snapshots}
    for snapshot in kg.store.snapshots():
        view = "" if snapshot.graph in seen else "  (not in the default view)"
        out.print(Text.assemble((f"{snapshot.source} {snapshot.version}", "bold"), (view, "dim")))
        out.print(f"  graph        {snapshot.graph}", soft_wrap=True)
        out.print(f"  statements   {snapshot.statements:,}")
        out.print(f"  digest       {snapshot.digest}", soft_wrap=True)
        out.print(f"  licence      {snapshot.licence or 'not stated'}", soft_wrap=True)
        out.print(f"  attribution  {snapshot.attribution or 'none asked for'}", soft_wrap=True)


@click.command()
@click.argument("source")
@click.argument("target")
@view_options(store_option, release_option, without_option)
@click.option(
    "-k", type=click.IntRange(1, 1000), default=3, show_default=True, help="How many paths."
)
@click.option("--max-hops", type=click.IntRange(1, 20), default=4, show_default=True)
@click.option("--kind", "kinds", multiple=True, help="Walk only this kind of edge; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def paths(
    source: str,
    target: str,
    spec: ViewSpec,
    k: int,
    max_hops: int,
    kinds: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show the strongest paths between two concepts, given by IRI, code or label.

    A path's strength is the product of its steps'; every step is a statement of the graph.

    \b
      skillkg paths "web developer" SQL --store my-store -k 5 --kind essential --kind broader
    """
    from rich.text import Text

    kg = open_graph(spec)
    ends = kg.concept(source), kg.concept(target)
    strongest = kg.paths(*ends, k=k, max_hops=max_hops, kinds=kinds or None)
    if as_json:
        from dataclasses import asdict

        say(json.dumps([asdict(p) | {"strength": p.strength} for p in strongest], indent=2))
        return
    out, label = console(), kg.concepts.label
    for path in strongest:
        first = label(path.concepts[0])
        out.print(Text.assemble((f"{path.strength:.4f}", "bold"), "  ", first))
        for step in path.steps:
            arrow = f"— {step.kind} →" if step.forward else f"← {step.kind} —"
            told = f"        {arrow} {label(step.target)}  "
            out.print(Text.assemble(told, (step.graph, "dim")))
    if ends[0] == ends[1]:
        out.print(f"Both are {ends[0]}: no path is needed.")
    elif not strongest:
        both = " and ".join(map(str, ends))
        out.print(f"No path of at most {max_hops} hops joins {both}.")
