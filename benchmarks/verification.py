"""Checking records: whether a checker that has no code of ours says the same, and what it takes.

Real resumes are matched with vacancies and with ads of full text, each with the next ones in turn.
Of half of the matches the records are left as they are, in the others something is forged
(``quality/forgeries.py``; which lies, and of what, is drawn with a fixed seed), and fit and digests
are made again. Every record is checked over the store, over an endpoint (Oxigraph's own server, on
the same machine, over a copy), and by ``examples/verify_with_sparql.py`` over the endpoint; the
first of them with their documents, too, from which the match is made again. Each checker is one
process that checks all records, after a first one that is not timed.
"""

from __future__ import annotations

import csv
import json
import socket
import subprocess
import sysconfig
import time
from collections import Counter
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from random import Random
from runpy import run_path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from common import ROOT, Figure, Table, arguments, in_process, report, store
from quality.forgeries import LIES, forged
from quality.resumes import vacancy_texts

import skillkg
from skillkg.explanation.record import to_json
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

RECORDS, WITH_DOCUMENTS, SEED = 500, 50, 0
SCHEMA = ROOT / "src" / "skillkg" / "explanation" / "record.schema.json"


class Checked(NamedTuple):
    """What a checker said of each record, and how long it took, in seconds."""

    holds: list[bool]
    seconds: float


def documents(options: Namespace, folder: Path) -> tuple[list[Path], list[Path]]:
    """Ads as files in a folder, vacancies and full texts in turn; and resumes."""
    if options.sample:
        examples = ROOT / "examples"
        return sorted((examples / "ads").iterdir()), sorted((examples / "resumes").iterdir())
    data = options.data / "benchmarks"
    with (data / "ads" / "ads_with_esco_occupations.csv").open(encoding="utf-8") as lines:
        texts = [f"{row['title']}\n\n{row['description']}" for row in csv.DictReader(lines)]
    ads = []
    for number, pair in enumerate(zip(vacancy_texts(options.data), texts, strict=False)):
        for kind, text in zip(("vacancy", "ad"), pair, strict=True):
            ads.append(folder / f"{kind}-{number}.txt")
            ads[-1].write_text(text, encoding="utf-8")
    resumes = sorted((data / "resumes" / "pdf").iterdir())
    Random(SEED).shuffle(resumes)
    return ads, resumes


def write_records(options: Namespace, location: Path, folder: Path) -> list[tuple[Path, str]]:
    """Records, each with what is forged in it: nothing in every other."""
    ads, resumes = documents(options, folder)
    kg, random, lies = skillkg.open(location), Random(SEED), cycle(LIES)
    pairs = islice(zip(cycle(ads), cycle(resumes), strict=False), 10 if options.sample else RECORDS)
    written = []
    for number, (ad, resume) in enumerate(pairs):
        text, name = to_json(kg.match(ad, resume)), ""
        data = text.encode()
        while number % 2 and not name:
            name = next(lies)
            try:
                data = forged(json.loads(text), LIES[name], random)
            except IndexError:  # it has nothing of the kind
                name = ""
        file = folder / f"{number:03}.json"
        file.write_bytes(data)
        written.append((file, name))
    return written


def checked(holds: Callable[[Path], bool], files: Sequence[Path]) -> Checked:
    """Check records one after the other; the first one once before."""
    holds(files[0])
    begin = time.perf_counter()
    said = [holds(file) for file in files]
    return Checked(said, time.perf_counter() - begin)


def by_verify(location: str, folders: Sequence[Path], files: Sequence[Path]) -> Checked:
    """What ``skillkg verify`` says."""
    verifier = Verifier(location, folders)
    return checked(lambda file: verifier.verify(file).holds, files)


def by_itself(endpoint: str, files: Sequence[Path]) -> Checked:
    """What the checker says that has nothing of ours."""
    script: dict[str, Any] = run_path(str(ROOT / "examples" / "verify_with_sparql.py"))
    schema, asked = json.loads(SCHEMA.read_text("utf-8")), script["Endpoint"](endpoint)
    return checked(lambda file: not [*script["check"](file.read_bytes(), schema, asked)], files)


@contextmanager
def serving(location: Path) -> Iterator[str]:
    """Serve a copy of a store by Oxigraph's own server; gives the address of the endpoint."""
    with TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
        probe.close()
        name = (location / "current").read_text().strip()
        copy = copytree(location / "generations" / name, Path(folder) / "copy")
        server = Path(sysconfig.get_path("scripts")) / "oxigraph"
        command = [server, "serve-read-only", "--location", copy, "--bind", address]
        null = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=null, stderr=null)
        try:
            for _ in range(100):
                try:
                    urlopen(f"http://{address}/", timeout=1).close()
                    break
                except URLError:
                    time.sleep(0.1)
            yield f"http://{address}/query"
        finally:
            process.terminate()
            process.wait()


def disagreements(
    written: Sequence[tuple[Path, str]], verdicts: dict[str, Checked]
) -> Iterator[list[str | float]]:
    """For each lie, how many records there are, and in how many each checker finds something."""
    count = Counter(name or "nothing" for _, name in written)
    for name, number in count.items():
        of = [n for n, (_, lie) in enumerate(written) if (lie or "nothing") == name]
        said = [sum(not each.holds[n] for n in of) for each in verdicts.values()]
        yield [name, str(number), *map(str, said)]


def main() -> None:
    """Measure, and write the results."""
    options = arguments(__doc__ or "")
    with store(options) as location, TemporaryDirectory() as name:
        folder = Path(name)
        written = in_process(write_records, options, location, folder).value
        files = [file for file, _ in written]
        with serving(location) as endpoint:
            verdicts = {
                "the store": in_process(by_verify, str(location), (), files).value,
                "an endpoint": in_process(by_verify, endpoint, (), files).value,
                "the endpoint, nothing of ours": in_process(by_itself, endpoint, files).value,
            }
        kinds = ("ads", "resumes")
        where = (
            [ROOT / "examples" / each for each in kinds]
            if options.sample
            else [folder, options.data / "benchmarks" / "resumes" / "pdf"]
        )
        some = files[: 2 if options.sample else WITH_DOCUMENTS]
        verdicts_with = in_process(by_verify, str(location), where, some).value
    first, *others = verdicts.values()
    same = [sum(map(bool.__eq__, first.holds, each.holds)) for each in others]
    genuine = [holds for holds, (_, lie) in zip(first.holds, written, strict=True) if not lie]
    forged_ = [holds for holds, (_, lie) in zip(first.holds, written, strict=True) if lie]
    count = len(files)
    figures = [
        Figure("records", count, ""),
        Figure("the same verdict with nothing of ours", same[1], "", f"{count}", same[1] == count),
        Figure("the same verdict over an endpoint", same[0], "", f"{count}", same[0] == count),
        Figure("genuine records that hold", sum(genuine) / len(genuine), "", "1", all(genuine)),
        Figure("forged records that differ", 1 - sum(forged_) / len(forged_), ""),
        *(Figure(f"a record over {of}", v.seconds / count, "s") for of, v in verdicts.items()),
        Figure(
            "a record over the store, with its documents", verdicts_with.seconds / len(some), "s"
        ),
    ]
    report(
        "verification",
        options,
        figures,
        "Seconds are those of one process for each checker, the first record left out.",
        tables=[
            Table(
                ["what is forged", "records", *(f"found over {of}" for of in verdicts)],
                [*disagreements(written, verdicts)],
                "What was forged",
            )
        ],
    )


if __name__ == "__main__":
    main()
