"""What it costs to do in another process what could do harm in this one.

*Plain* is what people do: a query for ten labels, and the documents of ``examples/`` that need a
parser, each again and again, in this process and in the kept one; the cost is the difference.
*The questions* are the named queries, with their example values: from Python they are answered in
this process, as ever, unless a time is given; apart they carry their answers over. The first of
each starts the other process.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from common import ROOT, Figure, Table, arguments, in_process, report, store

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPEATS = 30
COST = 10.0
"""Milliseconds that a plain query or document may cost more than in this process."""
PLAIN = "SELECT ?concept ?label { ?concept skos:prefLabel ?label } LIMIT 10"


class Cost(NamedTuple):
    """Milliseconds: of the first time apart, and medians here and apart."""

    first: float
    here: float
    apart: float

    @property
    def more(self) -> float:
        """What it costs to do it apart."""
        return self.apart - self.here


def milliseconds(work: Callable[[], Any]) -> float:
    """How long some work takes once."""
    begin = perf_counter()
    work()
    return (perf_counter() - begin) * 1e3


def cost(here: Callable[[], Any], apart: Callable[[], Any]) -> Cost:
    """Do the same here and apart, in turns."""
    first = milliseconds(apart)
    here()
    turns = [(milliseconds(here), milliseconds(apart)) for _ in range(REPEATS)]
    return Cost(first, *map(median, zip(*turns, strict=True)))


def queries(folder: Path) -> tuple[Cost, dict[str, Cost]]:
    """The plain query, and the named ones."""
    from skillkg.store.named_queries import named_queries

    kg = skillkg.open(folder)

    def asked(sparql: str) -> Cost:
        def here() -> None:
            kg.store.select(sparql, kg.graphs)

        return cost(here, lambda: kg.store.answer(sparql, kg.graphs, 600))

    plain = asked(PLAIN)
    return plain, {name: asked(query.sparql) for name, query in named_queries().items()}


def documents() -> dict[str, Cost]:
    """The examples that need a parser."""
    from skillkg.documents.formats.registry import PLAIN as NEED_NONE
    from skillkg.documents.formats.registry import parse
    from skillkg.documents.isolation.parsing import parse_apart

    folders = (ROOT / "examples" / name for name in ("ads", "resumes"))
    files = [file for folder in folders for file in sorted(folder.iterdir())]
    return {
        file.name: cost(
            lambda file=file: parse(file.read_bytes(), file),
            lambda file=file: parse_apart(file.read_bytes(), file),
        )
        for file in files
        if file.suffix not in NEED_NONE
    }


def main() -> None:
    """Measure, and write the results."""
    options = arguments(__doc__ or "")
    with store(options) as folder:
        plain, named = in_process(queries, folder).value
    read = in_process(documents).value
    first = next(iter(read.values())).first
    more = median(each.more for each in read.values())
    slowest = max(each.more for each in read.values())
    bar = f"< {COST:g}"
    figures = [
        Figure("a plain query, more than here", plain.more, "ms", bar, plain.more < COST),
        Figure("a plain document, more than here (median)", more, "ms", bar, more < COST),
        Figure("the same, of the document that costs most", slowest, "ms"),
        Figure("the first query, the process started", plain.first, "ms"),
        Figure("the first document, the process started", first, "ms"),
    ]
    columns = ("", "here, ms", "apart, ms", "more, ms")
    report(
        "isolation",
        options,
        figures,
        tables=[
            Table(columns, [_row("plain", plain), *map(_row, named, named.values())], "Queries"),
            Table(columns, [*map(_row, read, read.values())], "Documents"),
        ],
    )


def _row(name: str, each: Cost) -> tuple[str | float, ...]:
    return name, each.here, each.apart, each.more


if __name__ == "__main__":
    main()
