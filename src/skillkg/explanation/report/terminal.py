"""A match and a ranking on a terminal."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, Final

from skillkg.explanation import ledger, mentions
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import rounded
from skillkg.explanation.report.catalogue import Catalogue
from skillkg.explanation.report.first_page import first_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console
    from rich.table import Table

    from skillkg.explanation.report.catalogue import Voice
    from skillkg.explanation.report.first_page import FirstPage
    from skillkg.matching.pool.ranking import Ranking
    from skillkg.model.document import Span
    from skillkg.model.match import Contribution, Match, Status

MOST: Final = 20
"""Contributions shown one by one; the others in one row, so that the table still adds up."""

STRONGEST: Final = 3
"""Requirements that a ranking names for each resume."""

OTHERS: Final = 100
"""Letters of a line that the other columns of a ranking need to be read easily."""

NUMBERS: Final = frozenset(
    ("asserted", "contribution", "fit", "missing", "rank", "same", "share", "statements")
)
"""Headings of columns that hold numbers."""

RANKED: Final[tuple[Status, ...]] = ("same", "asserted", "missing")
"""What of the coverage a ranking counts."""


def print_match(match: Match, console: Console, voice: Voice = "recruiter") -> None:
    """Print how a resume fits an ad: result, reasons, gaps and gates, then what it is made of."""
    from rich.text import Text

    _print_first(first_page(match, Catalogue(voice)), Catalogue(voice), console)
    if match.contributions and not match.abstained:
        console.print(_contributions(match))
    _print_coverage(match, console)
    _print_not_counted(match, console)
    _print_sources(match, console)
    for note in match.notes:
        console.print(Text(f"note: {words.with_labels(match, note)}"))


def print_ranking(matches: Iterable[Match], console: Console) -> None:
    """Print resumes with their fits, best first; equal fits share a rank and go by name.

    Where no fit is told of a resume, its row has a dash.
    """
    table = _table(
        "rank", "fit", "same", "asserted", "missing", "resume", "mostly for", "gates not passed"
    )
    rank, last = 0, float("nan")
    ranked = sorted(matches, key=lambda match: (-match.fit, match.resume.name))
    for place, match in enumerate(ranked, start=1):
        rank, last = (rank if match.fit == last else place), match.fit
        covered = Counter(c.status for c in match.coverage)
        counts = (str(covered[status]) for status in RANKED)
        cells = (*counts, match.resume.name, _mostly(match), _not_passed(match))
        _add(table, str(rank), "–" if match.abstained else rounded(match.fit), *cells)
    _widen(table, "resume", console)
    console.print(table)


def print_fits(ranking: Ranking, console: Console) -> None:
    """Print the best resumes of several ads."""
    table = _table("rank", "fit", "ad", "resume")
    for ad, resume, rank, fit in ranking.to_polars().iter_rows():
        _add(table, str(rank), rounded(fit), ad, resume)
    console.print(table)


def _print_first(page: FirstPage, catalogue: Catalogue, console: Console) -> None:
    """Print the result, why it is that, and the demands beside it."""
    from rich.text import Text

    console.print(Text(page.title, "bold"))
    for said in page.result or (*page.abstained, catalogue.say("headline.abstained_do")):
        console.print(Text(said))
    for name, points in (("why", page.reasons), ("gaps", page.gaps)):
        if points:
            console.print(Text(f"\n{catalogue.say(f'{name}.heading')}", "bold"))
        for point in points:
            said = f"  {point.amount}  {point.heading}. {' '.join(point.sentences)}"
            console.print(Text(said))
    told = f"\n{catalogue.say('gates.heading')}: {page.gates_told}"
    console.print(Text(told, "bold"))
    for gate in page.gates:
        said = f"  {gate.word}: {gate.name}. {' '.join(gate.sentences)}"
        console.print(Text(said))
    console.print()


def _not_passed(match: Match) -> str:
    """Gates that are failed, and those of which the resume does not tell, with a question mark."""
    marks = {"fail": "", "unknown": "?"}
    return ", ".join(gate.name + marks[gate.status] for gate in match.gates if gate.status in marks)


def _mostly(match: Match) -> str:
    """The requirements that add most to the fit."""
    largest = sorted(ledger.rows(match), key=lambda row: (-row.total, row.requirement))[:STRONGEST]
    return ", ".join(words.label(match, row.requirement) for row in largest)


def _table(*headings: str) -> Table:
    """A plain table whose numbers stand first, to the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        if heading in NUMBERS:
            table.add_column(heading, justify="right", no_wrap=True)
        else:
            table.add_column(heading, overflow="fold")
    return table


