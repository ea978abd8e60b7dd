"""``skillkg check``: whether a store's ontology and graphs are as they should be."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillkg.cli.shared import open_graph
from skillkg.cli.terminal import console, progress_bars
from skillkg.view.spec import ViewSpec

if TYPE_CHECKING:
    from rich.console import Console

    from skillkg.checking.findings import Finding, Report, Result

EXAMPLES = 3
"""How many places of a kind of finding are printed; the report file has more."""
_COLOURS = {"violation": "bold red", "warning": "yellow", "info": "cyan"}


@click.command()
@click.argument("location", metavar="STORE", envvar="SKILLKG_STORE", required=False)
@click.option(
    "--report",
    "file",
    metavar="FILE.ttl",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a SHACL validation report here, as Turtle.",
)
def check(location: str | None, file: Path | None) -> None:
    """Check the ontology with a reasoner, and every graph of a store with SHACL shapes.

    Findings are told, never repaired. A warning is a defect of the source that changes what
    queries answer; information, one that does not. Neither changes the exit status: it is 1
    where the ontology is inconsistent, or where a graph breaks the shape that it is written in
    (a violation), and 0 otherwise. The reasoner needs Java; without it, all else is checked.

    \b
      skillkg check my-store --report findings.ttl
    """
    kg = open_graph(ViewSpec(location or ""))
    with progress_bars("items") as progress:
        report = kg.check(progress)
    _print(report, console())
    if file is not None:
        from skillkg.checking.output import write_report

        write_report(report, file)
    if report.failed:
        sys.exit(1)


def _print(report: Report, out: Console) -> None:
    from rich.text import Text

    out.print(Text.assemble(("Reasoner", "bold"), "  ", report.reasoning.status), soft_wrap=True)
    if report.reasoning.detail:
        out.print(f"  {report.reasoning.detail}", soft_wrap=True)
    for graph, findings in groupby(report.findings, key=lambda finding: finding.graph):
        out.print(f"\n{graph}", style="bold")
        for finding in findings:
            _print_finding(finding, out)
    clean = set(report.graphs) - {finding.graph for finding in report.findings}
    for graph in sorted(clean):
        out.print(Text.assemble("\n", (graph, "bold"), "  nothing found"))
    out.print(f"\n{_summary(report)}")


def _print_finding(finding: Finding, out: Console) -> None:
    from rich.text import Text

    colour = _COLOURS[finding.severity]
    severity, count = f"{finding.severity:9}", f"{finding.count:>7,} ×"
    head = Text.assemble("  ", (severity, colour), " ", (count, "bold"), " ", finding.name)
    out.print(head, soft_wrap=True)
    indent = " " * 21
    out.print(f"{indent}{finding.message}", soft_wrap=True)
    if finding.meaning:
        out.print(f"{indent}{finding.meaning}", style="dim", soft_wrap=True)
    for result in finding.results[:EXAMPLES]:
        out.print(Text.assemble(indent, ("e.g.", "dim"), " ", _place(result)), soft_wrap=True)


def _place(result: Result) -> str:
    from skillkg.store.results import to_python

    value = "" if result.value in (None, result.focus) else f": {to_python(result.value)!r}"
    return f"{result.label or '(no label)'} {result.focus}{value}"


def _summary(report: Report) -> str:
    counts = dict.fromkeys(_COLOURS, 0)
    for finding in report.findings:
        counts[finding.severity] += finding.count
    told = f"{counts['violation']:,} violations, {counts['warning']:,} warnings, "
    told += f"{counts['info']:,} infos in {len(report.graphs)} graphs"
    verdict = "The check failed" if report.failed else "The check passed"
    return f"{verdict}: {told}, {report.constraints} constraints. Nothing was repaired."
