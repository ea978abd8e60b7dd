"""Questions that nobody prepared, beside the same graphs in Oxigraph without skillkg.

``questions/`` has what analysts ask, as they would write it without knowing the store. A figure is
the processor time of a question's text to all of its rows as terms: the median of three runs after
a first one, with learned edges in view where the store has them. Beside it stand the same named
graphs, asked as their union: that is what loading them into Oxigraph gives. It answers once, and is
stopped after a minute.
"""

from __future__ import annotations

import signal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox
from common import Figure, Table, arguments, in_process, report, store

import skillkg
from skillkg.store.folder import open_store
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = Path(__file__).parent / "questions"
RUNS, LIMIT = 3, 60
SECOND, SECONDS_OF_PAIRS = 1.0, 5.0
"""Bars: of most questions, and of the pairs of skills that are needed together."""
Answers = dict[str, tuple[float, int] | None]
"""Seconds and rows of each question; None where it was stopped."""


def questions() -> dict[str, str]:
    """The questions by name."""
    return {file.stem: file.read_text("utf-8") for file in sorted(QUESTIONS.glob("*.rq"))}


def timed(answer: Callable[[], int]) -> tuple[float, int]:
    """Processor time of an answer, in seconds, and its rows."""
    begin = process_time()
    rows = answer()
    return process_time() - begin, rows


def ours(location: Path) -> Answers:
    """Every question over the default view."""
    kg, found = skillkg.open(location), Answers()
    for name, text in questions().items():
        dataset, graphs = kg.view.datasets.asked(text)

        def answer() -> int:
            return len(dataset.select(text, graphs))  # noqa: B023 (called before the next one)

        runs = [timed(answer) for _ in range(1 + RUNS)]
        found[name] = median(seconds for seconds, _ in runs[1:]), runs[0][1]
    return found


def _stop(*_: object) -> NoReturn:
    raise TimeoutError


def in_oxigraph(location: Path, folder: Path) -> Answers:
    """Every question over the union of the named graphs, in a copy that has nothing else."""
    open_store(location).quads.backup(folder)
    quads, found = ox.Store(folder), Answers()
    quads.remove_graph(ox.DefaultGraph())
    signal.signal(signal.SIGALRM, _stop)
    for name, text in questions().items():

        def answer() -> int:
            rows = quads.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)  # noqa: B023
            return sum(1 for _ in rows)

        signal.alarm(LIMIT)
        try:
            found[name] = timed(answer)
        except TimeoutError:
            found[name] = None
        finally:
            signal.alarm(0)
    return found


def row(name: str, mine: Answers, other: Answers) -> list[str | float]:
    """A question's figures side by side."""
    seconds, rows = mine[name] or (0.0, 0)
    theirs = other[name]
    if theirs is None:
        return [name, f"{rows:,}", seconds, f"more than {LIMIT}", "not told", LIMIT / seconds]
    return [name, f"{rows:,}", seconds, theirs[0], f"{theirs[1]:,}", theirs[0] / seconds]


def main() -> None:
    """Measure, and write the results."""
    options = arguments(__doc__ or "")
    with store(options) as location, TemporaryDirectory() as folder:
        mine = in_process(ours, location).value
        other = in_process(in_oxigraph, location, Path(folder) / "copy").value
    figures = []
    for name, found in mine.items():
        seconds, bar = (found or (0.0, 0))[0], SECONDS_OF_PAIRS if name == "skill-pairs" else SECOND
        figures.append(Figure(name, seconds, "s", f"≤ {bar:g}", seconds <= bar))
    columns = ["question", "rows", "skillkg, s", "Oxigraph, s", "its rows", "Oxigraph ÷ skillkg"]
    table = Table(columns, [row(name, mine, other) for name in mine], "Beside Oxigraph alone")
    notes = "Oxigraph alone counts what two graphs state twice, so that its rows may be others."
    report("questions", options, figures, notes, tables=[table])


if __name__ == "__main__":
    main()
