"""Real resumes and ads: what is read of them, and how fast.

The resumes are 480 PDF files without names of people and employers, the ads 271 texts that people
gave the code of an ESCO occupation. *Jobs* are compared with ``labelled/resume_jobs.tsv``: titles
and years of 40 of the resumes, every twelfth one, written down by hand while their kinds of layout
were learned from, so that others will do a little worse. A job is right if half of the words of its
title and both years are. *Words* are compared with those of poppler's ``pdftotext``, where that is
installed. Speeds are of one core: of the first 3,000 characters of each document.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
from collections import defaultdict
from itertools import chain, cycle, islice
from shutil import which
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from common import ROOT, Figure, arguments, in_process, report, store
from quality.reliability import reliability

import skillkg
from skillkg.documents.formats.pdf.reader import read_pdf
from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from skillkg.documents.document import Document
    from skillkg.model.document import Position

JOBS = ROOT / "benchmarks" / "labelled" / "resume_jobs.tsv"
CHARACTERS, SECONDS = 3000, 10.0
_WORD = re.compile(r"[A-Za-z]+")


class Job(NamedTuple):
    """A job's title and years; the last is ``now`` where it goes on, each empty where unknown."""

    title: str
    start: str
    end: str

    def agrees(self, other: Job) -> bool:
        """Whether a labelled job is this one."""
        mine, others = (set(_WORD.findall(job.title.casefold())) for job in (self, other))
        alike = 2 * len(mine & others) >= max(len(mine), len(others))
        return alike and self.start == other.start and other.end in ("", self.end)


def labelled() -> dict[str, list[Job]]:
    """The labelled jobs, by the number of their resume."""
    jobs: defaultdict[str, list[Job]] = defaultdict(list)
    with JOBS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            jobs[row["resume"]].append(Job(row["title"], row["from"], row["until"]))
    return jobs


def job(position: Position) -> Job:
    """A job that was read, as they are labelled."""
    end = "now" if position.is_current else position.ended[:4]
    return Job(position.title.quote, position.started[:4], end)


def agreement(documents: Mapping[str, Document]) -> tuple[float, float]:
    """Precision and recall of the jobs of the labelled resumes."""
    right = read = wanted = 0
    for number, jobs in labelled().items():
        found = sorted({job(position) for position in documents[number].positions})
        left = list(jobs)
        for each in found:
            match = next((other for other in left if each.agrees(other)), None)
            if match is not None:
                left.remove(match)
                right += 1
        read, wanted = read + len(found), wanted + len(jobs)
    return right / read, right / wanted


def words_apart(files: Sequence[Path]) -> tuple[float, float]:
    """Shares of distinct words that only we read, and that only pdftotext does."""
    ours: set[str] = set()
    theirs: set[str] = set()
    for file in files:
        ours |= words(read_pdf(file.read_bytes(), file).text)
        command = ["pdftotext", str(file), "-"]
        theirs |= words(subprocess.run(command, capture_output=True, check=True).stdout.decode())
    return len(ours - theirs) / len(ours), len(theirs - ours) / len(theirs)


def words(text: str) -> set[str]:
    """The distinct words of a text."""
    return set(map(str.lower, _WORD.findall(text)))


def reading_rate(files: Sequence[Path]) -> float:
    """PDF files read per second."""
    _use_one_core()
    begin = perf_counter()
    for file in files:
        read_pdf(file.read_bytes(), file)
    return len(files) / (perf_counter() - begin)


def linking_rate(folder: Path, texts: Sequence[tuple[str, str]]) -> float:
    """Texts read and linked per second, once everything is warm."""
    _use_one_core()
    kg = skillkg.open(folder)
    for kind, text in texts[:4]:
        kg.link(kg.read_text(text, kind))  # type: ignore[arg-type]
    begin, done, turns = perf_counter(), 0, cycle(texts)
    while (spent := perf_counter() - begin) < SECONDS:
        kind, text = next(turns)
        kg.link(kg.read_text(text, kind))  # type: ignore[arg-type]
        done += 1
    return done / spent


def _use_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])


def ads(data: Path) -> list[tuple[str, str]]:
    """Texts of real ads and the codes of their occupations."""
    file = data / "benchmarks" / "ads" / "ads_with_esco_occupations.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            (f"{row['title']}\n\n{row['description']}", row["esco_code"])
            for row in csv.DictReader(rows)
        ]


def occupations(kg: skillkg.KnowledgeGraph, document: Document) -> list[str]:
    """Occupations of ESCO that a document's titles may mean, by probability."""
    found: dict[str, float] = {}
    links = kg.link(document)
    named = [m for m in links.mentions if m.block == "occupations"]
    for mention in named:
        found[mention.concept] = mention.probability or 0.0
        found |= zip(mention.alternatives, mention.alternative_probabilities, strict=True)
    for open_ in links.unresolved:
        found |= zip(open_.candidates, open_.probabilities, strict=False)
    return [iri for iri in sorted(found, key=lambda iri: -found[iri]) if "/esco/" in iri]