def _widen(table: Table, heading: str, console: Console) -> None:
    """Keep names whole where the line is long enough: broken up they cannot be copied."""
    column = next(each for each in table.columns if each.header == heading)
    longest = max((console.measure(cell).maximum for cell in column.cells), default=0)
    column.min_width = min(longest, max(0, console.width - OTHERS))


def _add(table: Table, *cells: str, style: str = "") -> None:
    """Add a row of plain text: cells quote documents, and are never read as markup."""
    from rich.text import Text

    table.add_row(
        *(Text("\n".join(map(words.one_line, cell.split("\n")))) for cell in cells), style=style
    )


def _contributions(match: Match) -> Table:
    ordered = ledger.ordered_contributions(match)
    table = _table("contribution", "share", "the ad is read as", "because the resume says")
    for c in ordered[:MOST]:
        amounts = rounded(c.contribution), f"{ledger.share(match, c.contribution):.0%}"
        _add(table, *amounts, _asked(match, c), _why(match, c))
    if rest := ordered[MOST:]:
        amount = fsum(c.contribution for c in rest)
        _add(
            table, rounded(amount), f"{ledger.share(match, amount):.0%}", f"{len(rest)} smaller", ""
        )
    if match.repetitions:
        share = f"{ledger.share(match, match.repeated):.0%}"
        quotes = _quoted([each.evidence for each in match.repetitions])
        _add(table, rounded(match.repeated), share, "the same words", quotes)
    _add(table, rounded(match.fit), "100%", "fit", "", style="bold")
    return table


def _asked(match: Match, c: Contribution) -> str:
    return f"{words.label(match, c.requirement)}\n{_quoted(c.requirement_spans)}"


def _why(match: Match, c: Contribution) -> str:
    return f"{_quoted(c.skill_spans)}\n{words.chain(match, c.path)}".rstrip()


def _quoted(spans: Sequence[Span]) -> str:
    """The distinct quotes, in the order of the text."""
    quotes = dict.fromkeys(words.one_line(span.quote) for span in sorted(spans))
    return ", ".join(f"“{quote}”" for quote in quotes)


def _print_coverage(match: Match, console: Console) -> None:
    from rich.text import Text

    for status, sign in words.SIGNS.items():
        covered = [c for c in ledger.ordered_coverage(match) if c.status == status]
        if covered:
            labels = ", ".join(words.label(match, c.requirement) for c in covered)
            console.print(Text.assemble((f"{sign} {status} {len(covered)}", "bold"), f": {labels}"))
    console.print()


def _print_not_counted(match: Match, console: Console) -> None:
    from rich.text import Text

    for name, side in (("ad", match.ad), ("resume", match.resume)):
        groups = mentions.not_counted(side.mentions)
        if groups:
            console.print(Text(f"read in the {name} and not counted: {len(groups)}", "bold"))
        for group in groups:
            label = words.label(match, group[0].concept)
            quotes = _quoted([mention.span for mention in group])
            console.print(Text(f"  {label}: {quotes} ({mentions.reason(group[0])})"))


def _print_sources(match: Match, console: Console) -> None:
    from rich.text import Text

    if not match.snapshots:
        return
    table = _table("source", "release", "statements", "digest")
    for s in match.snapshots:
        _add(table, s.source, s.version, f"{s.statements:,}", words.short_digest(s.digest))
    console.print(table)
    for attribution in dict.fromkeys(s.attribution for s in match.snapshots if s.attribution):
        console.print(Text(words.one_line(attribution), style="dim"))
