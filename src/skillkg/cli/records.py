"""Records of matches: shown again, checked, made again, and set side by side."""

from __future__ import annotations

import json
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from skillkg.atomic import write
from skillkg.cli.documents import FILE
from skillkg.cli.outputs import TARGET, output_options, write_match
from skillkg.cli.shared import ExistingPath, deadline, model_option
from skillkg.cli.terminal import console, progress_bars
from skillkg.errors import RecordError, SkillkgError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from skillkg.cli.outputs import Outputs


DIFFERS: Final = 1
"""Exit status where something was checked, and is not so."""
TROUBLE: Final = 2
"""Exit status where nothing could be checked: no such file, store or answer."""

RECORDS: Final = click.argument(
    "records", metavar="RECORD…", type=ExistingPath(path_type=Path), nargs=-1, required=True
)
STORE: Final = click.option(
    "--store",
    "--endpoint",
    "location",
    metavar="STORE",
    envvar="SKILLKG_STORE",
    help="Folder of the store, or the http(s) address of a SPARQL endpoint, that holds the graph.",
)
DOCUMENTS: Final = click.option(
    "--documents",
    type=ExistingPath(path_type=Path, exists=True),
    multiple=True,
    help="The documents, or folders that they lie in; they are found by their digests. Repeatable.",
)
JSON: Final = click.option("--json", "json_", type=TARGET, help="Write what was found as JSON.")
TIMEOUT: Final = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help="Longest time for all, in seconds; without it there is none. An endpoint that says "
    "nothing for 60 s does not answer, however long all may take.",
)


class Trouble(click.ClickException):
    """An error on account of which nothing could be checked."""

    exit_code = TROUBLE


class Checking(click.Command):
    """A verb whose exit status tells what is wrong from what could not be looked at."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what a user can do something about ends with status 2."""
        try:
            return super().invoke(ctx)
        except click.UsageError:
            raise
        except (SkillkgError, click.ClickException) as error:
            raise Trouble(str(error)) from error


@click.command()
@click.argument("record", type=FILE)
@output_options
def report(record: Path, outputs: Outputs) -> None:
    """Show a match again from its record, without the store and the documents.

    RECORD is what `match --json` or `rank --reports` wrote. What is no such record, or has a fit
    that does not follow from its parts, is not shown, and why is said.

    \b
      skillkg match ad.pdf resume.docx --store my-store --json record.json
      skillkg report record.json --html report.html
    """
    from skillkg.explanation.record_reading import read_record
    from skillkg.explanation.report.terminal import print_match

    match = read_record(record)
    write_match(match, outputs)
    print_match(match, console(), outputs.voice)


@click.command(cls=Checking)
@RECORDS
@STORE
@DOCUMENTS
@model_option
@JSON
@click.option(
    "--recompute-digests",
    is_flag=True,
    help="Read every statement of the graphs that a record rests on, and hash them again; without "
    "it their digests are those that the catalog of the store tells.",
)
@click.option("--queries", is_flag=True, help="Print the SPARQL queries that ask for every step.")
@TIMEOUT
def verify(
    records: tuple[Path, ...],
    location: str | None,
    documents: tuple[Path, ...],
    model: str | None,
    json_: Path | None,
    recompute_digests: bool,
    queries: bool,
    timeout: float | None,
) -> None:
    """Check records, without trusting what wrote them.

    RECORD… are records, or folders of them. Each alone shows whether its figures follow from each
    other and its digests from its text. With the graph (--store, or --endpoint) every step, label
    and strength is looked up there; with the documents every quote, and the match is made again.
    What could not be looked at is named.

    Exit status: 0 where all that was checked holds, 1 where something differs, 2 where nothing
    could be checked (no such file or store, an endpoint that does not answer, no time left).

    \b
      skillkg verify record.json
      skillkg verify record.json --store my-store --documents ad.pdf --documents resume.docx
      skillkg verify reports/ --endpoint http://localhost:7878/query --json verdicts.json
      skillkg verify record.json --store my-store --recompute-digests
    """
    from skillkg.explanation.report.verdicts import print_verification
    from skillkg.verifying import Verifier

    if recompute_digests and not location:
        raise click.UsageError(
            "--recompute-digests takes the store: give it with --store or --endpoint"
        )
    verifier = Verifier(location, documents, model, recompute_digests)
    with _in_time(timeout), progress_bars("items", remaining=True) as progress:
        found = verifier.verify_many(_files(records), progress)
    if json_ is not None:
        write(json_, json.dumps([each.to_record() for each in found], indent=2) + "\n")
    for each in found:
        print_verification(each, console())
    if queries:
        _print_queries(records)
    _end(all(each.holds for each in found))