def named(
    kg: skillkg.KnowledgeGraph,
    rows: Sequence[tuple[str, str]],
    name: Callable[[Document], Sequence[str]],
) -> tuple[float, float]:
    """How often an ad's occupation is named: first, and among the first ten."""
    code, ranks = codes(kg), []
    for text, wanted in rows:
        given = [code.get(iri) for iri in name(kg.read_text(text, "ad"))]
        ranks.append(given.index(wanted) if wanted in given else len(given) + 10)
    return sum(r == 0 for r in ranks) / len(ranks), sum(r < 10 for r in ranks) / len(ranks)


def codes(kg: skillkg.KnowledgeGraph) -> dict[str, str]:
    """Codes of ESCO's occupations."""
    found = kg.query("SELECT ?o ?c { ?o a esco:Occupation ; skos:notation ?c }")
    assert isinstance(found, skillkg.Table)
    return {iri: str(value).rsplit("/", 1)[-1] for iri, value in found}


def likeliest(
    kg: skillkg.KnowledgeGraph, rows: Sequence[tuple[str, str]]
) -> list[tuple[float, bool]]:
    """The likeliest occupation of each ad as it is matched: its probability, and if it is right."""
    code, matcher, answers = codes(kg), kg.view.matcher(), []
    for text, wanted in rows:
        compared = matcher.profile(kg.read_text(text, "ad")).compared
        assert compared is not None
        best = compared.expected(DEFAULT)[0][0]
        answers.append((best.probability, code.get(best.concept) == wanted))
    return answers


def resumes(kg: skillkg.KnowledgeGraph, files: Sequence[Path]) -> Iterator[Figure]:
    """What is read of the resumes."""
    documents = {file.stem: kg.read(file, "resume") for file in files}
    every = list(documents.values())
    linked = [kg.link(document).mentions for document in every]
    for what, shares, bar in (
        ("a job", [bool(document.positions) for document in every], 0.97),
        ("dates", [any(p.started for p in document.positions) for document in every], 0.90),
        ("an occupation", [any(m.block == "occupations" for m in each) for each in linked], 0.97),
    ):
        yield share(f"resumes with {what}", sum(shares) / len(shares), bar)
    precision, recall = agreement(documents)
    yield share("jobs, precision", precision, 0.90)
    yield share("jobs, recall", recall, 0.85)
    jobs = sum(len(document.positions) for document in every) / len(every)
    yield Figure("jobs of a resume", jobs, "")


def share(what: str, value: float, bar: float) -> Figure:
    """A figure with the least that it should be."""
    return Figure(what, value, "", f"≥ {bar}", value >= bar)


def main() -> None:
    options = arguments(__doc__ or "")
    files = sorted((options.data / "benchmarks" / "resumes" / "pdf").glob("*.pdf"))
    rows = ads(options.data)
    if options.sample:
        files = [file for file in files if file.stem in labelled()]
        rows = rows[:10]
    with store(options) as folder:
        kg = skillkg.open(folder)
        figures = list(resumes(kg, files))
        title = named(kg, rows, lambda document: occupations(kg, document))
        whole = named(kg, rows, lambda document: [o.concept for o in kg.view.occupations(document)])
        answers = likeliest(kg, rows)
        texts = [("resume", read_pdf(f.read_bytes(), f).text[:CHARACTERS]) for f in files[::2]]
        texts = [
            *islice(
                chain(*zip(texts, [("ad", t[:CHARACTERS]) for t, _ in rows], strict=False)), 500
            )
        ]
        rate = in_process(linking_rate, folder, texts).value
    speed = in_process(reading_rate, files).value
    table, error = reliability(answers, "Ads: the likeliest occupation as they are matched")
    figures += [
        Figure("ads: occupation by the title alone, first", title[0], ""),
        Figure("ads: occupation by the title alone, among ten", title[1], ""),
        share("ads: occupation, first", whole[0], 0.40),
        share("ads: occupation, among ten", whole[1], 0.74),
        Figure("ads: expected calibration error as they are matched", error, ""),
        Figure("PDF files read", speed, "/s", "≥ 25", speed >= 25),
        Figure("texts of 3,000 characters read and linked", rate, "/s", "≥ 50", rate >= 50),
    ]
    if which("pdftotext"):
        for what, value in zip(("we", "pdftotext"), words_apart(files), strict=True):
            figures.append(
                Figure(f"words that only {what} read", value * 100, "%", "≤ 1.5", value <= 0.015)
            )
    report("reading", options, figures, f"{len(files)} resumes, {len(rows)} ads.", tables=[table])


if __name__ == "__main__":
    main()
