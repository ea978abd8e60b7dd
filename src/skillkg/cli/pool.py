"""``skillkg read`` and ``rank``: documents are read once, and ranked as often as is wanted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillkg.atomic import told, write
from skillkg.cli.documents import COLUMN, ID, MANY
from skillkg.cli.outputs import TARGET, Outputs, write_match
from skillkg.cli.shared import (
    model_option,
    open_graph,
    release_option,
    scoring_option,
    store_option,
    timestamp_option,
    view_options,
    without_option,
)
from skillkg.cli.terminal import console, progress_bars, say
from skillkg.model.decision import Decision
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.cli.pool_files import Pool
    from skillkg.matching.pool.ranking import Ranking
    from skillkg.matching.pool.readings import Readings
    from skillkg.model.document import DocumentKind
    from skillkg.model.match import Match
    from skillkg.view.spec import ViewSpec


@click.command()
@click.argument("files", metavar="FILE…", type=MANY, nargs=-1, required=True)
@view_options(store_option, release_option, model_option, without_option, scoring_option)
@click.option("--kind", type=click.Choice(["ad", "resume"]), help="What the files are.")
@click.option("--output", type=TARGET, help="Where to keep the readings: .parquet.")
@click.option("--text", is_flag=True, help="Give the text of one file instead; see below.")
@COLUMN
@ID
def read(
    files: tuple[Path, ...],
    spec: ViewSpec,
    kind: DocumentKind | None,
    output: Path | None,
    text: bool,
    column: str,
    id_column: str | None,
) -> None:
    """Read job ads or resumes once, to rank them as often as is wanted.

    FILE… are files, folders of them, and Parquet with a document a row; the output has what
    ranking needs of each. What it has already is not read again, so a run that was stopped goes
    on, and new files are added: it is written every minute, whole. Of a file that was changed the
    new reading takes the place of the old one. What cannot be read is named, the rest is read all
    the same, and the exit status is 1.

    With --text it gives the text of one file as it was read, in UTF-8 and with nothing added, to
    --output or standard output: the offsets in reports and records count its characters, and its
    SHA-256 is the `text_digest` of a record.

    \b
      skillkg read resumes/ --store my-store --kind resume --output resumes.parquet
      skillkg rank ad.pdf --resumes resumes.parquet --store my-store
      skillkg read resume.pdf --text | sha256sum
    """
    from skillkg.cli.pool_files import Pool

    if text:
        _write_text(files, output)
        return
    if kind is None or output is None:
        raise click.UsageError(
            "say what the files are, and where to keep readings: --kind, --output"
        )
    _check_table(output)
    kg = open_graph(spec)
    with progress_bars("items", remaining=True) as progress:
        pool = Pool(kg, kind, column, id_column, progress)
        readings = pool.keep(files, output)
    say(f"{output}: {len(readings):,} readings")
    _end(pool.unread)


def _write_text(files: Sequence[Path], output: Path | None) -> None:
    """Write the text of one document to a file, or to standard output."""
    from skillkg.documents.read import read as read_document

    if len(files) != 1:
        raise click.UsageError("--text is of one file")
    data = read_document(files[0]).text.encode()
    if output is None:
        click.echo(data, nl=False)
    else:
        write(output, data)


class _Rank(click.Command):
    """Takes what a shell makes of ``--resumes *.pdf``: an option with several values."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; those that follow ``--resumes`` up to the next option are its."""
        spread, is_resume = [], False
        for arg in args:
            if arg.startswith("-"):
                is_resume = arg == "--resumes"
                spread += [] if is_resume else [arg]
            else:
                spread += ["--resumes", arg] if is_resume else [arg]
        return super().parse_args(ctx, spread)


