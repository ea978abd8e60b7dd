"""What several verbs need: the store option, consoles, progress."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skillkg.matching.scoring import DEFAULT, Scoring
from skillkg.view.spec import ViewSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.knowledge_graph import KnowledgeGraph

Option = Callable[[Callable[..., Any]], Callable[..., Any]]
"""Adds an option to a verb."""


class ExistingPath(click.Path):
    """The path of what is there; of what cannot be there, the reason is told."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Check a path, as click does but for links in a circle, and names that are too long."""
        try:
            Path(value).stat()
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
                name = click.format_filename(value)
                self.fail(f"{self.name.title()} '{name}': {error.strerror}.", param, ctx)
        return super().convert(value, param, ctx)


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--store``, which may come from the environment."""
    return click.option(
        "--store",
        "location",
        metavar="STORE",
        envvar="SKILLKG_STORE",
        help="Folder of the store, or the http(s) address of a SPARQL endpoint that serves one; "
        "may be left out where SKILLKG_STORE is set.",
    )(function)


def store_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a verb take the store that it learns from as its argument."""

    def given(_context: click.Context, _argument: click.Parameter, location: str | None) -> str:
        if not location:
            raise click.UsageError("say which store: give STORE, or set SKILLKG_STORE")
        return location

    return click.argument(
        "location", metavar="STORE", envvar="SKILLKG_STORE", required=False, callback=given
    )(function)


def release_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--release``, which names what to see of a store."""
    return click.option(
        "--release",
        "releases",
        metavar="SOURCE/VERSION",
        multiple=True,
        help="See only this release, e.g. esco/1.1.1; repeat for several. Without it: of each "
        "source the newest complete one, and what supplements it.",
    )(function)


def model_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--model``, which names the encoder."""
    return click.option(
        "--model",
        metavar="FOLDER",
        help="Encoder that search, skills and job titles are compared by: a folder of a "
        "sentence-transformers model, or minilm; by default the one that comes with skillkg.",
    )(function)


def without_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--without``, which names what to leave out."""
    return click.option(
        "--without",
        multiple=True,
        metavar="NAME",
        help="Leave out a source (relatedness, onet, …) or a kind of edges (broader, …), to see "
        "what it changes; repeatable.",
    )(function)


def scoring_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--scoring``, which names a configuration of the fit."""
    return click.option(
        "--scoring",
        type=click.Path(path_type=Path),
        help="Match by the numbers of this JSON file, as Scoring.save writes it; what it leaves "
        "out is as in the default.",
    )(function)


def timestamp_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--timestamp``, which records state."""
    return click.option(
        "--timestamp",
        callback=lambda _context, _option, given: given or _now(),
        metavar="TIME",
        help="When the match was made, for its record: by RFC 3339, as 2026-11-28T09:30:00Z. Left "
        "out, it is now, or the second that SOURCE_DATE_EPOCH says.",
    )(function)


def _now() -> str:
    """The time; that of the environment, where runs shall be reproducible."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.now(UTC) if given is None else datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no second: {given!r:.80}") from error
    return f"{now:%Y-%m-%dT%H:%M:%SZ}"


def service_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--allow-service``, which names hosts that a query may send to."""
    return click.option(
        "--allow-service",
        "services",
        multiple=True,
        metavar="HOST",
        help="Let SERVICE in a query send to this host (HOST or HOST:PORT); repeatable. Without it "
        "no query sends anything to another host.",
    )(function)


def view_options(*options: Option) -> Option:
    """Let a verb take as ``spec`` what some options say of the view to open."""

    def decorate(verb: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(verb)
        def with_spec(
            *args: Any,
            location: str | None,
            releases: tuple[str, ...] = (),
            model: str | None = None,
            without: tuple[str, ...] = (),
            services: tuple[str, ...] = (),
            scoring: Path | None = None,
            **others: Any,
        ) -> Any:
            spec = ViewSpec(
                location or "",
                releases=frozenset(releases) or None,
                without=frozenset(without),
                model=model,
                services=frozenset(map(str.lower, services)),
                scoring=DEFAULT if scoring is None else Scoring.load(scoring),
            )
            return verb(*args, spec=spec, **others)

        decorated: Callable[..., Any] = with_spec
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def open_graph(spec: ViewSpec) -> KnowledgeGraph:
    """Open a view for a verb."""
    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.view.view import View

    if not spec.location:
        raise click.UsageError("say which store: give --store STORE, or set SKILLKG_STORE")
    return KnowledgeGraph(View.open(spec))


@contextmanager
def deadline(seconds: float, what: str) -> Iterator[None]:
    """End the verb where the block takes longer; nothing is left of what it was writing.

    The signal ends what Python does; queries run in a process of their own, with a limit of theirs.
    Systems without the signal (Windows) have that limit only.
    """

    def end(*_: object) -> None:
        raise click.ClickException(f"{what} took more than {seconds:g} s; see --timeout")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    previous = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
