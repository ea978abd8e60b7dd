"""``skillkg query``: named questions and free SPARQL, and what is known of them beforehand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from skillkg.cli.shared import (
    deadline,
    open_graph,
    release_option,
    service_option,
    store_option,
    view_options,
    without_option,
)
from skillkg.cli.terminal import console, say
from skillkg.file_kinds import why_no_file
from skillkg.store.formats import FITTING, FORMATS, NAMES, UNIVERSAL

if TYPE_CHECKING:
    from rich.console import Console

    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.view.spec import ViewSpec

LONGEST: Final = 4 << 20
"""Bytes of a query that somebody wrote."""


def _print_prefixes(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from skillkg.store.prefixes import prefix_lines

        say(prefix_lines().rstrip())
        context.exit()


@click.command()
@click.argument("name", required=False)
@view_options(store_option, release_option, without_option, service_option)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A query of your own instead of a named one: a file of SPARQL.",
)
@click.option("--text", metavar="SPARQL", help="The same as text; - reads standard input.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="A table to read shows 10,000 rows at most. In csv, texts that a spreadsheet would run as "
    "a formula begin with an apostrophe; json is a list of objects. tsv, srj and srx are SPARQL's "
    "own results as TSV, JSON and XML, for SELECT and ASK; ttl, nt, jsonld and rdfxml are RDF, for "
    "CONSTRUCT and DESCRIBE: these keep every term as it is.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here instead of stdout.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    default=60,
    show_default=True,
    help="Give up after so long, writing included.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Answer nothing: print which graphs would be asked, and the query with its prefixes and "
    "parameters in place, to run in any tool.",
)
@click.option(
    "--prefixes",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_prefixes,
    help="Print the prefixes that need no declaration here, as lines to put before a query "
    "elsewhere, and exit.",
)
def query(
    name: str | None,
    spec: ViewSpec,
    file: Path | None,
    text: str | None,
    params: tuple[str, ...],
    format_: str,
    output: Path | None,
    timeout: float,
    explain: bool,
) -> None:
    """Ask a named question or free SPARQL 1.1; without NAME, list the questions.

    A concept may be given by its IRI, code or label. Parameters are bound as terms. `classes` and
    `properties` tell what there is to ask for.

    \b
      skillkg query occupation-skills --param occupation="data scientist"
      skillkg query --file mine.rq --format srj --output mine.srj
      skillkg query --text 'DESCRIBE ?s { ?s skos:prefLabel "SQL"@en }' --format ttl
    """
    from skillkg.store.export import write
    from skillkg.store.isolated import POOL

    asked = _asked(name, text, file)
    if asked is None:
        _list_queries(console())
        return
    values: dict[str, Any] = dict(_split(param) for param in params)
    POOL.start()  # it gets ready while the store is opened
    with deadline(timeout, "the query"):
        kg = open_graph(spec)
        if explain:
            from skillkg.cli.explain import explained

            say(explained(kg, kg.sparql(asked, **values), timeout))
            return
        _check_format(kg, asked, values, format_)
        _tell_defaults(asked, values)
        write(kg.query(asked, timeout=timeout, **values), format_, output)


def _asked(name: str | None, text: str | None, file: Path | None) -> str | None:
    """The name of a query or its text; None where nothing is asked."""
    if sum(given is not None for given in (name, text, file)) > 1:
        raise click.UsageError("give only one of NAME, --text and --file")
    if file is not None:
        return _decoded(_read(file), str(file))
    if text == "-":
        return _decoded(sys.stdin.buffer.read(LONGEST + 1), "standard input")
    return name if text is None else text


def _read(file: Path) -> bytes:
    if reason := why_no_file(file):
        raise click.UsageError(
            f"--file {file}: {reason}\n  name a file of SPARQL, or pipe it into --text -"
        )
    with file.open("rb") as stream:
        return stream.read(LONGEST + 1)


def _decoded(data: bytes, where: str) -> str:
    from skillkg.store.named_queries import is_name

    if len(data) > LONGEST:
        raise click.UsageError(f"{where}: more than {LONGEST >> 20} MiB, which is no query")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{where}: not UTF-8, from byte {error.start:,} on\n  write it in UTF-8"
        ) from error
    if not text.strip():
        raise click.UsageError(f"{where}: no query is in it")
    if is_name(text.strip()):
        raise click.UsageError(
            f"{where}: one word is no SPARQL; ask a named question by its name alone: "
            f"skillkg query {text.strip():.50}"
        )
    return text


def _split(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise click.UsageError(f"--param takes NAME=VALUE, not {param!r}")
    if name.strip() == "timeout":
        raise click.UsageError("no parameter can be called timeout; --timeout is an option")
    return name.strip(), value


def _check_format(kg: KnowledgeGraph, asked: str, values: dict[str, Any], format_: str) -> None:
    """Refuse a format that the answer cannot have, before it is asked for."""
    if format_ in UNIVERSAL:
        return
    from skillkg.store.isolated import check_apart

    form = check_apart(kg.sparql(asked, **values), sorted(kg.view.spec.services))
    if format_ not in FITTING[form]:
        raise click.UsageError(
            f"--format {format_} is not for {NAMES[form]} queries; "
            f"theirs are {', '.join(FITTING[form])}"
        )


def _list_queries(out: Console) -> None:
    from rich.text import Text

    from skillkg.store.named_queries import named_queries

    for query in named_queries().values():
        out.print(Text.assemble((query.name, "bold"), "  ", query.title), soft_wrap=True)
        for parameter in query.parameters.values():
            told = f"    {parameter.name} ({parameter.type}): {parameter.description}"
            default = f"  [{parameter.example} if left out]" if parameter.has_default else ""
            out.print(Text.assemble(told, (default, "dim")), soft_wrap=True)


def _tell_defaults(asked: str, values: dict[str, Any]) -> None:
    """Say on standard error what a named question takes for what was left out."""
    from skillkg.store.named_queries import is_name, named_query

    for name, value in named_query(asked).defaults(values).items() if is_name(asked) else ():
        click.echo(f"{name} is {value}, since nothing else was said", err=True)
