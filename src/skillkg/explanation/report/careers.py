"""Career paths on a terminal, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.explanation.codec import dump, plain
from skillkg.explanation.report import wording as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from skillkg.model.career import CareerPaths, NextOccupation, Transition
    from skillkg.model.document import Span

REASONS: Final = 2
"""Transitions shown for each occupation: those that add most."""
QUOTES: Final = 3
"""Quotes shown of each."""
GAPS: Final = 4
"""Missing skills that are named."""


def careers_json(careers: CareerPaths) -> str:
    """Write career paths as JSON: every score can be computed again from it."""
    return dump(plain(careers))


def print_careers(careers: CareerPaths, console: Console) -> None:
    """Print next occupations: score, why, what the person has of it, and what lacks."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("score", justify="right", no_wrap=True)
    for heading in ("occupation", "because", "has", "lacks"):
        table.add_column(heading)
    for found in careers.occupations:
        why = "\n".join(_why(careers, found, part) for part in found.transitions[:REASONS])
        cells = (words.label(careers, found.concept), why, _has(found), _lacks(careers, found))
        table.add_row(*map(Text, (f"{found.score:.4f}", *cells)))
    console.print(table)
    for note in careers.notes:
        console.print(Text(f"note: {words.one_line(note)}"))


def _why(careers: CareerPaths, found: NextOccupation, part: Transition) -> str:
    """The quotes that attest the origin, and the way from there."""
    (origin,) = (each for each in careers.origins if each.concept == part.origin)
    way = ["(staying)"] if part.origin == found.concept else _way(careers, part)
    return " ".join((f"{part.contribution:.4f}", _quoted(origin.spans), *way))


def _way(careers: CareerPaths, part: Transition) -> Iterator[str]:
    if part.path is not None and part.path.steps:
        yield words.chain(careers, part.path)
    if part.shared:
        skills = "1 skill" if len(part.shared) == 1 else f"{len(part.shared)} skills"
        yield f"({words.label(careers, part.origin)} shares {skills})"


def _quoted(spans: Iterable[Span]) -> str:
    quotes = list(dict.fromkeys(words.one_line(span.quote) for span in spans))
    return ", ".join(f"“{quote}”" for quote in quotes[:QUOTES])


def _has(found: NextOccupation) -> str:
    return f"{len(found.shared)} of {len(found.skills)} skills" if found.skills else ""


def _lacks(careers: CareerPaths, found: NextOccupation) -> str:
    named = [words.label(careers, skill.coverage.requirement) for skill in found.gap[:GAPS]]
    more = len(found.gap) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
