"""Options and tables that the benchmarks of quality have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from common import Figure, Table, parser, report

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from quality.methods import Method, Run


def options_of(description: str, **flags: str) -> Namespace:
    """Read the options of a benchmark of quality, and flags of its own: names and what they do."""
    own = parser(description)
    own.add_argument("--vectors", type=Path, help="a folder to keep vectors in between runs")
    own.add_argument("--finetuned", type=Path, help="folder of a MiniLM fine-tuned on this field")
    for name, told in flags.items():
        own.add_argument(f"--{name}", action="store_true", help=told)
    return own.parse_args()


def report_methods(
    script: str,
    options: Namespace,
    columns: Sequence[str],
    rows: Sequence[tuple[Method, Sequence[float], Run]],
    *,
    bars: Mapping[str, Mapping[str, float]],
    notes: str = "",
) -> None:
    """Report one row per method, and a line for every bar: at least so much, by whom, in what."""
    values = {method.name: list(measured) for method, measured, _ in rows}
    times = {m.name: [run.index_seconds, run.query_seconds] for m, _, run in rows}
    figures = [
        Figure(f"{name}, {column}", value, "", f"≥ {bar:g}", value >= bar)
        for name, wanted in bars.items()
        if name in values
        for column, bar in wanted.items()
        for value in [values[name][columns.index(column)]]
    ]
    missing = [name for name in bars if name not in values]
    left_out = "".join(f" Left out, since no model was given: {name}." for name in missing)
    table = Table(
        ["method", *columns, "index, s", "queries, s"],
        [[name, *values[name], *times[name]] for name in values],
    )
    models = {method.name: method.digest for method, _, _ in rows if method.digest}
    report(script, options, figures, notes + left_out, tables=[table], models=models)
