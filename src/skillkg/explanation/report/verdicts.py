"""What checking, replaying and contrasting records gives, on a terminal and as plain values."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from skillkg.explanation.report import wording as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from skillkg.explanation.contrast import Contrast, ContrastRow
    from skillkg.explanation.verification.replayed import Replayed
    from skillkg.explanation.verification.verdict import Outcome, Verification

SHOWN: Final = 12
"""Differences that are printed; the JSON has all."""
_SIGNS: Final[dict[Outcome, str]] = {"holds": "✓", "differs": "✗", "unchecked": "–"}


def print_verification(found: Verification, console: Console) -> None:
    """Print what was checked of a record, one line a check, and each difference."""
    from rich.text import Text

    verdict = "holds" if found.holds else "DIFFERS"
    console.print(Text.assemble((verdict, "bold"), "  ", words.one_line(found.record)))
    held = ", ".join(check.name for check in found.of("holds"))
    if held:
        console.print(Text(f"  {_SIGNS['holds']} {held}"))
    for check in (*found.of("differs"), *found.of("unchecked")):
        for said in check.said:
            console.print(Text(f"  {_SIGNS[check.outcome]} {check.name}: {words.one_line(said)}"))


def print_replay(found: Replayed, console: Console) -> None:
    """Print whether the same came out, and if not, what else."""
    from rich.text import Text

    verdict = "the same" if found.is_same else "CHANGED"
    was, now = found.match.fit, found.again.fit
    moved = "" if was == now else f"  fit {was:.4f} then, {now:.4f} now"
    console.print(Text.assemble((verdict, "bold"), "  ", words.one_line(found.record), moved))
    if found.is_same:
        return
    if found.is_updated:
        _print_rows(found.contrast, console)
        for requirement, (then, after) in sorted(found.statuses.items()):
            name = found.contrast.label(requirement)
            console.print(Text(f"  {words.one_line(name)}: {then} then, {after} now"))
    else:
        for said in islice(found.differences, SHOWN):
            console.print(Text(f"  {words.one_line(said)}"))


def print_contrast(found: Contrast, console: Console) -> None:
    """Print by how much two fits differ, and what each requirement has to do with it."""
    from rich.text import Text

    one, other = (
        f"{words.one_line(match.resume.name)} for {words.one_line(match.ad.name)}"
        for match in (found.one, found.other)
    )
    console.print(Text(f"fit {found.one.fit:.4f}  {one}"))
    console.print(Text(f"fit {found.other.fit:.4f}  {other}"))
    console.print(Text(f"difference {found.difference:+.6f}", "bold"))
    if found.repeated:
        console.print(Text(f"  {found.repeated:+.6f}  the same words in both documents"))
    _print_rows(found, console)


def contrast_record(found: Contrast) -> dict[str, Any]:
    """Describe a contrast in values that JSON knows."""
    return {
        "difference": found.difference,
        "repeated": found.repeated,
        "rows": [
            {
                "block": row.block,
                "requirement": row.requirement,
                "difference": row.difference,
                "one": None if row.one is None else row.one.contribution,
                "other": None if row.other is None else row.other.contribution,
                "statements": [[list(each) for each in sorted(only)] for only in row.statements],
            }
            for row in found.rows
        ],
    }


def replay_record(found: Replayed) -> dict[str, Any]:
    """Describe in values that JSON knows what came out of a match that was made again."""
    return {
        "record": found.record,
        "same": found.is_same,
        "fit": {"then": found.match.fit, "now": found.again.fit},
        "differences": [] if found.is_updated else list(islice(found.differences, 1_000)),
        "statuses": {each: list(pair) for each, pair in found.statuses.items()},
        "contrast": contrast_record(found.contrast),
    }


def _print_rows(found: Contrast, console: Console) -> None:
    from rich.text import Text

    rows = [row for row in found.rows if row.difference]
    for row in rows[:SHOWN]:
        name = words.one_line(found.label(row.requirement))
        console.print(Text(f"  {row.difference:+.6f}  {name}"))
        for line in _statements(found, row):
            console.print(Text(f"             {line}", style="dim"))
    if len(rows) > SHOWN:
        left = sum(row.difference for row in rows[SHOWN:])
        console.print(Text(f"  {left:+.6f}  {len(rows) - SHOWN} more"))


def _statements(found: Contrast, row: ContrastRow) -> Iterator[str]:
    """The statements that only one of the two paths walks."""
    for sign, only in zip("+-", row.statements, strict=True):
        for each in sorted(only):
            subject, target = (words.one_line(found.label(x)) for x in (each.subject, each.object))
            graph = words.graph_name(each.graph)
            yield f"{sign} {subject} {words.phrase(each.predicate)} {target} ({graph})"