@click.command(cls=_Rank)
@click.argument("ads", metavar="AD…", type=MANY, nargs=-1, required=True)
@click.option(
    "--resumes",
    metavar="RESUME…",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="The resumes: all that follows, up to the next option.",
)
@view_options(store_option, release_option, model_option, without_option, scoring_option)
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, help="Best for each ad."
)
@click.option("--output", type=TARGET, help="Write ad, resume, rank and fit, a row each: .parquet.")
@click.option(
    "--reports",
    type=click.Path(path_type=Path, file_okay=False),
    help="Explain each row: write an HTML and a JSON report of it into this folder (of several "
    "ads, a folder for each), named by rank and resume, and not-read.json.",
)
@COLUMN
@ID
@timestamp_option
def rank(
    ads: tuple[Path, ...],
    resumes: tuple[Path, ...],
    spec: ViewSpec,
    top: int,
    output: Path | None,
    reports: Path | None,
    column: str,
    id_column: str | None,
    timestamp: str,
) -> None:
    """Rank resumes by their fit to job ads; each figure is the one that `match` explains.

    AD… and RESUME… are files, folders of them, Parquet with a document a row, and readings that
    `read` wrote. Of one ad, what speaks for each resume is shown; of several, the fits.

    What cannot be read is named, the rest is ranked all the same, and the exit status is 1;
    not-read.json among the reports lists what was said of it.

    \b
      skillkg rank ad.pdf --resumes resumes/*.docx --store my-store --reports reports/
      skillkg rank ads/ --resumes resumes.parquet --store my-store --top 50 --output best.parquet
    """
    from skillkg.cli.pool_files import Pool

    if output is not None:
        _check_table(output)
    kg = open_graph(spec)
    with progress_bars("items", remaining=True) as progress:
        pools = [Pool(kg, kind, column, id_column, progress) for kind in ("ad", "resume")]
        wanted, offered = (
            pool.read(paths) for pool, paths in zip(pools, (ads, resumes), strict=True)
        )
        ranking = kg.rank_many(wanted, offered, top=top, progress=progress)
    unread = [said for pool in pools for said in pool.unread]
    if output is not None:
        ranking.write_parquet(output)
        say(f"{output}: {len(ranking):,} rows")
    is_explained = reports is not None
    matches = _matches(pools, (wanted, offered.sorted()), ranking, timestamp, is_explained)
    if len(wanted) == 1:
        _one(next(matches), unread, reports)
    else:
        _several(matches, ranking, unread, reports)
    _end(unread)


def _matches(
    pools: Sequence[Pool],
    readings: Sequence[Readings],
    ranking: Ranking,
    timestamp: str,
    is_explained: bool,
) -> Iterator[list[Match]]:
    """The matches of each ad's rows, ad by ad; each ad's are made when their turn comes.

    They are explained by the fit of the last of them, below which none is chosen, and by those of
    their neighbours.
    """
    from skillkg.matching.matcher import ranked

    document = [pool.finder(each) for pool, each in zip(pools, readings, strict=True)]
    kg, pool_size, decision = pools[0].kg, len(readings[1]), Decision(timestamp)
    for ad in range(len(readings[0])):
        rows = ranking.ad == ad
        fits = ranking.fit[rows].tolist()
        matches = []
        for rank, resume in enumerate(ranking.resume[rows].tolist(), start=1):
            pair = document[0](ad), document[1](resume)
            if is_explained:
                cut = fits[-1] if len(fits) < pool_size else None
                matches.append(kg.explain(*pair, cut=cut, rivals=_next(fits, rank)))
            else:
                matches.append(kg.match(*pair))
        yield ranked([replace(each, decision=decision) for each in matches], pool_size)


def _next(fits: Sequence[float], rank: int) -> dict[int, float]:
    """The fits of the resumes before and behind a rank, by their ranks."""
    return {each: fits[each - 1] for each in (rank - 1, rank + 1) if 1 <= each <= len(fits)}


def _one(matches: Sequence[Match], unread: Sequence[str], reports: Path | None) -> None:
    from skillkg.explanation.report.terminal import print_ranking

    if reports is not None:
        _write_all(matches, reports)
        _write_unread(unread, reports)
    print_ranking(matches, console())


def _several(
    matches: Iterator[list[Match]], ranking: Ranking, unread: Sequence[str], reports: Path | None
) -> None:
    from skillkg.documents.names import report_name
    from skillkg.explanation.report.terminal import print_fits

    if reports is None:
        print_fits(ranking, console())
        return
    for place, some in enumerate(matches, start=1):
        _write_all(some, reports / report_name(place, ranking.ads[place - 1]))
    _write_unread(unread, reports)


def _write_all(matches: Sequence[Match], reports: Path) -> None:
    from skillkg.documents.names import report_name

    with told(reports):
        reports.mkdir(parents=True, exist_ok=True)
    for place, explained in enumerate(matches, start=1):
        # Resumes may share a name: without the place one report would overwrite another.
        name = report_name(place, explained.resume.name)
        html, record = reports / f"{name}.html", reports / f"{name}.json"
        write_match(explained, Outputs(html=html, json=record))


def _write_unread(unread: Sequence[str], reports: Path) -> None:
    said = ["\n".join(map(printable, each.split("\n"))) for each in unread]
    record = json.dumps({"not_read": said}, ensure_ascii=False, indent=2)
    write(reports / "not-read.json", record + "\n")


def _check_table(output: Path) -> None:
    if output.suffix.lower() != ".parquet":
        raise click.UsageError(f"--output must end in .parquet: {output}")


def _end(unread: Sequence[str]) -> None:
    if unread:
        say(f"documents not read: {len(unread):,}")
        raise SystemExit(1)