@click.command(cls=Checking)
@RECORDS
@STORE
@DOCUMENTS
@click.option(
    "--against",
    metavar="SOURCE/VERSION",
    multiple=True,
    help="Take this release in place of that of its source; repeatable.",
)
@model_option
@JSON
@TIMEOUT
def replay(
    records: tuple[Path, ...],
    location: str | None,
    documents: tuple[Path, ...],
    against: tuple[str, ...],
    model: str | None,
    json_: Path | None,
    timeout: float | None,
) -> None:
    """Make matches again from their documents, and tell what comes out otherwise.

    The releases and parameters are those of the record: the same code gives the same bytes. With
    --against, or another --model, it tells which matches an update would change, by how much, and
    through which statements.

    Exit status: 0 where every match is the same, 1 where one is not, 2 where one could not be made.

    \b
      skillkg replay record.json --store my-store --documents applications/
      skillkg replay records/ --store my-store --documents applications/ --against esco/1.2.0
    """
    from skillkg.explanation.report.verdicts import print_replay, replay_record
    from skillkg.verifying import Verifier

    verifier = Verifier(location, documents, model)
    with _in_time(timeout), progress_bars("items", remaining=True) as progress:
        found = verifier.replay_many(_files(records), against, progress)
    if json_ is not None:
        write(json_, json.dumps([replay_record(each) for each in found], indent=2) + "\n")
    for each in found:
        print_replay(each, console())
    _end(all(each.is_same for each in found))


@click.command(cls=Checking)
@click.argument("one", type=FILE)
@click.argument("other", type=FILE)
@JSON
def contrast(one: Path, other: Path, json_: Path | None) -> None:
    """Tell why one match fits better than another: differences per requirement.

    ONE and OTHER are records: of two resumes for one ad, or of two ads for one resume. The
    differences sum to that of the fits.

    \b
      skillkg contrast first.json second.json
    """
    from skillkg.explanation.contrast import contrast as set_side_by_side
    from skillkg.explanation.record_reading import read_record
    from skillkg.explanation.report.verdicts import contrast_record, print_contrast

    found = set_side_by_side(read_record(one), read_record(other))
    if json_ is not None:
        write(json_, json.dumps(contrast_record(found), indent=2) + "\n")
    print_contrast(found, console())


def _in_time(seconds: float | None) -> AbstractContextManager[None]:
    return nullcontext() if seconds is None else deadline(seconds, "all that was to be checked")


def _files(records: Iterable[Path]) -> list[Path]:
    """Records, those of folders in order of their names.

    Raises:
        RecordError: a folder has none.
    """
    found: list[Path] = []
    for path in records:
        inside = sorted(p for p in path.rglob("*.json") if p.name != "not-read.json")
        if path.is_dir() and not inside:
            raise RecordError(f"{path}: no records in it\n  records are files that end in .json")
        found += inside if path.is_dir() else [path]
    return found


def _print_queries(records: Iterable[Path]) -> None:
    from skillkg.explanation import ledger, sparql_checks
    from skillkg.explanation.record_reading import described, load, read_bytes

    for file in _files(records):
        with suppress(ValueError):  # of what is no record, or no IRI, the checks have told
            match = described(load(read_bytes(file)))
            for each in ledger.path_statements(match):
                click.echo(sparql_checks.ask(each))


def _end(is_well: bool) -> None:
    if not is_well:
        raise SystemExit(DIFFERS)
