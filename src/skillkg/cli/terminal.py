"""The one place that prints: results, errors, warnings and progress, foreign text made visible."""

from __future__ import annotations

import logging
import sys
from codecs import getincrementaldecoder
from contextlib import contextmanager
from io import RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any, Literal

import click

from skillkg.text.printable import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from skillkg.progress import Progress


def prepare() -> None:
    """Let no letter be an error that the terminal has not, and warnings be visible ones."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    handler = logging.StreamHandler()
    handler.setFormatter(_Visible("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("skillkg").setLevel(logging.INFO)


class _Visible(logging.Formatter):
    """Formats as ever, and makes the message visible."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def console() -> Console:
    """A console on standard output; wide where no terminal says how wide it is."""
    from skillkg.text.console import VisibleConsole

    return VisibleConsole(highlight=False, width=None if sys.stdout.isatty() else 200)


def say(text: object, *, err: bool = False) -> None:
    """Print a line."""
    click.echo(visible(str(text)), err=err)


class VisibleStream(RawIOBase):
    """Takes UTF-8 in pieces, and prints it visibly."""

    def __init__(self) -> None:
        """Begin to print to standard output."""
        self._decode = getincrementaldecoder("utf-8")().decode

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, piece: Any, /) -> int:
        """Print a piece, which may end within a letter."""
        click.echo(visible(self._decode(bytes(piece))), nl=False)
        return len(piece)


@contextmanager
def visible_errors() -> Iterator[None]:
    """Let errors of the command line say visibly what is wrong."""
    try:
        yield
    except click.ClickException as error:
        vars(error)["message"] = visible(error.message)
        raise


@contextmanager
def progress_bars(
    unit: Literal["bytes", "items"] | None = None, *, remaining: bool = False
) -> Iterator[Progress]:
    """Progress bars on standard error, one per stage; from the first one on.

    While they are shown no other bar is, such as that of a training before them.

    Args:
        unit: what is counted beside each bar; nothing where None.
        remaining: whether the time left is given, rather than the time taken.
    """
    from rich import progress as bars

    from skillkg.text.console import VisibleConsole

    columns: list[bars.ProgressColumn] = [
        bars.TextColumn("{task.description}", markup=False),
        bars.BarColumn(),
    ]
    if unit is not None:
        columns.append(bars.DownloadColumn() if unit == "bytes" else bars.MofNCompleteColumn())
    columns.append(bars.TimeRemainingColumn() if remaining else bars.TimeElapsedColumn())
    display = bars.Progress(*columns, console=VisibleConsole(stderr=True))
    tasks: dict[str, bars.TaskID] = {}

    def show(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            display.start()
            tasks[stage] = display.add_task(stage, total=total)
        display.update(tasks[stage], completed=done, total=total)

    try:
        yield show
    finally:
        display.stop()
