"""What the benchmarks share: the data, measured child processes, and the form of results."""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import subprocess
import sys
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import skillkg

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
SAMPLE = ROOT / "examples" / "sample"
MEASURED = ("src", "ontology", "queries")
"""What results are about: after a change to these they are older than the code they measure."""
LIBRARIES = ("pyoxigraph", "rdflib", "networkx", "numpy")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Measured(Generic[Value]):
    """What a function gave in a process of its own, and what that took."""

    value: Value
    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the results; ``met`` is None where there is no bar."""

    what: str
    value: float
    unit: str
    bar: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side: the first column names the row, the others are numbers or words."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | float]]
    title: str = ""


def arguments(description: str) -> Namespace:
    """Read the options that all benchmarks have."""
    return parser(description).parse_args()


def parser(description: str) -> ArgumentParser:
    """Make a parser of the options that all benchmarks have."""
    parser = ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--store", type=Path, help="a store built from --data, to save building it")
    parser.add_argument(
        "--sample", action="store_true", help="a smoke run on the bundled sample; writes no results"
    )
    return parser


def sources(options: Namespace) -> dict[str, Any]:
    """Give what to build from: the four full releases, or the bundled sample."""
    if options.sample:
        return {
            "esco": [f"1.1.1-sample={file}" for file in SAMPLE.glob("esco-*.zip")],
            "onet": [f"29.2-sample={file}" for file in SAMPLE.glob("db_*.zip")],
        }
    data: Path = options.data
    return {
        "esco": [data / "esco" / "1.1.1"],
        "onet": [data / "onet" / "29.3", data / "onet" / "30.0"],
        "crosswalk": [data / "crosswalk" / "esco-onet-occupations-v1.csv"],
    }


@contextmanager
def store(options: Namespace) -> Iterator[Path]:
    """Give the store named by the options, or build one for the time of the block."""
    if options.store:
        yield options.store
        return
    with TemporaryDirectory() as folder:
        skillkg.build(Path(folder) / "store", **sources(options))
        yield Path(folder) / "store"


def in_process(function: Callable[..., Value], *args: Any) -> Measured[Value]:
    """Run a function of a benchmark's module in a fresh process, start-up left out."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, function, args).result()


def _measured(function: Callable[..., Value], args: tuple[Any, ...]) -> Measured[Value]:
    begin, cpu = perf_counter(), sum(os.times()[:2])
    value = function(*args)
    seconds, cpu = perf_counter() - begin, sum(os.times()[:2]) - cpu
    return Measured(value, seconds, cpu, _peak_mb())


def _peak_mb() -> float:
    """Most memory that this process has had.

    Linux hands ``ru_maxrss`` on to what a process starts, so it would tell the parent's.
    """
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1e3  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def report(
    script: str,
    options: Namespace,
    figures: Sequence[Figure],
    notes: str = "",
    *,
    tables: Sequence[Table] = (),
    models: Mapping[str, str] | None = None,
) -> None:
    """Print the results as Markdown; of a full run, keep them, as Markdown and as JSON.

    Args:
        script: name of the benchmark.
        options: what ``arguments`` gave.
        figures: single figures, some with bars.
        notes: Markdown that follows them.
        tables: what is better seen side by side.
        models: digests of the models that took part, by name.
    """
    if options.sample:  # the bars are for the full graph
        figures = [replace(figure, bar="", met=None) for figure in figures]
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "machine": f"{len(os.sched_getaffinity(0))} cores, {_memory_gb()} GB, {platform.system()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES} | {"skillkg": skillkg.__version__},
        "rerun": f"python benchmarks/{script}.py --data DATA",
    }
    if models:
        facts["models"] = dict(models)
    text = _markdown(script, facts, figures, notes, tables)
    print(text)
    if not options.sample:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{script}.md").write_text(text, encoding="utf-8")
        values = {
            **facts,
            "figures": [asdict(figure) for figure in figures],
            "tables": [asdict(table) for table in tables],
        }
        (RESULTS / f"{script}.json").write_text(json.dumps(values, indent=2) + "\n")


def commit() -> str:
    """Name the commit that is checked out; with a plus where what is measured was changed since."""
    changed = git("status", "--porcelain", "--", *MEASURED)
    return git("rev-parse", "--short=10", "HEAD") + ("+" if changed else "")


def git(*arguments: str) -> str:
    """Ask git something about this checkout."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def _markdown(
    script: str,
    facts: dict[str, Any],
    figures: Sequence[Figure],
    notes: str,
    tables: Sequence[Table],
) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    lines = [
        f"# {script}",
        "",
        f"{facts['date']} · at {facts['commit']} · {facts['machine']}"
        f" · Python {facts['python']} · {versions}",
        "",
        f"Again: `{facts['rerun']}`",
        "",
        "| what | measured | bar | met |",
        "|---|--:|--:|---|",
        *map(_row, figures),
        *(["", notes] if notes else []),
        *(line for table in tables for line in _table(table)),
        *(f"\n{name}: `{digest}`" for name, digest in facts.get("models", {}).items()),
    ]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.title}") if table.title else ()
    yield from ("", f"| {' | '.join(table.columns)} |")
    yield "|---" + "|--:" * (len(table.columns) - 1) + "|"
    for row in table.rows:
        cells = (cell if isinstance(cell, str) else _short(cell) for cell in row)
        yield f"| {' | '.join(cells)} |"


def _short(value: float) -> str:
    """Three decimals for shares, one for seconds and the like."""
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}"


def _row(figure: Figure) -> str:
    value = f"{figure.value:,.4g}" if figure.value < 1e4 else f"{figure.value:,.0f}"
    met = {True: "yes", False: "**no**", None: ""}[figure.met]
    return f"| {figure.what} | {value} {figure.unit}".rstrip() + f" | {figure.bar} | {met} |"
