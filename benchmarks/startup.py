"""How long until a first answer: the command's help, and a query in a new process.

Beside it, what a user of rdflib does in a new process: parse ESCO, or unpickle what was parsed
before, then ask the same. (ESCO's graph only: all that the query reads, in rdflib's favour.)
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from common import Figure, arguments, in_process, report, store

RUNS = 10
HELP = "import sys; sys.argv[1:] = ['--help']; from skillkg.cli import main; main()"
QUERY = "occupation-skills"


def start(code: str) -> float:
    begin = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begin


def occupation(store: Path) -> str:
    """Give the first occupation of ESCO, by IRI, that the query has an answer for."""
    import skillkg

    text = "SELECT ?o { ?o a esco:Occupation ; esco:relatedEssentialSkill ?s } ORDER BY ?o LIMIT 1"
    table = skillkg.open(store).query(text)
    assert not isinstance(table, bool)
    return str(table.column("o")[0])


def answer(store: Path, iri: str) -> tuple[float, float, int]:
    """Import, then open and ask; seconds of both, and how many rows came."""
    begin = perf_counter()
    import skillkg.api
    import skillkg.store.folder
    import skillkg.store.remote

    imported = perf_counter()
    table = skillkg.api.open(store).query(QUERY, occupation=iri)
    assert not isinstance(table, bool)
    return imported - begin, perf_counter() - imported, len(table)


def export(store: Path, file: Path, iri: str) -> str:
    """Write ESCO's graph as N-Triples; give the query's text."""
    import pyoxigraph as ox

    from skillkg.store.folder import open_store
    from skillkg.store.named_queries import named_query

    opened = open_store(store)
    (esco,) = (snapshot.graph for snapshot in opened.snapshots() if snapshot.source == "esco")
    opened.quads.dump(str(file), ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(esco))
    return named_query(QUERY).bound({"occupation": iri}, lambda value, _: str(value))


def parse_and_ask(file: Path, query: str) -> tuple[float, int]:
    """Give the seconds and the number of rows; keep what was parsed as a pickle."""
    import rdflib

    begin = perf_counter()
    graph = rdflib.Graph().parse(file, format="nt")
    rows = len(graph.query(query))
    seconds = perf_counter() - begin
    file.with_suffix(".pickle").write_bytes(pickle.dumps(graph))
    return seconds, rows


def unpickle_and_ask(file: Path, query: str) -> tuple[float, int]:
    import rdflib  # noqa: F401

    begin = perf_counter()
    rows = len(pickle.loads(file.with_suffix(".pickle").read_bytes()).query(query))
    return perf_counter() - begin, rows


def main() -> None:
    options = arguments(__doc__ or "")
    shown = median(start(HELP) for _ in range(RUNS))
    bare = median(start("pass") for _ in range(RUNS))
    with store(options) as folder, TemporaryDirectory() as scratch:
        iri = in_process(occupation, folder).value
        # The first of them derives what is kept beside a new store, and is shown apart.
        answers = [in_process(answer, folder, iri).value for _ in range(RUNS + 1)]
        file = Path(scratch) / "esco.nt"
        query = in_process(export, folder, file, iri).value
        parsed, parsed_rows = in_process(parse_and_ask, file, query).value
        unpickled, unpickled_rows = in_process(unpickle_and_ask, file, query).value
    imports, first, rows = zip(*answers, strict=True)
    assert {*rows, parsed_rows, unpickled_rows} == {rows[0]}, "the answers differ"
    asked = median(first[1:])
    report(
        "startup",
        options,
        [
            Figure("`skillkg --help`", shown * 1e3, "ms", "< 400", shown < 0.4),
            Figure("of that, Python itself", bare * 1e3, "ms"),
            Figure("importing `skillkg.api` and the store", median(imports) * 1e3, "ms"),
            Figure("open and answer a first query", asked * 1e3, "ms", "< 150", asked < 0.15),
            Figure("the same, first time on this store", first[0] * 1e3, "ms"),
            Figure("rdflib: parse ESCO and answer it", parsed * 1e3, "ms"),
            Figure("rdflib: unpickle ESCO and answer it", unpickled * 1e3, "ms"),
            Figure("rdflib's parse ÷ ours", parsed / asked, "×"),
            Figure("rdflib's unpickle ÷ ours", unpickled / asked, "×"),
        ],
        f"Times are medians of {RUNS} new processes, with the files in the system's cache; "
        "rdflib's are single runs, import left out.",
    )


if __name__ == "__main__":
    main()
