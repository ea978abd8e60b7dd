"""Every figure in the tables of README and docs stands in the result that its row links to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from common import RESULTS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = [ROOT / "README.md", ROOT / "docs" / "figures.md"]
LINK = re.compile(r"\[\w+\]\([^)]*/results/(\w+)\.md\)")
FIGURE = re.compile(r"(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)(?P<unit> ms| s| GB|)\b")
SCALES = {" ms": (1, 1e3), " s": (1, 1e-3), " GB": (1e-3,), "": (1,)}
"""What a value of a result may be multiplied by to give a figure: results are in s, ms, MB."""


class Row(NamedTuple):
    """A row of a table: what is measured, its figures, and the results that they come from."""

    what: str
    figures: str
    results: tuple[str, ...]


def rows(page: Path) -> Iterator[Row]:
    """Rows below the header of each table."""
    tables = re.findall(r"^\|[^\n]*\n\|[-:|]+\n((?:\|[^\n]*\n)+)", page.read_text("utf-8"), re.M)
    for line in "".join(tables).splitlines():
        what, *cells, source = line.strip("|").split("|")
        yield Row(what.strip(), " ".join(cells), tuple(LINK.findall(source)))


def numbers(value: Any) -> Iterator[float]:
    """All numbers of a result; those of a text (``0.385 ± 0.015``), too."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
    elif isinstance(value, str):
        yield from map(float, re.findall(r"\d+(?:\.\d+)?", value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def measured(name: str) -> list[float]:
    """All figures of a result."""
    result = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return list(numbers([result["figures"], result.get("tables", [])]))


def as_printed(value: float, like: str) -> str:
    """A value with as many decimals as a figure that is printed, in its style."""
    decimals = len(like.partition(".")[2])
    text = f"{value:,.{decimals}f}"
    return text.removeprefix("0") if like.startswith(".") else text


CASES = [(page, row) for page in PAGES for row in rows(page) if FIGURE.search(row.figures)]


def test_there_are_figures() -> None:
    assert {page for page, _ in CASES} == set(PAGES)


@pytest.mark.parametrize(
    ("page", "row"), CASES, ids=[f"{page.stem}: {row.what}" for page, row in CASES]
)
def test_a_figure_stands_in_a_result(page: Path, row: Row) -> None:
    assert row.results, f"{page.name}: the row links to no result: {row.what}"
    values = [value for name in row.results for value in measured(name)]
    for figure in FIGURE.finditer(row.figures):
        number = figure["number"]
        known = {as_printed(v * k, number) for v in values for k in SCALES[figure["unit"]]}
        assert number in known, f"{page.name}: {figure[0]} is not in {', '.join(row.results)}"
