"""``skillkg build`` and ``skillkg fetch``: releases into a store, and onto the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from skillkg.cli.terminal import console, progress_bars, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from skillkg.store.build import Built

SOURCES = ("--esco", "--onet", "--crosswalk", "--overlay")


class ManyPaths(click.Command):
    """A command whose source options take several paths each: ``--esco A B --onet C``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat a source option before each path that follows it."""
        return super().parse_args(ctx, list(_repeated(args)))


def _repeated(args: Sequence[str]) -> Iterator[str]:
    option, fresh = None, False
    for arg in args:
        if arg.startswith("-"):
            option, fresh = (arg, True) if arg in SOURCES else (None, False)
        elif option and not fresh:
            yield option
        else:
            fresh = False
        yield arg


@click.command(cls=ManyPaths)
@click.argument("store", type=click.Path(path_type=Path, file_okay=False))
@click.option("--esco", multiple=True, metavar="PATH…", help="ESCO: CSV or RDF downloads.")
@click.option("--onet", multiple=True, metavar="PATH…", help="O*NET: database as text files.")
@click.option("--crosswalk", multiple=True, metavar="PATH", help="ESCO–O*NET occupations, CSV.")
@click.option("--overlay", multiple=True, metavar="PATH…", help="A taxonomy of yours, as RDF.")
@click.option("--languages", metavar="en,de", help="Languages of ESCO to load; all by default.")
def build(store: Path, languages: str | None, **sources: tuple[str, ...]) -> None:
    """Build a store from releases, or add releases to one.

    PATH is a zip as downloaded, a folder of such zips, or an unpacked folder. Each release gets
    a graph of its own and replaces what that graph held; graphs of other releases stay. Nothing
    changes unless all of it succeeds: a build that is stopped leaves the store as it was. Write
    VERSION=PATH where no file or folder name tells the release.

    \b
      skillkg build my-store --esco esco-1.1.1/ --onet db_29_3_text.zip abilities_30_0.zip
    """
    from skillkg.building import build as build_store

    if not any(sources.values()):
        raise click.UsageError("give at least one of --esco, --onet, --crosswalk, --overlay")
    chosen = [code.strip() for code in languages.split(",")] if languages else None
    with progress_bars() as progress:
        built = build_store(
            store,
            esco=sources["esco"],
            onet=sources["onet"],
            crosswalk=sources["crosswalk"],
            overlay=sources["overlay"],
            languages=chosen,
            progress=progress,
            derive=True,  # the first reader need not wait for it
        )
    _print_summary(built, console())


@click.command()
@click.argument("source", type=click.Choice(["esco", "onet", "model"]))
@click.argument("name", required=False)
@click.option("--version", "release", metavar="VERSION", help="E.g. 1.1.1 or 29.3.")
@click.option("--languages", default="en", show_default=True, help="Languages of ESCO.")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to put the files in; by default the current one, or for a model a new one of "
    "its name.",
)
def fetch(
    source: Literal["esco", "onet", "model"],
    name: str | None,
    release: str | None,
    languages: str,
    folder: Path | None,
) -> None:
    """Download a release from its official site: the only verb that uses the network.

    An interrupted download goes on where it stopped; checksums are verified where they are
    known and recorded where they are not. With `model` and a NAME, a sentence-transformers
    model comes from the site that HF_ENDPOINT names, Hugging Face by default.

    \b
      skillkg fetch onet --version 29.3 --to downloads
      skillkg fetch model sentence-transformers/all-MiniLM-L6-v2 --to minilm
    """
    if (source == "model") != (name is not None):
        raise click.UsageError("fetch model takes the NAME of one; esco and onet take none")
    if source == "model":
        say(_fetch_model(name or "", folder))
        return
    from skillkg.sources.fetch import fetch as fetch_release

    codes = [code.strip() for code in languages.split(",")]
    with progress_bars() as progress:
        files = fetch_release(
            source, folder=folder or Path(), progress=progress, version=release, languages=codes
        )
    for file in files:
        say(file)


def _fetch_model(name: str, folder: Path | None) -> Path:
    from skillkg.encoding.fetch_model import fetch_model

    return fetch_model(name, folder or Path(name.rpartition("/")[2]))


def _print_summary(built: Sequence[Built], out: Console) -> None:
    from rich.text import Text

    for graph in built:
        out.print(Text.assemble((graph.title, "bold"), f"  {graph.statements:,} statements"))
        out.print(f"  {graph.graph}\n  {graph.digest}", soft_wrap=True)
        if graph.notes.absent:
            out.print(f"  not in this release: {', '.join(sorted(graph.notes.absent))}")
        for kind, finding in sorted(graph.notes.findings.items()):
            out.print(Text.assemble("  ", (f"{finding.count:,} ×", "yellow"), " ", kind))
            for example in finding.examples[:2]:
                out.print(f"      e.g. {example}", soft_wrap=True)
