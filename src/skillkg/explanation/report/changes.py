"""What would change a result, how sure it is, and what it rests on, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from skillkg.explanation import ledger
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import percent, rounded, shortened
from skillkg.explanation.report.contexts import quoted
from skillkg.explanation.report.summary import basis, unread
from skillkg.model.counterfactual import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.explanation.report.catalogue import Catalogue
    from skillkg.model.counterfactual import AdditionSet, LineSet, RankFlip
    from skillkg.model.document import Span
    from skillkg.model.explanation import Explanation
    from skillkg.model.match import Match


class Share(NamedTuple):
    """A part of the fit by what it rests on."""

    kind: str
    name: str
    share: float
    said: str
    """The share, as it is read."""


def change_said(match: Match, catalogue: Catalogue) -> list[str]:
    """The fewest lines and additions that make it another decision."""
    if match.explanation is None:
        return [catalogue.say("change.not_computed")]
    return list(_changes(match, match.explanation, catalogue))


def _changes(match: Match, told: Explanation, catalogue: Catalogue) -> Iterator[str]:
    which = "cut_half" if told.cut == match.fit / 2 else "cut_given"
    yield catalogue.say(f"change.{which}", cut=rounded(told.cut))
    if (lost := told.removal) is not None:
        yield _lines_said(lost, "parts_removed" if lost.unit == "part" else "removal", catalogue)
    if (kept := told.sufficient) is not None:
        yield _lines_said(kept, "parts_alone" if kept.unit == "part" else "sufficient", catalogue)
    if told.additions is not None:
        yield _additions_said(match, told.additions, "additions", catalogue)
    elif match.fit < told.cut:
        yield catalogue.say("change.unreachable")
    for flip in told.flips:
        yield from _flip(match, flip, catalogue)


def _flip(match: Match, flip: RankFlip, catalogue: Catalogue) -> Iterator[str]:
    other = {"rank": flip.rank, "fit": rounded(flip.fit)}
    if (lost := flip.removal) is not None:
        unit = "behind_parts" if lost.unit == "part" else "behind_lines"
        yield _lines_said(lost, unit, catalogue, **other)
    if flip.additions is not None:
        yield _additions_said(match, flip.additions, "level", catalogue, **other)
    elif match.fit < flip.fit:
        yield catalogue.say("change.level_unreachable", **other)


def _lines_said(found: LineSet, which: str, catalogue: Catalogue, **other: Any) -> str:
    quotes = _each(found.lines)
    said = catalogue.say(f"change.{which}", n=len(found.lines), quotes=quotes, **other)
    return " ".join((said, _proof(found, catalogue), *_of_lines(found, catalogue)))


def _of_lines(found: LineSet, catalogue: Catalogue) -> Iterator[str]:
    """Of jobs and sections: whether a few lines do it, too."""
    if found.unit == "part":
        is_open = found.least_lines <= FEW
        key, n = ("lines_open", found.least_lines) if is_open else ("no_lines", FEW)
        yield catalogue.say(f"change.{key}", n=n)


def _each(lines: Sequence[Span]) -> str:
    """What each line says; where several say the same, how many."""
    counts = Counter(shortened(line.quote) for line in lines)
    said = (f"“{quote}”" + (f" × {n}" if n > 1 else "") for quote, n in counts.items())
    return ", ".join(said)


def _additions_said(
    match: Match, found: AdditionSet, which: str, catalogue: Catalogue, **other: Any
) -> str:
    if not found.additions:
        return catalogue.say(f"change.{which}_more", n=found.least, **other)
    labels = ", ".join(f"“{words.label(match, each.concept)}”" for each in found.additions)
    filled = {"n": len(found.additions), "fit": rounded(found.fit), "labels": labels, **other}
    return f"{catalogue.say(f'change.{which}', **filled)} {_proof(found, catalogue)}"


def _proof(found: LineSet | AdditionSet, catalogue: Catalogue) -> str:
    key = "change.proven" if found.is_proven else "change.gap"
    return catalogue.say(key, n=found.least)


def sure_said(match: Match, catalogue: Catalogue) -> list[str]:
    """The range over plausible readings, and how much of both documents was read."""
    return list(_sureness(match, catalogue))


def _sureness(match: Match, catalogue: Catalogue) -> Iterator[str]:
    if match.explanation is not None:
        sure = match.explanation.sureness
        if not match.abstained:
            low, high = rounded(sure.low), rounded(sure.high)
            yield catalogue.say("sure.range", n=sure.readings, low=low, high=high)
        if sure.understood is None:
            yield catalogue.say("sure.none_asks")
        else:
            yield catalogue.say("sure.understood", share=percent(sure.understood))
        yield catalogue.say("sure.read", share=percent(sure.read))
    else:
        yield catalogue.say("change.not_computed")
    if spans := list(unread(match)):
        yield catalogue.say("sure.unread", quotes=quoted(spans))


def basis_shares(match: Match, catalogue: Catalogue) -> list[Share]:
    """The parts of the fit by what they rest on."""
    return [
        Share(
            each.kind,
            catalogue.say(f"basis.{each.kind}"),
            ledger.share(match, each.amount),
            percent(ledger.share(match, each.amount)),
        )
        for each in basis(match)
    ]


def basis_said(match: Match, catalogue: Catalogue) -> list[str]:
    """What the fit is without learned edges, how much is told by likeness of texts, and sources."""
    return list(_basis(match, catalogue))


def _basis(match: Match, catalogue: Catalogue) -> Iterator[str]:
    if not match.abstained:
        if any(each.kind == "learned" for each in basis(match)):
            fit = rounded(match.fit_without_learned)
            yield catalogue.say("basis.without_learned", fit=fit)
        else:
            yield catalogue.say("basis.no_learned")
        occupations = ledger.share(
            match, sum(c.contribution for c in match.contributions if c.block == "occupations")
        )
        if occupations:
            yield catalogue.say("basis.text", share=percent(occupations))
    sources = ", ".join(words.one_line(f"{s.source} {s.version}") for s in match.snapshots)
    key = "basis.sources" if sources else "basis.no_sources"
    yield catalogue.say(key, sources=sources)
